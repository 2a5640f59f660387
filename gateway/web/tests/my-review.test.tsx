/** The button that opens one's review shows that it works, and stops when it cannot. */
import { beforeAll, expect, it } from "vitest";

import type { CourseCard } from "@/api/types";
import { MyReviewButton } from "@/features/reviews/MyReviewButton";
import { startLanguages } from "@/i18n";
import { Toasts } from "@/ui/Toasts";

import { serve, show, until } from "./shown";

beforeAll(startLanguages);

const COURSE = { id: "c", title: "Knots" } as CourseCard;
const PATH = "/v1/enrollments/{course_id}/review";

async function shown() {
  const { page } = show(
    <>
      <MyReviewButton course={COURSE} />
      <Toasts />
    </>,
  );
  await until(() => expect(page.querySelector("button")).not.toBeNull());
  const button = page.querySelector("button") as HTMLButtonElement;
  return { page, button };
}

it("works until the review has come, and opens it", async () => {
  let arrive: (answer: object) => void = () => undefined;
  serve("GET", { [PATH]: () => new Promise((resolve) => (arrive = resolve)) });
  const { button } = await shown();

  button.click();
  await until(() => expect(button.getAttribute("aria-busy")).toBe("true"));
  arrive({ review: null });

  await until(() => expect(document.querySelector("[role=dialog]")).not.toBeNull());
  expect(button.getAttribute("aria-busy")).toBeNull();
});

it("says why it cannot, and can be pressed again", async () => {
  serve("GET", { [PATH]: 500 });
  const { page, button } = await shown();

  button.click();

  await until(() => expect(page.textContent).toContain("Refused"));
  expect(button.disabled).toBe(false);
  expect(button.getAttribute("aria-busy")).toBeNull();
});
