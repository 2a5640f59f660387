/** Short names for the messages about quizzes; what has a default is always in an answer. */
import type { components } from "@/api/schema";

type Schemas = components["schemas"];

/** The same type with every field present, however deep. */
export type Whole<Value> = Value extends (infer Item)[]
  ? Whole<Item>[]
  : Value extends object
    ? { [Name in keyof Value]-?: Whole<Exclude<Value[Name], undefined>> }
    : Value;

export type QuestionType = Schemas["QuestionType"];
export type Partial = Schemas["Partial"];
export type Content = Whole<Schemas["QuestionContent"]>;
export type Question = Omit<Schemas["Question"], "content"> & { content: Content };
export type Settings = Whole<Schemas["QuizSettings"]>;
export type Slot = Whole<Schemas["Slot"]>;
export type QuizDraft = Omit<Schemas["QuizDraft"], "settings" | "slots" | "questions"> & {
  settings: Settings;
  slots: Slot[];
  questions: Question[];
};
export type Quiz = Schemas["Quiz"];
export type Answer = Whole<Schemas["Answer"]>;
/** What becomes of the answer as it is now. */
export type Revise = (now: Answer) => Answer;
export type AskedQuestion = Schemas["AskedQuestion"];
export type StoredAnswer = Omit<Schemas["StoredAnswer"], "answer"> & { answer: Answer };
export type Attempt = Omit<Schemas["Attempt"], "answers"> & { answers: StoredAnswer[] };
export type AttemptResult = Schemas["AttemptResult"];
export type AttemptSummary = Schemas["AttemptSummary"];
export type QuestionFeedback = Schemas["QuestionFeedback"];
export type AnswerKey = Schemas["AnswerKey"];
export type Verdict = Schemas["Verdict"];
export type QuizStudent = Schemas["QuizStudent"];
export type GradedAttempt = Schemas["GradedAttempt"];
export type GradedAnswer = Schemas["GradedAnswer"];
export type Override = Schemas["Override"];
export type QuizFigures = Schemas["QuizFigures"];
export type QuestionFigures = Schemas["QuestionFigures"];
export type GivenAnswer = Schemas["GivenAnswer"];
export type Regrade = Schemas["Regrade"];

export const NO_ANSWER: Answer = {
  choices: [],
  truth: null,
  text: "",
  order: [],
  pairs: {},
  file_ids: [],
};

/** Whether there is anything in an answer. */
export function isAnswered(answer: Answer | undefined): boolean {
  if (!answer) return false;
  const { choices, truth, text, order, pairs, file_ids: files } = answer;
  const parts = [choices.length, order.length, Object.keys(pairs).length, files.length];
  return truth !== null || text.trim() !== "" || parts.some((count) => count > 0);
}
