/** Drawing some questions from a pool, each for the same points. */
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { SelectField, TextField } from "@/ui/Field";

import type { QuizDraft, Slot } from "../types";

interface Props {
  draft: QuizDraft;
  open: boolean;
  close: () => void;
  add: (slot: Slot) => void;
}

export function PoolDialog({ open, close, ...rest }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog open={open} onOpenChange={close} title={t("quiz.edit.fromPool")}>
      <PoolForm {...rest} close={close} />
    </Dialog>
  );
}

function PoolForm({ draft, add, close }: Omit<Props, "open">) {
  const { t } = useTranslation();
  const [pool, setPool] = useState(draft.pools[0]?.name ?? "");
  const [draw, setDraw] = useState(1);
  const [points, setPoints] = useState(1);
  const most = draft.pools.find((one) => one.name === pool)?.question_count ?? 1;
  const save = (event: FormEvent) => {
    event.preventDefault();
    add({ id: "", question_id: null, pool, draw, points });
    close();
  };
  return (
    <form onSubmit={save} className="grid gap-5">
      <SelectField
        label={t("quiz.edit.pool")}
        value={pool}
        onChange={(event) => setPool(event.target.value)}
      >
        {draft.pools.map(({ name, question_count: count }) => (
          <option key={name} value={name}>
            {`${name} (${count})`}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t("quiz.edit.draw")}
        type="number"
        min={1}
        max={most}
        required
        value={draw}
        onChange={(event) => setDraw(event.target.valueAsNumber || 1)}
      />
      <TextField
        label={t("quiz.edit.pointsEach")}
        type="number"
        min={0.5}
        max={1000}
        step={0.5}
        required
        value={points}
        onChange={(event) => setPoints(event.target.valueAsNumber || 1)}
      />
      <Button type="submit" className="justify-self-end">
        {t("quiz.edit.addDraw")}
      </Button>
    </form>
  );
}
