/** Moving without carrying: a list of places to choose from. */
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import type { CourseDraft } from "@/api/types";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { SelectField } from "@/ui/Field";

import { idsIn, placeOf, type Row, rowsOf, sameRow, topicsOf, type TreeNode } from "./model";
import { useTree } from "./tree-context";

interface Props {
  node: TreeNode;
  open: boolean;
  onClose: () => void;
}

export function MoveDialog({ node, open, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title={t("tree.moveTitle", { title: node.title })}
    >
      <MoveForm node={node} onClose={onClose} />
    </Dialog>
  );
}

/** Such as “Week 1 › Rhythm”. */
function rowName(draft: CourseDraft, row: Row): string {
  const module = draft.outline.find(({ id }) => id === row.moduleId);
  const topic = module && topicsOf(module).find(({ id }) => id === row.topicId);
  return [module?.title, topic?.title].filter(Boolean).join(" › ");
}

function titleIn(draft: CourseDraft, id: string): string {
  for (const module of draft.outline) {
    const found = [...topicsOf(module), ...module.lessons].find((one) => one.id === id);
    if (found) return found.title;
  }
  return "";
}

function MoveForm({ node, onClose }: Pick<Props, "node" | "onClose">) {
  const { t } = useTranslation();
  const { draft, move } = useTree();
  const rows = rowsOf(draft, node.kind);
  const now = placeOf(draft, node);
  const [chosen, setChosen] = useState(() =>
    Math.max(
      0,
      rows.findIndex((row) => now && sameRow(row, now)),
    ),
  );
  const [index, setIndex] = useState(now?.index ?? 0);
  const row = rows[chosen] ?? rows[0];
  if (!row) return null;
  const others = idsIn(draft, row).filter((id) => id !== node.id);
  const save = (event: FormEvent) => {
    event.preventDefault();
    onClose();
    move({ node, to: { ...row, index: Math.min(index, others.length) } });
  };
  return (
    <form onSubmit={save} className="grid gap-5">
      <SelectField
        label={t("tree.where")}
        value={chosen}
        onChange={(event) => setChosen(Number(event.target.value))}
      >
        {rows.map((one, at) => (
          <option key={at} value={at}>
            {rowName(draft, one)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t("tree.order")}
        value={Math.min(index, others.length)}
        onChange={(event) => setIndex(Number(event.target.value))}
      >
        <option value={0}>{t("tree.first")}</option>
        {others.map((id, at) => (
          <option key={id} value={at + 1}>
            {t("tree.after", { title: titleIn(draft, id) })}
          </option>
        ))}
      </SelectField>
      <Button type="submit" className="justify-self-end">
        {t("tree.move")}
      </Button>
    </form>
  );
}
