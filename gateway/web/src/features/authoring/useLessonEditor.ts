/** The state of a lesson that is being written: only what changed is sent. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { useBlocker } from "react-router";

import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import type { LessonDraft, LessonKind } from "@/api/types";
import { useProblemForm } from "@/ui/useProblemForm";

export interface LessonValues {
  title: string;
  kind: LessonKind;
  body: string;
  youtube_url: string;
  duration_minutes: number;
  preview: boolean;
}

export function valuesOf(lesson: LessonDraft): LessonValues {
  const { title, kind, body, duration_minutes, preview, youtube_id } = lesson;
  const youtube_url = youtube_id ? `https://www.youtube.com/watch?v=${youtube_id}` : "";
  return { title, kind, body, duration_minutes, preview, youtube_url };
}

export type LessonChanges = Partial<LessonValues> & { video_file_id?: string };

/** The fields that differ from what is stored. */
export function changesOf(stored: LessonValues, edited: LessonValues): LessonChanges {
  const changed = Object.entries(edited).filter(
    ([name, value]) => stored[name as keyof LessonValues] !== value,
  );
  return Object.fromEntries(changed);
}

function useSaveLesson(lesson: LessonDraft) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: LessonChanges) =>
      unwrap(
        api.PATCH("/v1/teaching/lessons/{lesson_id}", {
          params: { path: { lesson_id: lesson.id } },
          body,
        }),
      ),
    onSuccess: (saved) => {
      client.setQueryData(keys.lessonDraft(lesson.id), saved);
      void client.invalidateQueries({ queryKey: keys.draft(lesson.course_id) });
      void client.invalidateQueries({ queryKey: keys.lesson(lesson.id) });
    },
  });
}

/** Asks before unsaved writing is lost, inside the app and when the tab is closed. */
function useLeaveGuard(dirty: boolean) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      dirty && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!dirty) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [dirty]);
  return blocker;
}

export function useLessonEditor(lesson: LessonDraft) {
  const form = useProblemForm<LessonValues>(valuesOf(lesson));
  const saving = useSaveLesson(lesson);
  const { reset, showProblem, clearProblem } = form;
  const blocker = useLeaveGuard(form.formState.isDirty);

  const { mutateAsync } = saving;
  const save = useCallback(
    async (changes: LessonChanges): Promise<LessonDraft | null> => {
      clearProblem();
      try {
        const saved = await mutateAsync(changes);
        reset(valuesOf(saved));
        return saved;
      } catch (error) {
        showProblem(error);
        return null;
      }
    },
    // The form's helpers are new in every render but always act on the same form.
    [mutateAsync],
  );
  const changes = () => changesOf(valuesOf(lesson), form.getValues());
  const saveAll = () => save(changes());
  return { form, changes, save, saveAll, busy: saving.isPending, blocker };
}
