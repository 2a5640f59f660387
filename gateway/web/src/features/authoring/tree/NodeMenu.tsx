/** What can be done with a node, in a menu. */
import { ArrowDown, ArrowUp, Copy, CornerDownRight, Ellipsis, Pencil, Trash2 } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

import { ConfirmDialog } from "@/ui/Dialog";

import { lessonsIn, step, type TreeNode } from "./model";
import { MoveDialog } from "./MoveDialog";
import { useTree } from "./tree-context";
import { useDuplicateLesson, useRemove } from "./useTree";

const ITEM =
  "flex min-h-11 cursor-pointer items-center gap-3 rounded-lg px-3 font-medium outline-none " +
  "data-disabled:opacity-40 data-highlighted:bg-sunken";

interface Props {
  node: TreeNode;
  onRename: () => void;
}

export function NodeMenu({ node, onRename }: Props) {
  const { t } = useTranslation();
  const { draft, move } = useTree();
  const [asking, setAsking] = useState<"move" | "remove" | null>(null);
  const duplicate = useDuplicateLesson();
  const close = () => setAsking(null);
  const [up, down] = [step(draft, node, -1), step(draft, node, 1)];
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger
          aria-label={t("tree.menu", { title: node.title })}
          className="grid size-11 shrink-0 place-items-center rounded-xl text-muted hover:bg-sunken hover:text-ink"
        >
          <Ellipsis aria-hidden="true" className="size-5" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Content
          align="end"
          className="z-40 min-w-52 rounded-2xl border border-line bg-surface p-2 shadow-lift animate-fade"
        >
          <Item icon={<Pencil />} label={t("tree.rename")} onSelect={onRename} />
          <Item
            icon={<ArrowUp />}
            label={t("tree.up")}
            disabled={!up}
            onSelect={() => up && move({ node, to: up })}
          />
          <Item
            icon={<ArrowDown />}
            label={t("tree.down")}
            disabled={!down}
            onSelect={() => down && move({ node, to: down })}
          />
          {node.kind !== "module" && (
            <Item
              icon={<CornerDownRight />}
              label={t("tree.moveTo")}
              onSelect={() => setAsking("move")}
            />
          )}
          {node.kind === "lesson" && (
            <Item
              icon={<Copy />}
              label={t("tree.duplicate")}
              onSelect={() => duplicate.mutate(node.id)}
            />
          )}
          <Item icon={<Trash2 />} label={t("action.remove")} onSelect={() => setAsking("remove")} />
        </DropdownMenu.Content>
      </DropdownMenu.Root>
      <MoveDialog node={node} open={asking === "move"} onClose={close} />
      <RemoveQuestion node={node} open={asking === "remove"} onClose={close} />
    </>
  );
}

interface ItemProps {
  icon: ReactNode;
  label: string;
  disabled?: boolean;
  onSelect: () => void;
}

function Item({ icon, label, disabled, onSelect }: ItemProps) {
  return (
    <DropdownMenu.Item className={ITEM} disabled={disabled} onSelect={onSelect}>
      <span aria-hidden="true" className="text-muted [&>svg]:size-4.5">
        {icon}
      </span>
      {label}
    </DropdownMenu.Item>
  );
}

interface QuestionProps {
  node: TreeNode;
  open: boolean;
  onClose: () => void;
}

function RemoveQuestion({ node, open, onClose }: QuestionProps) {
  const { t } = useTranslation();
  const { draft } = useTree();
  const remove = useRemove();
  const module = draft.outline.find(({ id }) => id === node.id);
  const kept = draft.outline.some((one) => lessonsIn(one, node.id).length > 0);
  const consequence = {
    module: module?.lessons.length ? t("outline.removeModule") : t("tree.removeModule"),
    topic: kept ? t("tree.removeTopic") : t("tree.removeEmptyTopic"),
    lesson: t("outline.removeLesson"),
  };
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title={t("tree.removeTitle", { title: node.title })}
      consequence={consequence[node.kind]}
      action={t("action.remove")}
      onConfirm={() => remove.mutate(node)}
    />
  );
}
