/** What a teacher is told about a question. */
import { expect, test } from "vitest";

import { adviceOn } from "@/features/quizzes/teach/advice";
import type { QuestionFigures } from "@/features/quizzes/types";

const figures = (facility: number, discrimination: number | null): QuestionFigures => ({
  question_id: "q",
  type: "single",
  prompt_html: "",
  asked_count: 9,
  unanswered_count: 0,
  facility,
  discrimination,
  answers: [],
});

test.each([
  [0.5, 0.4, null],
  [0.5, -0.1, "key"],
  [0.1, -0.1, "key"],
  [0.5, 0.1, "weak"],
  [0.2, 0.5, "hard"],
  [0.96, 0.5, "easy"],
  [0.1, null, null],
])("facility %d and discrimination %d", (facility, discrimination, advice) => {
  expect(adviceOn(figures(facility, discrimination))).toBe(advice);
});
