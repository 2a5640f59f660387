/** The tree of a course as data: where something can go, and how the tree looks afterwards. */
import type { CourseDraft, LessonSummary, Module } from "@/api/types";

export type NodeKind = "module" | "topic" | "lesson";

/** A row of modules, of a module's topics, or of the lessons of a module or of one of its topics. */
export interface Row {
  kind: NodeKind;
  moduleId: string | null;
  topicId: string | null;
}

export interface Place extends Row {
  index: number;
}

export interface TreeNode {
  id: string;
  kind: NodeKind;
  title: string;
}

export interface Move {
  node: TreeNode;
  to: Place;
}

export const topicsOf = (module: Module) => module.topics ?? [];

export const lessonsIn = (module: Module, topicId: string | null): LessonSummary[] =>
  module.lessons.filter((lesson) => (lesson.topic_id ?? null) === topicId);

export const lessonRow = (moduleId: string, topicId: string | null): Row => ({
  kind: "lesson",
  moduleId,
  topicId,
});

export const topicRow = (moduleId: string): Row => ({ kind: "topic", moduleId, topicId: null });

export const MODULES: Row = { kind: "module", moduleId: null, topicId: null };

/** Ids of what stands in a row, in order. */
export function idsIn(draft: CourseDraft, row: Row): string[] {
  if (row.kind === "module") return draft.outline.map(({ id }) => id);
  const module = draft.outline.find(({ id }) => id === row.moduleId);
  if (!module) return [];
  if (row.kind === "topic") return topicsOf(module).map(({ id }) => id);
  return lessonsIn(module, row.topicId).map(({ id }) => id);
}

/** Every row that holds nodes of a kind, in the order of the page. */
export function rowsOf(draft: CourseDraft, kind: NodeKind): Row[] {
  if (kind === "module") return [MODULES];
  if (kind === "topic") return draft.outline.map(({ id }) => topicRow(id));
  return draft.outline.flatMap((module) => [
    lessonRow(module.id, null),
    ...topicsOf(module).map((topic) => lessonRow(module.id, topic.id)),
  ]);
}

/** Where a node stands now. */
export function placeOf(draft: CourseDraft, node: TreeNode): Place | null {
  for (const row of rowsOf(draft, node.kind)) {
    const index = idsIn(draft, row).indexOf(node.id);
    if (index >= 0) return { ...row, index };
  }
  return null;
}

export const sameRow = (one: Row, other: Row): boolean =>
  one.kind === other.kind && one.moduleId === other.moduleId && one.topicId === other.topicId;

/** A gap between nodes as a place: what is lifted out before it shifts it by one; null is no move. */
export function dropAt(draft: CourseDraft, node: TreeNode, gap: Place): Place | null {
  const now = placeOf(draft, node);
  if (!now || !sameRow(now, gap)) return gap;
  const index = gap.index > now.index ? gap.index - 1 : gap.index;
  return index === now.index ? null : { ...gap, index };
}

/** The next place up or down for somebody without a pointer; null at the ends. */
export function step(draft: CourseDraft, node: TreeNode, by: 1 | -1): Place | null {
  const now = placeOf(draft, node);
  if (!now) return null;
  const row = idsIn(draft, now);
  const index = now.index + by;
  if (index >= 0 && index < row.length) return { ...now, index };
  const rows = rowsOf(draft, node.kind);
  const next = rows[rows.findIndex((one) => sameRow(one, now)) + by];
  return next ? { ...next, index: by > 0 ? 0 : idsIn(draft, next).length } : null;
}

/** The draft as the server will answer, so that nobody waits to see it. */
export function applyMove(draft: CourseDraft, { node, to }: Move): CourseDraft {
  if (node.kind === "module") return { ...draft, outline: moved(draft.outline, node.id, to.index) };
  return node.kind === "topic" ? withTopic(draft, node.id, to) : withLesson(draft, node.id, to);
}

function moved<Item extends { id: string }>(items: Item[], id: string, index: number): Item[] {
  const item = items.find((one) => one.id === id);
  if (!item) return items;
  const rest = items.filter((one) => one.id !== id);
  return [...rest.slice(0, index), item, ...rest.slice(index)];
}

function withTopic(draft: CourseDraft, id: string, to: Place): CourseDraft {
  const source = draft.outline.find((module) => topicsOf(module).some((one) => one.id === id));
  const topic = source && topicsOf(source).find((one) => one.id === id);
  if (!source || !topic) return draft;
  const lessons = lessonsIn(source, id);
  const without = draft.outline.map((module) => ({
    ...module,
    topics: topicsOf(module).filter((one) => one.id !== id),
    lessons: module.lessons.filter((one) => one.topic_id !== id),
  }));
  return {
    ...draft,
    outline: without.map((module) =>
      module.id === to.moduleId
        ? sorted({
            ...module,
            topics: moved([...module.topics, topic], id, to.index),
            lessons: [...module.lessons, ...lessons],
          })
        : module,
    ),
  };
}

function withLesson(draft: CourseDraft, id: string, to: Place): CourseDraft {
  const lesson = draft.outline.flatMap(({ lessons }) => lessons).find((one) => one.id === id);
  if (!lesson) return draft;
  const outline = draft.outline.map((module) => {
    const lessons = module.lessons.filter((one) => one.id !== id);
    if (module.id !== to.moduleId) return { ...module, lessons };
    const row = lessonsIn({ ...module, lessons }, to.topicId);
    const placed = [...row, { ...lesson, topic_id: to.topicId }];
    const others = lessons.filter((one) => !row.includes(one));
    return sorted({ ...module, lessons: [...others, ...moved(placed, id, to.index)] });
  });
  return { ...draft, outline };
}

/** Lessons without a topic first, then topic by topic. */
function sorted(module: Module): Module {
  const topics = topicsOf(module).map(({ id }) => lessonsIn(module, id));
  return { ...module, lessons: [...lessonsIn(module, null), ...topics.flat()] };
}
