/** The end of a course is noticed wherever it is reached. */
import { useState } from "react";
import { beforeAll, describe, expect, it, vi } from "vitest";

import { keys } from "@/api/keys";
import type { StudyPlan } from "@/api/types";
import { useFinish } from "@/features/quizzes/take/useAttempt";
import type { Attempt } from "@/features/quizzes/types";
import { CourseFinished, isFinished } from "@/features/study/CourseFinished";
import { startLanguages } from "@/i18n";

import { named, serve, show, until } from "./shown";

beforeAll(startLanguages);

const plan = (done: number) =>
  ({ course_id: "c", completed_lessons: done, lesson_count: 3 }) as StudyPlan;
const CERTIFICATE = "/v1/enrollments/{course_id}/certificate";
const progress = (certificate: object | null) => ({
  offered: true,
  course_title: "Knots",
  requirements: [],
  certificate,
});

describe("a course", () => {
  it("is finished with its last lesson, and never without any", () => {
    expect([plan(2), plan(3)].map(isFinished)).toEqual([false, true]);
    expect(isFinished({ completed_lessons: 0, lesson_count: 0 })).toBe(false);
  });

  it("shows the certificate then, and nothing before", async () => {
    serve("GET", { [CERTIFICATE]: () => progress({ code: "AB12", status: "valid" }) });
    const early = show(<CourseFinished plan={plan(2)} />);
    const { page } = show(<CourseFinished plan={plan(3)} />);

    await until(() => expect(named(page, "h2", "You have earned it")).not.toBeNull());
    expect(early.page.textContent).toBe("");
  });
});

const ATTEMPT = { id: "a", lesson_id: "l", course_id: "c" } as Attempt;

function HandIn() {
  const finish = useFinish(ATTEMPT);
  const [pressed, setPressed] = useState(false);
  return (
    <button
      onClick={() => {
        setPressed(true);
        finish.mutate();
      }}
    >
      {pressed ? "…" : "Hand in"}
    </button>
  );
}

describe("handing in a quiz", () => {
  it("asks anew for the plan and the certificate", async () => {
    serve("POST", {
      "/v1/attempts/{attempt_id}/finish": () => ({ ...ATTEMPT, state: "finished" }),
    });
    const { page, client } = show(<HandIn />);
    const invalidate = vi.spyOn(client, "invalidateQueries");
    await until(() => expect(page.querySelector("button")).not.toBeNull());

    page.querySelector("button")?.click();

    await until(() => expect(invalidate).toHaveBeenCalledWith({ queryKey: keys.certificates }));
    expect(invalidate).toHaveBeenCalledWith({ queryKey: keys.studyPlan("c") });
  });
});
