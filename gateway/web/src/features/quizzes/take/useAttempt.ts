/** One attempt as React state: its questions, the answers as they are typed, its end. */
import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";

import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import { session } from "@/api/session";

import { attemptQuery, quizKeys } from "../queries";
import type { Attempt, QuestionFeedback, StoredAnswer } from "../types";
import { AnswerQueue, type Send, type Shelf, withAnswer } from "./answer-queue";

const LOOKS_AGAIN = 60_000;

/** Looked at again from time to time, since a teacher may give more time. */
export function useAttempt(attemptId: string) {
  return useQuery({
    ...attemptQuery(attemptId),
    refetchInterval: ({ state }) => (state.data?.state === "in_progress" ? LOOKS_AGAIN : false),
  });
}

/** Sends answers, and keeps what the server tells of their files. */
const sender =
  (client: QueryClient, attemptId: string): Send =>
  async (questionId, { seq, answer, flagged }) => {
    const stored = (await unwrap(
      api.PUT("/v1/attempts/{attempt_id}/answers/{question_id}", {
        params: { path: { attempt_id: attemptId, question_id: questionId } },
        body: { seq, answer, flagged },
      }),
    )) as StoredAnswer;
    client.setQueryData<Attempt>(
      quizKeys.attempt(attemptId),
      (shown) => shown && withAnswer(shown, stored),
    );
    return stored;
  };

const NO_SHELF: Shelf = {
  getItem: () => null,
  setItem: () => undefined,
  removeItem: () => undefined,
};

/** Where answers wait on this device, if it allows that; a view leaves nothing behind. */
function shelf(): Shelf {
  try {
    return session.isView ? NO_SHELF : localStorage;
  } catch {
    return NO_SHELF;
  }
}

/** The answers of a running attempt; made once, so that what is typed is never overwritten. */
export function useAnswers(attempt: Attempt) {
  const client = useQueryClient();
  const [queue, setQueue] = useState<AnswerQueue | null>(null);
  const { id } = attempt;
  const [first] = useState(attempt.answers);
  useEffect(() => {
    const made = new AnswerQueue(id, first, sender(client, id), shelf());
    setQueue(made);
    window.addEventListener("online", made.retryNow);
    document.addEventListener("visibilitychange", made.retryNow);
    return () => {
      window.removeEventListener("online", made.retryNow);
      document.removeEventListener("visibilitychange", made.retryNow);
      void made.drain();
      made.stop();
    };
  }, [client, id, first]);
  return queue;
}

export function useQueueState(queue: AnswerQueue) {
  return useSyncExternalStore(queue.subscribe, queue.snapshot);
}

/** Seconds until the deadline by the server's clock; null without one. */
export function useSecondsLeft(attempt: Attempt): number | null {
  const { deadline_at: deadline, server_time: serverTime } = attempt;
  const ahead = useMemo(() => Date.parse(serverTime) - Date.now(), [serverTime]);
  const left = useCallback(
    () => (deadline ? (Date.parse(deadline) - Date.now() - ahead) / 1000 : null),
    [deadline, ahead],
  );
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    setSeconds(left());
    if (!deadline) return undefined;
    const timer = setInterval(() => setSeconds(left()), 500);
    return () => clearInterval(timer);
  }, [deadline, left]);
  return seconds === null ? null : Math.max(0, Math.ceil(seconds));
}

/** What a finished attempt changes elsewhere. */
function useForget(attempt: Attempt) {
  const client = useQueryClient();
  return (finished?: Attempt) => {
    if (finished) client.setQueryData(quizKeys.attempt(attempt.id), finished);
    for (const queryKey of [
      quizKeys.quiz(attempt.lesson_id),
      keys.lesson(attempt.lesson_id),
      keys.studyPlan(attempt.course_id),
      keys.enrollments,
      keys.certificates,
    ])
      void client.invalidateQueries({ queryKey });
  };
}

export function useFinish(attempt: Attempt) {
  const forget = useForget(attempt);
  return useMutation({
    mutationFn: async () =>
      (await unwrap(
        api.POST("/v1/attempts/{attempt_id}/finish", {
          params: { path: { attempt_id: attempt.id } },
        }),
      )) as Attempt,
    onSuccess: forget,
  });
}

export function useCheck(attempt: Attempt) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (questionId: string) =>
      unwrap(
        api.POST("/v1/attempts/{attempt_id}/answers/{question_id}/check", {
          params: { path: { attempt_id: attempt.id, question_id: questionId } },
        }),
      ),
    onSuccess: (told: QuestionFeedback) =>
      client.setQueryData<Attempt>(
        quizKeys.attempt(attempt.id),
        (shown) => shown && { ...shown, feedback: [...shown.feedback, told] },
      ),
  });
}
