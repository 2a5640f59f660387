/** Changes to a course and its outline; each answers with the whole draft, which is then shown. */
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { showAnswer } from "@/api/answers";
import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import type { CourseDraft, SectionLabel } from "@/api/types";
import { complain } from "@/ui/Toasts";

export function useShowDraft() {
  const client = useQueryClient();
  return async (draft: CourseDraft) => {
    await showAnswer(client, keys.draft(draft.id), draft);
    void client.invalidateQueries({ queryKey: keys.taught, exact: true });
    void client.invalidateQueries({ queryKey: keys.course(draft.slug) });
  };
}

export function useAddModule(courseId: string) {
  const show = useShowDraft();
  return useMutation({
    mutationFn: (title: string) =>
      unwrap(
        api.POST("/v1/teaching/courses/{course_id}/modules", {
          params: { path: { course_id: courseId } },
          body: { title },
        }),
      ),
    onSuccess: show,
    onError: complain,
  });
}

export function useLabelSections(courseId: string) {
  const show = useShowDraft();
  return useMutation({
    mutationFn: (section_label: SectionLabel) =>
      unwrap(
        api.PATCH("/v1/teaching/courses/{course_id}", {
          params: { path: { course_id: courseId } },
          body: { section_label },
        }),
      ),
    onSuccess: show,
    onError: complain,
  });
}

export function useDuplicateCourse(onDone: (draft: CourseDraft) => void) {
  const show = useShowDraft();
  return useMutation({
    mutationFn: (courseId: string) =>
      unwrap(
        api.POST("/v1/teaching/courses/{course_id}/copies", {
          params: { path: { course_id: courseId } },
        }),
      ),
    onSuccess: async (draft) => {
      await show(draft);
      onDone(draft);
    },
    onError: complain,
  });
}

export function useSetCover(courseId: string) {
  const show = useShowDraft();
  return useMutation({
    mutationFn: (cover_file_id: string | null) =>
      unwrap(
        api.PATCH("/v1/teaching/courses/{course_id}", {
          params: { path: { course_id: courseId } },
          body: { cover_file_id },
        }),
      ),
    onSuccess: show,
    onError: complain,
  });
}
