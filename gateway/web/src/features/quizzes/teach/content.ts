/** New questions of every type, and changes to parts of lists. */
import type { Content, QuestionType } from "../types";

const EMPTY: Omit<Content, "type"> = {
  prompt: "",
  points: 1,
  penalty: 0,
  explanation: "",
  pool: "",
  partial: "all_or_nothing",
  options: [],
  truth: true,
  accepted: [],
  ignore_case: true,
  ignore_accents: true,
  ignore_spaces: true,
  fuzzy: false,
  number: null,
  tolerance: 0,
  tolerance_kind: "absolute",
  items: [],
  pairs: [],
  distractors: [],
  answer_form: "text",
  rubric: [],
};

export const newOption = () => ({ id: "", text: "", correct: false, explanation: "" });
export const newPart = () => ({ id: "", text: "" });
export const newPair = () => ({ id: "", left: "", right_id: "", right: "" });
export const newLevel = () => ({ id: "", title: "", points: 1 });
export const newCriterion = () => ({ id: "", title: "", levels: [newLevel(), newLevel()] });

/** A question to begin with: as many empty parts as its type needs at least. */
export function newContent(type: QuestionType): Content {
  const parts: { [Type in QuestionType]?: Partial<Content> } = {
    single: { options: [{ ...newOption(), correct: true }, newOption()] },
    multiple: { options: [newOption(), newOption(), newOption()], partial: "by_part" },
    text: { accepted: [""] },
    ordering: { items: [newPart(), newPart(), newPart()], partial: "by_part" },
    matching: { pairs: [newPair(), newPair()], partial: "by_part" },
    essay: { points: 5 },
  };
  return { ...EMPTY, ...parts[type], type };
}

/** What the best answer earns: of an essay with a rubric the best level of each criterion. */
export function fullMarks({ type, points, rubric }: Content): number {
  if (type !== "essay" || rubric.length === 0) return points;
  const best = rubric.map(({ levels }) => Math.max(0, ...levels.map((level) => level.points)));
  return best.reduce((sum, one) => sum + one, 0);
}

export const replaceAt = <Item>(list: readonly Item[], at: number, item: Item): Item[] =>
  list.map((one, index) => (index === at ? item : one));

export const removeAt = <Item>(list: readonly Item[], at: number): Item[] =>
  list.filter((_, index) => index !== at);
