/** What the figures of a question ask its teacher to look at; classic item analysis. */
import type { QuestionFigures } from "../types";

export type Advice = "key" | "weak" | "hard" | "easy";

/** Below this, who does well elsewhere does hardly better here. */
const WEAK = 0.15;
const HARD = 0.25;
const EASY = 0.95;

/** The most urgent thing to look at, or null; a few people say nothing about a question. */
export function adviceOn({ discrimination, facility }: QuestionFigures): Advice | null {
  if (discrimination === null || discrimination === undefined) return null;
  if (discrimination < 0) return "key";
  if (facility < HARD) return "hard";
  if (facility > EASY) return "easy";
  return discrimination < WEAK ? "weak" : null;
}
