/** The writing of one lesson: it saves itself, and says what the server refused. */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";

import { showAnswer } from "@/api/answers";
import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import { placeErrors } from "@/api/problems";
import type { LessonDraft } from "@/api/types";
import { useUser } from "@/app/useSession";

import type { Autosave } from "./autosave/autosave";
import { type SavePorts, useAutosave, useOpenedWriting } from "./autosave/useAutosave";
import { isSendable, type LessonValues, storedLesson, valuesOf } from "./lesson";

function portsOf(client: QueryClient, lesson: LessonDraft): SavePorts<LessonValues> {
  const path = { lesson_id: lesson.id };
  const show = async (saved: LessonDraft) => {
    await showAnswer(client, keys.lessonDraft(lesson.id), saved);
    return storedLesson(saved);
  };
  return {
    send: async (changes, base_version) => {
      const body = { ...changes, base_version };
      const saved = await show(
        await unwrap(api.PATCH("/v1/teaching/lessons/{lesson_id}", { params: { path }, body })),
      );
      void client.invalidateQueries({ queryKey: keys.draft(lesson.course_id) });
      void client.invalidateQueries({ queryKey: keys.courseFiles(lesson.course_id) });
      void client.invalidateQueries({ queryKey: keys.lesson(lesson.id) });
      return saved;
    },
    latest: async () =>
      show(await unwrap(api.GET("/v1/teaching/lessons/{lesson_id}", { params: { path } }))),
    valid: isSendable,
  };
}

export const lessonSubject = (userId: string, lessonId: string) => `${userId}:lesson:${lessonId}`;

export function useOpenedLesson(lesson: LessonDraft) {
  const client = useQueryClient();
  const user = useUser();
  const subject = lessonSubject(user?.id ?? "nobody", lesson.id);
  const opened = useOpenedWriting(subject, storedLesson(lesson), portsOf(client, lesson));
  return { opened, subject };
}

export function useLessonEditor(autosave: Autosave<LessonValues>, lesson: LessonDraft) {
  const state = useAutosave(autosave);
  const known = Object.keys(valuesOf(lesson)) as (keyof LessonValues)[];
  const refused = state.status === "refused" && state.problem;
  const { fields, rest } = refused ? placeErrors(refused, known) : { fields: {}, rest: [] };
  return {
    ...state,
    errors: fields as Partial<Record<keyof LessonValues, string>>,
    rest,
    change: (changes: Partial<LessonValues>) => autosave.change(changes),
    autosave,
  };
}

export type LessonEditing = ReturnType<typeof useLessonEditor>;
