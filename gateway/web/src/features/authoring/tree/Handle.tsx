/** The grip by which a node is carried; with the keyboard: Space, arrows, Space. */
import { useDraggable } from "@dnd-kit/core";
import { GripVertical } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { classes } from "@/ui/classes";

import type { TreeNode } from "./model";
import { takeFocus } from "./moved";

export function Handle({ node }: { node: TreeNode }) {
  const { t } = useTranslation();
  const { attributes, listeners, setNodeRef, isDragging } = useDraggable({
    id: node.id,
    data: node,
    attributes: { roleDescription: t("tree.draggable") },
  });
  useEffect(() => takeFocus(node.id), [node.id]);
  return (
    <button
      ref={setNodeRef}
      type="button"
      {...attributes}
      {...listeners}
      id={`handle-${node.id}`}
      aria-label={t("tree.carry", { title: node.title })}
      title={t("tree.carry", { title: node.title })}
      className={classes(
        "grid h-11 w-9 shrink-0 cursor-grab touch-none place-items-center rounded-lg text-muted",
        "hover:bg-sunken hover:text-ink active:cursor-grabbing",
        isDragging && "opacity-40",
      )}
    >
      <GripVertical aria-hidden="true" className="size-4.5" />
    </button>
  );
}
