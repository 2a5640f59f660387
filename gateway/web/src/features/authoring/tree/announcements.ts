/** What a screen reader says while something is carried. */
import type { Announcements, Over } from "@dnd-kit/core";
import type { TFunction } from "i18next";

import type { CourseDraft } from "@/api/types";

import { dropAt, idsIn, type Place, placeOf, topicsOf, type TreeNode } from "./model";

/** Such as “place 2 in Week 1, Rhythm”. */
export function placeName(t: TFunction, draft: CourseDraft, place: Place): string {
  const module = draft.outline.find(({ id }) => id === place.moduleId);
  const topic = module && topicsOf(module).find(({ id }) => id === place.topicId);
  const names = [module?.title, topic?.title].filter((name) => name !== undefined);
  const number = place.index + 1;
  if (names.length === 0)
    return t("tree.placeOfAll", { number, count: idsIn(draft, place).length });
  return t("tree.place", { number, names: names.join(", ") });
}

export function announcementsFor(t: TFunction, draft: CourseDraft): Announcements {
  const target = (node: TreeNode, over: Over | null): Place | null => {
    const gap = over?.data.current as Place | undefined;
    return (gap && dropAt(draft, node, gap)) ?? placeOf(draft, node);
  };
  const words = (node: TreeNode, over: Over | null) => {
    const place = target(node, over);
    return { title: node.title, place: place ? placeName(t, draft, place) : "" };
  };
  const nodeOf = (data: unknown) => data as TreeNode;
  return {
    onDragStart: ({ active }) => t("tree.lifted", words(nodeOf(active.data.current), null)),
    onDragOver: ({ active, over }) => t("tree.over", words(nodeOf(active.data.current), over)),
    onDragEnd: ({ active, over }) => t("tree.dropped", words(nodeOf(active.data.current), over)),
    onDragCancel: ({ active }) => t("tree.canceled", words(nodeOf(active.data.current), null)),
  };
}
