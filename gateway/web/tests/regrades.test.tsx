/** A regrade changes what other pages show only when it is done. */
import { beforeAll, expect, it, vi } from "vitest";

import { quizKeys } from "@/features/quizzes/queries";
import { RegradeCard } from "@/features/quizzes/teach/RegradeCard";
import type { QuizDraft, Regrade } from "@/features/quizzes/types";
import { startLanguages } from "@/i18n";

import { named, serve, show, until } from "./shown";

beforeAll(startLanguages);

const DRAFT = { lesson_id: "l", course_id: "c" } as QuizDraft;
const REGRADE: Regrade = {
  id: "r",
  reason: "The key was wrong.",
  requested_at: "2026-05-04T12:00:00Z",
  finished_at: null,
  attempt_count: 2,
  graded_count: 1,
  changed_count: 0,
};
const change = (number: number) => ({
  attempt_id: `a${number}`,
  student_id: "s",
  student_name: "Mira Haddad",
  number,
  before: 1,
  after: 2.5,
});

it("reads the students' grades anew when it is done", async () => {
  let regrade = REGRADE;
  serve("GET", { "/v1/teaching/quizzes/{lesson_id}/regrades": () => [regrade] });
  const { page, client } = show(<RegradeCard draft={DRAFT} />);
  const invalidate = vi.spyOn(client, "invalidateQueries");
  await until(() => expect(page.querySelector("[role=progressbar]")).not.toBeNull());
  expect(invalidate).not.toHaveBeenCalled();

  regrade = { ...REGRADE, finished_at: "2026-05-04T12:00:05Z", graded_count: 2 };
  await client.refetchQueries({ queryKey: quizKeys.regrades("l") });

  await until(() => expect(invalidate).toHaveBeenCalledWith({ queryKey: quizKeys.students("l") }));
  expect(invalidate).toHaveBeenCalledWith({ queryKey: quizKeys.allGraded });
});

it("lists all that changed, page by page", async () => {
  const done = { ...REGRADE, finished_at: "2026-05-04T12:00:05Z", changed_count: 2 };
  const asked = serve("GET", {
    "/v1/teaching/quizzes/{lesson_id}/regrades": () => [done],
    "/v1/teaching/regrades/{regrade_id}/changes": ({ params }) =>
      (params?.query as { after?: string }).after
        ? { items: [change(2)], next: null }
        : { items: [change(1)], next: "cursor" },
  });
  const { page } = show(<RegradeCard draft={DRAFT} />);
  await until(() => expect(named(page, "button", "What changed")).not.toBeNull());

  named(page, "button", "What changed")?.click();
  await until(() => expect(named(page, "button", "Show more")).not.toBeNull());
  expect(page.textContent).toContain("1 → 2.5");
  named(page, "button", "Show more")?.click();

  await until(() => expect(page.textContent).toContain("Attempt 2"));
  expect(named(page, "button", "Show more")).toBeNull();
  expect(asked.at(-1)?.[1].params?.query).toEqual({ after: "cursor" });
});
