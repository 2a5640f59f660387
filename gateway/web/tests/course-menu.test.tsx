/** What holds for a whole course is one menu away. */
import { beforeAll, describe, expect, it } from "vitest";

import type { CourseCard } from "@/api/types";
import { CourseMenu } from "@/features/authoring/CourseMenu";
import { startLanguages } from "@/i18n";

import { serve, show, until } from "./shown";

beforeAll(startLanguages);

const COURSE = { id: "c", title: "Knots", slug: "knots", live: false, revision: 0 } as CourseCard;

async function opened(course: Partial<CourseCard>) {
  const shown = show(<CourseMenu course={{ ...COURSE, ...course }} />);
  const { page } = shown;
  await until(() => expect(page.querySelector("button")).not.toBeNull());
  const open = new KeyboardEvent("keydown", { key: "Enter", bubbles: true });
  page.querySelector("button")?.dispatchEvent(open);
  const items = () => [...page.querySelectorAll<HTMLElement>("[role=menuitem]")];
  await until(() => expect(items().length).toBeGreaterThan(0));
  return { ...shown, items, words: () => items().map(({ textContent }) => textContent) };
}

describe("the menu of a course", () => {
  it("of a draft neither leads to students nor to the catalogue", async () => {
    const { words } = await opened({});

    expect(words()).toEqual(["Certificate", "Export", "Duplicate course"]);
  });

  it("of a course on sale leads to its students and to the catalogue", async () => {
    const { items, words } = await opened({ live: true, revision: 2 });

    expect(words()).toEqual([
      "Students",
      "Certificate",
      "View in catalogue",
      "Export",
      "Duplicate course",
    ]);
    expect(items().map((item) => item.getAttribute("href"))).toEqual([
      "/teach/courses/c/students",
      "/teach/courses/c/certificate",
      "/courses/knots",
      null,
      null,
    ]);
  });

  it("opens the exports, and the imports the course came from", async () => {
    serve("GET", {
      "/v1/teaching/courses/{course_id}/exports": () => [],
      "/v1/teaching/courses/{course_id}/imports": () => [
        { id: "i", file_name: "a.zip", state: "done", created_at: "2026-05-04T12:00:00Z" },
      ],
    });
    const { items } = await opened({});

    items()[1]?.click();

    const link = await until(() => {
      const found = document.querySelector("[role=dialog] a");
      if (!found) throw new Error("The list is not there yet.");
      return found;
    });
    expect(link.getAttribute("href")).toBe("/teach/imports/i");
    expect(link.textContent).toContain("a.zip");
  });
});
