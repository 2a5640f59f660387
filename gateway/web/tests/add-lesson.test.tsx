/** A new lesson of any kind; a quiz goes on where its questions are written. */
import { beforeAll, expect, it } from "vitest";

import type { CourseDraft, LessonKind } from "@/api/types";
import { AddLesson } from "@/features/authoring/tree/AddLesson";
import { lessonPage } from "@/features/authoring/tree/lesson-page";
import { TreeContext } from "@/features/authoring/tree/tree-context";
import { startLanguages } from "@/i18n";

import { named, serve, show, until, write } from "./shown";

beforeAll(startLanguages);

const DRAFT = { id: "c", outline: [] } as unknown as CourseDraft;

async function add(kind: string) {
  const asked = serve("POST", {
    "/v1/teaching/modules/{module_id}/lessons": ({ body }) => ({ id: "l", ...(body as object) }),
  });
  const tree = { draft: DRAFT, frozen: false, dragged: null, move: () => undefined };
  const shown = show(
    <TreeContext value={tree}>
      <AddLesson moduleId="m" topicId={null} onClose={() => undefined} />
    </TreeContext>,
  );
  const { page } = shown;
  await until(() => expect(named(page, "label", kind)).not.toBeNull());
  named(page, "label", kind)?.click();
  write(page.querySelector<HTMLInputElement>("input[placeholder]")!, "Which knot?");
  await until(() => expect(named(page, "button", "Add lesson")).toHaveProperty("disabled", false));
  named(page, "button", "Add lesson")?.click();
  await until(() => expect(asked).toHaveLength(1));
  return { ...shown, body: asked[0]?.[1].body };
}

it("makes a quiz and goes on to its questions", async () => {
  const { body, path } = await add("Quiz");

  expect(body).toEqual({ title: "Which knot?", kind: "quiz", topic_id: null });
  await until(() => expect(path()).toBe("/teach/quizzes/l"));
});

it("stays for the next lesson after a text", async () => {
  const { body, path, page } = await add("Text");

  expect(body).toMatchObject({ kind: "article" });
  await until(() =>
    expect(page.querySelector<HTMLInputElement>("input[placeholder]")?.value).toBe(""),
  );
  expect(path()).toBe("/");
});

it("makes a lesson with a link and stays", async () => {
  const { body, path } = await add("Video link");

  expect(body).toMatchObject({ kind: "link" });
  expect(path()).toBe("/");
});

it.each([
  ["link", "/teach/courses/c/lessons/l"],
  ["article", "/teach/courses/c/lessons/l"],
  ["video", "/teach/courses/c/lessons/l"],
  ["quiz", "/teach/quizzes/l"],
] satisfies [LessonKind, string][])(
  "leads to the page of a lesson of the kind %s",
  (kind, page) => {
    expect(lessonPage("c", { id: "l", kind })).toBe(page);
  },
);
