import { describe, expect, it } from "vitest";

import { moved } from "@/features/quizzes/questions/Ordering";
import { clockOf } from "@/features/quizzes/take/StatusBar";
import { inputMoment, momentOf } from "@/features/quizzes/teach/moments";
import { isAnswered, NO_ANSWER } from "@/features/quizzes/types";

describe("parts of the quiz pages", () => {
  it("moves a row and leaves the ends alone", () => {
    expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
    expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
    expect(moved(["a", "b"], 1, 2)).toEqual(["a", "b"]);
  });

  it("writes time left as a clock", () => {
    expect([0, 61, 3725].map(clockOf)).toEqual(["0:00", "1:01", "1:02:05"]);
  });

  it("knows an answer when it sees one", () => {
    expect(isAnswered(NO_ANSWER)).toBe(false);
    expect(isAnswered({ ...NO_ANSWER, truth: false })).toBe(true);
    expect(isAnswered({ ...NO_ANSWER, text: "  " })).toBe(false);
    expect(isAnswered({ ...NO_ANSWER, pairs: { a: "b" } })).toBe(true);
  });

  it("reads back the moments it shows", () => {
    const iso = "2026-05-04T12:30:00.000Z";
    expect(momentOf(inputMoment(iso))).toBe(iso);
    expect([inputMoment(null), momentOf("")]).toEqual(["", null]);
  });
});
