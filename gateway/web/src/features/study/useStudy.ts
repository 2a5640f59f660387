/** A lesson with the outline around it, and marking it as done. */
import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { showAnswer } from "@/api/answers";
import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import { isProblem } from "@/api/problems";
import { courseQuery, lessonQuery, studyPlanQuery } from "@/api/queries";
import type { Lesson, StudyPlan } from "@/api/types";
import { useSession } from "@/app/useSession";
import { toast } from "@/ui/Toasts";

import type { ContentsModule } from "./Contents";

/** The reader's own outline; for a visitor reading a preview, the public one with locks. */
export function useContents(courseId: string, lesson: Lesson | undefined) {
  const { status } = useSession();
  const plan = useQuery({ ...studyPlanQuery(courseId), enabled: status === "signed-in" });
  const visiting = status === "anonymous" || plan.isError;
  const slug = lesson?.course_slug ?? "";
  const course = useQuery({ ...courseQuery(slug), enabled: visiting && slug !== "" });
  const locked = course.data?.outline.map((module) => ({
    ...module,
    lessons: module.lessons.map((entry) => ({ ...entry, locked: !entry.preview })),
  }));
  const modules: ContentsModule[] | undefined = visiting ? locked : plan.data?.modules;
  return { modules, plan: visiting ? undefined : plan.data, visiting };
}

export const useLesson = (lessonId: string) => useQuery(lessonQuery(lessonId));

function withMark(plan: StudyPlan, lessonId: string, completed: boolean): StudyPlan {
  const modules = plan.modules.map((module) => ({
    ...module,
    lessons: module.lessons.map((entry) =>
      entry.id === lessonId ? { ...entry, completed } : entry,
    ),
  }));
  const done = modules.flatMap((module) => module.lessons).filter((entry) => entry.completed);
  return { ...plan, modules, completed_lessons: done.length };
}

/** Shows that a lesson is done, or is not. */
export function showCompleted(
  client: QueryClient,
  courseId: string,
  lessonId: string,
  completed = true,
): void {
  client.setQueryData<StudyPlan>(
    keys.studyPlan(courseId),
    (plan) => plan && withMark(plan, lessonId, completed),
  );
  client.setQueryData<Lesson>(
    keys.lesson(lessonId),
    (lesson) => lesson && { ...lesson, completed },
  );
}

/** Shows the mark at once and takes it back when the server refuses. */
export function useCompletion(courseId: string, lessonId: string) {
  const client = useQueryClient();
  const { t } = useTranslation();
  const show = (completed: boolean) => showCompleted(client, courseId, lessonId, completed);
  return useMutation({
    mutationFn: (completed: boolean) =>
      unwrap(
        api.PUT("/v1/lessons/{lesson_id}/completion", {
          params: { path: { lesson_id: lessonId } },
          body: { completed },
        }),
      ),
    onMutate: show,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.enrollments });
      void client.invalidateQueries({ queryKey: keys.studyPlan(courseId) });
      void client.invalidateQueries({ queryKey: keys.certificates });
    },
    onError: (error, completed) => {
      show(!completed);
      const looking = isProblem(error, "read_only_impersonation");
      toast(looking ? error.detail : t("lesson.notMarked"), "bad");
    },
  });
}

/** Goes on with the newest edition of a completed course; lessons are read anew. */
export function useAdoptRevision(courseId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      unwrap(
        api.PUT("/v1/enrollments/{course_id}/revision", {
          params: { path: { course_id: courseId } },
        }),
      ),
    onSuccess: async (plan) => {
      await showAnswer(client, keys.studyPlan(courseId), plan);
      void client.invalidateQueries({ queryKey: ["lesson"] });
      void client.invalidateQueries({ queryKey: keys.enrollments });
    },
  });
}
