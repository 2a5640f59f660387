/** Changes to a course and its outline; each answers with the whole draft, which is then shown. */
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import { asProblem } from "@/api/problems";
import type { CourseDraft, LessonKind } from "@/api/types";
import { toast } from "@/ui/Toasts";

import { type DetailsValues, requestOf } from "./details";

function useShowDraft() {
  const client = useQueryClient();
  return (draft: CourseDraft) => {
    client.setQueryData(keys.draft(draft.id), draft);
    void client.invalidateQueries({ queryKey: keys.taught, exact: true });
    void client.invalidateQueries({ queryKey: keys.course(draft.slug) });
  };
}

const complain = (error: unknown): void => {
  const { detail, title, message } = asProblem(error);
  toast(detail || title || message, "bad");
};

export function useUpdateCourse(courseId: string, onError: (error: unknown) => void) {
  const show = useShowDraft();
  return useMutation({
    mutationFn: (values: DetailsValues) =>
      unwrap(
        api.PATCH("/v1/teaching/courses/{course_id}", {
          params: { path: { course_id: courseId } },
          body: requestOf(values),
        }),
      ),
    onSuccess: show,
    onError,
  });
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

export function useRenameModule(moduleId: string) {
  const show = useShowDraft();
  return useMutation({
    mutationFn: (title: string) =>
      unwrap(
        api.PATCH("/v1/teaching/modules/{module_id}", {
          params: { path: { module_id: moduleId } },
          body: { title },
        }),
      ),
    onSuccess: show,
    onError: complain,
  });
}

export function useRemoveModule(moduleId: string) {
  const show = useShowDraft();
  return useMutation({
    mutationFn: () =>
      unwrap(
        api.DELETE("/v1/teaching/modules/{module_id}", {
          params: { path: { module_id: moduleId } },
        }),
      ),
    onSuccess: show,
    onError: complain,
  });
}

export function useRemoveLesson(lessonId: string) {
  const show = useShowDraft();
  return useMutation({
    mutationFn: () =>
      unwrap(
        api.DELETE("/v1/teaching/lessons/{lesson_id}", {
          params: { path: { lesson_id: lessonId } },
        }),
      ),
    onSuccess: show,
    onError: complain,
  });
}

export function useAddLesson(moduleId: string, courseId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { title: string; kind: LessonKind }) =>
      unwrap(
        api.POST("/v1/teaching/modules/{module_id}/lessons", {
          params: { path: { module_id: moduleId } },
          body,
        }),
      ),
    onSuccess: (lesson) => {
      client.setQueryData(keys.lessonDraft(lesson.id), lesson);
      void client.invalidateQueries({ queryKey: keys.draft(courseId) });
      void client.invalidateQueries({ queryKey: keys.taught, exact: true });
    },
    onError: complain,
  });
}
