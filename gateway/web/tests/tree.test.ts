import { describe, expect, it } from "vitest";

import type { CourseDraft, Module } from "@/api/types";
import {
  applyMove,
  dropAt,
  lessonRow,
  MODULES,
  type Place,
  step,
  topicRow,
  type TreeNode,
} from "@/features/authoring/tree/model";
import { readSketch } from "@/features/authoring/tree/Templates";
import { byTopic } from "@/features/catalogue/topics";
import { ar } from "@/i18n/ar";
import { en } from "@/i18n/en";

const lesson = (id: string, topic_id: string | null = null) => ({ id, title: id, topic_id });
const topic = (id: string) => ({ id, title: id });

/** a and b loose, c in Early, d in Late; e alone in the second module. */
const draft = {
  outline: [
    {
      id: "One",
      title: "One",
      topics: [topic("Early"), topic("Late")],
      lessons: [lesson("a"), lesson("b"), lesson("c", "Early"), lesson("d", "Late")],
    },
    { id: "Two", title: "Two", topics: [], lessons: [lesson("e")] },
  ],
} as unknown as CourseDraft;

const node = (kind: TreeNode["kind"], id: string): TreeNode => ({ kind, id, title: id });
const at = (row: Omit<Place, "index">, index: number): Place => ({ ...row, index });

function picture({ outline }: CourseDraft): string {
  const titles = (module: Module, id: string | null) =>
    module.lessons.filter((one) => (one.topic_id ?? null) === id).map((one) => one.title);
  return outline
    .map((module) => {
      const topics = module.topics?.map(({ id }) => `${id}(${titles(module, id).join("")})`) ?? [];
      return [module.title, titles(module, null).join(""), ...topics].join(" ").trim();
    })
    .join(" | ");
}

describe("a move", () => {
  it.each([
    [node("lesson", "b"), at(lessonRow("One", null), 0), "One ba Early(c) Late(d) | Two e"],
    [node("lesson", "a"), at(lessonRow("One", "Early"), 1), "One b Early(ca) Late(d) | Two e"],
    [node("lesson", "e"), at(lessonRow("One", "Late"), 0), "One ab Early(c) Late(ed) | Two"],
    [node("lesson", "d"), at(lessonRow("Two", null), 9), "One ab Early(c) Late() | Two ed"],
    [node("topic", "Early"), at(topicRow("Two"), 0), "One ab Late(d) | Two e Early(c)"],
    [node("topic", "Early"), at(topicRow("One"), 1), "One ab Late(d) Early(c) | Two e"],
    [node("module", "Two"), at(MODULES, 0), "Two e | One ab Early(c) Late(d)"],
  ])("of %o to %o is shown at once", (moved, to, expected) => {
    expect(picture(applyMove(draft, { node: moved, to }))).toBe(expected);
  });

  it("keeps the lessons of a module one list, topic by topic", () => {
    const after = applyMove(draft, {
      node: node("lesson", "e"),
      to: at(lessonRow("One", null), 2),
    });

    expect(after.outline[0]?.lessons.map(({ id }) => id)).toEqual(["a", "b", "e", "c", "d"]);
  });

  it("counts gaps without what was lifted out, and knows when nothing changes", () => {
    const row = lessonRow("One", null);

    expect(dropAt(draft, node("lesson", "a"), at(row, 0))).toBeNull();
    expect(dropAt(draft, node("lesson", "a"), at(row, 1))).toBeNull();
    expect(dropAt(draft, node("lesson", "a"), at(row, 2))).toEqual(at(row, 1));
    expect(dropAt(draft, node("lesson", "a"), at(lessonRow("Two", null), 1))).toEqual(
      at(lessonRow("Two", null), 1),
    );
  });

  it("goes step by step through topics and modules, and ends at the ends", () => {
    let now = draft;
    const pictures = [];
    for (let to = step(now, node("lesson", "a"), 1); to; to = step(now, node("lesson", "a"), 1)) {
      now = applyMove(now, { node: node("lesson", "a"), to });
      pictures.push(picture(now));
    }

    expect(pictures).toEqual([
      "One ba Early(c) Late(d) | Two e",
      "One b Early(ac) Late(d) | Two e",
      "One b Early(ca) Late(d) | Two e",
      "One b Early(c) Late(ad) | Two e",
      "One b Early(c) Late(da) | Two e",
      "One b Early(c) Late(d) | Two ae",
      "One b Early(c) Late(d) | Two ea",
    ]);
    expect(step(draft, node("module", "One"), -1)).toBeNull();
  });
});

describe("an outline", () => {
  it("shows lessons without a topic first, and no heading without lessons", () => {
    const module = {
      topics: [topic("Early"), topic("Empty")],
      lessons: [lesson("a"), lesson("c", "Early")],
    };

    expect(byTopic(module).map((group) => [group.topic?.id ?? "", group.lessons.length])).toEqual([
      ["", 1],
      ["Early", 1],
    ]);
  });
});

describe("a sketch", () => {
  it.each([
    ["English weeks", en.sketch.week.outline, 4],
    ["English modules", en.sketch.module.outline, 3],
    ["Arabic weeks", ar.sketch.week.outline, 4],
    ["Arabic modules", ar.sketch.module.outline, 3],
  ])("of %s has modules with lessons", (_name, text, count) => {
    const modules = readSketch(text);

    expect(modules).toHaveLength(count);
    expect(modules.every(({ title, lessons }) => title && lessons.every(Boolean))).toBe(true);
  });
});
