/** Changes to a quiz; most answer with the whole draft, which is then shown. */
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { showAnswer } from "@/api/answers";
import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import { complain } from "@/ui/Toasts";

import { quizKeys } from "../queries";
import type { Content, Question, QuizDraft, Settings, Slot } from "../types";

function useShow() {
  const client = useQueryClient();
  return async (draft: QuizDraft) => {
    await showAnswer(client, quizKeys.draft(draft.lesson_id), draft);
    void client.invalidateQueries({ queryKey: keys.draft(draft.course_id) });
    void client.invalidateQueries({ queryKey: quizKeys.quiz(draft.lesson_id) });
  };
}

/** Each change waits for the one before it, and begins with the slots that came of that. */
export function useChangeSlots(draft: QuizDraft) {
  const { lesson_id } = draft;
  const client = useQueryClient();
  const show = useShow();
  return useMutation({
    scope: { id: `slots ${lesson_id}` },
    mutationFn: async (change: (slots: Slot[]) => Slot[]) => {
      const newest = client.getQueryData<QuizDraft>(quizKeys.draft(lesson_id)) ?? draft;
      return (await unwrap(
        api.PUT("/v1/teaching/quizzes/{lesson_id}/slots", {
          params: { path: { lesson_id } },
          body: { slots: change(newest.slots) },
        }),
      )) as QuizDraft;
    },
    onSuccess: show,
    onError: complain,
  });
}

export function useSaveSettings(lessonId: string) {
  const show = useShow();
  return useMutation({
    mutationFn: async (settings: Settings) =>
      (await unwrap(
        api.PUT("/v1/teaching/quizzes/{lesson_id}/settings", {
          params: { path: { lesson_id: lessonId } },
          body: { settings },
        }),
      )) as QuizDraft,
    onSuccess: show,
  });
}

/** Writes a question anew, or puts a new one into the bank. */
export function useSaveQuestion(draft: QuizDraft) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, content }: { id?: string; content: Content }) =>
      (await unwrap(
        id
          ? api.PUT("/v1/teaching/questions/{question_id}", {
              params: { path: { question_id: id } },
              body: { content },
            })
          : api.POST("/v1/teaching/courses/{course_id}/questions", {
              params: { path: { course_id: draft.course_id } },
              body: { content },
            }),
      )) as Question,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: quizKeys.draft(draft.lesson_id) });
      void client.invalidateQueries({ queryKey: quizKeys.bank(draft.course_id) });
    },
  });
}

export function useRemoveQuestion(draft: QuizDraft) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(
        api.DELETE("/v1/teaching/questions/{question_id}", {
          params: { path: { question_id: id } },
        }),
      ),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: quizKeys.draft(draft.lesson_id) });
      void client.invalidateQueries({ queryKey: quizKeys.bank(draft.course_id) });
    },
    onError: complain,
  });
}
