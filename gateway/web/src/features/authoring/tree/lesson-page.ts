/** Where the teacher edits a lesson; quizzes have pages of their own. */
import type { LessonSummary } from "@/api/types";

export const lessonPage = (courseId: string, lesson: Pick<LessonSummary, "id" | "kind">): string =>
  lesson.kind === "quiz"
    ? `/teach/quizzes/${lesson.id}`
    : `/teach/courses/${courseId}/lessons/${lesson.id}`;
