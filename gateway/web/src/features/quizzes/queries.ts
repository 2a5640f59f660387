/** What the pages about quizzes read. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api, unwrap } from "@/api/client";

import type { Attempt, Question, QuizDraft } from "./types";

const firstPage = undefined as string | undefined;
const nextCursor = (page: { next?: string | null }): string | undefined => page.next ?? undefined;

export const quizKeys = {
  quiz: (lessonId: string) => ["quiz", lessonId],
  attempt: (attemptId: string) => ["quiz-attempt", attemptId],
  draft: (lessonId: string) => ["taught", "quiz", lessonId],
  bank: (courseId: string) => ["taught", "questions", courseId],
  students: (lessonId: string) => ["taught", "quiz-students", lessonId],
  figures: (lessonId: string) => ["taught", "quiz-figures", lessonId],
  waiting: ["taught", "grading"],
  allGraded: ["taught", "attempt"],
  graded: (attemptId: string) => ["taught", "attempt", attemptId],
  regrades: (lessonId: string) => ["taught", "regrades", lessonId],
  changes: (regradeId: string) => ["taught", "regrade", regradeId],
} as const;

export const quizQuery = (lessonId: string) =>
  queryOptions({
    queryKey: quizKeys.quiz(lessonId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/quizzes/{lesson_id}", { params: { path: { lesson_id: lessonId } }, signal }),
      ),
  });

export const attemptQuery = (attemptId: string) =>
  queryOptions({
    queryKey: quizKeys.attempt(attemptId),
    queryFn: async ({ signal }) =>
      (await unwrap(
        api.GET("/v1/attempts/{attempt_id}", {
          params: { path: { attempt_id: attemptId } },
          signal,
        }),
      )) as Attempt,
  });

export const quizDraftQuery = (lessonId: string) =>
  queryOptions({
    queryKey: quizKeys.draft(lessonId),
    queryFn: async ({ signal }) =>
      (await unwrap(
        api.GET("/v1/teaching/quizzes/{lesson_id}", {
          params: { path: { lesson_id: lessonId } },
          signal,
        }),
      )) as QuizDraft,
  });

export const quizFiguresQuery = (lessonId: string) =>
  queryOptions({
    queryKey: quizKeys.figures(lessonId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/teaching/quizzes/{lesson_id}/figures", {
          params: { path: { lesson_id: lessonId } },
          signal,
        }),
      ),
  });

export const bankQuery = (courseId: string, search: string) =>
  infiniteQueryOptions({
    queryKey: [...quizKeys.bank(courseId), search],
    queryFn: async ({ signal, pageParam }) =>
      (await unwrap(
        api.GET("/v1/teaching/courses/{course_id}/questions", {
          params: { path: { course_id: courseId }, query: { search, after: pageParam } },
          signal,
        }),
      )) as { items: Question[]; next?: string | null },
    initialPageParam: firstPage,
    getNextPageParam: nextCursor,
    placeholderData: keepPreviousData,
  });

export const studentsQuery = (lessonId: string) =>
  infiniteQueryOptions({
    queryKey: quizKeys.students(lessonId),
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET("/v1/teaching/quizzes/{lesson_id}/students", {
          params: { path: { lesson_id: lessonId }, query: { after: pageParam } },
          signal,
        }),
      ),
    initialPageParam: firstPage,
    getNextPageParam: nextCursor,
  });

export const waitingQuery = infiniteQueryOptions({
  queryKey: quizKeys.waiting,
  queryFn: ({ signal, pageParam }) =>
    unwrap(api.GET("/v1/teaching/grading", { params: { query: { after: pageParam } }, signal })),
  initialPageParam: firstPage,
  getNextPageParam: nextCursor,
});

export const gradedQuery = (attemptId: string) =>
  queryOptions({
    queryKey: quizKeys.graded(attemptId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/teaching/attempts/{attempt_id}", {
          params: { path: { attempt_id: attemptId } },
          signal,
        }),
      ),
  });

export const regradesQuery = (lessonId: string) =>
  queryOptions({
    queryKey: quizKeys.regrades(lessonId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/teaching/quizzes/{lesson_id}/regrades", {
          params: { path: { lesson_id: lessonId } },
          signal,
        }),
      ),
    refetchInterval: ({ state }) => (state.data?.some((one) => !one.finished_at) ? 2_000 : false),
  });

export const changesQuery = (regradeId: string) =>
  infiniteQueryOptions({
    queryKey: quizKeys.changes(regradeId),
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET("/v1/teaching/regrades/{regrade_id}/changes", {
          params: { path: { regrade_id: regradeId }, query: { after: pageParam } },
          signal,
        }),
      ),
    initialPageParam: firstPage,
    getNextPageParam: nextCursor,
  });
