/** Which type a new question has. */
import {
  ArrowDownUp,
  Calculator,
  CircleDot,
  FileText,
  ListChecks,
  Shuffle,
  TextCursorInput,
  ToggleLeft,
} from "lucide-react";
import { useTranslation } from "react-i18next";

import { Dialog } from "@/ui/Dialog";

import type { QuestionType } from "../types";

export const TYPES = [
  { type: "single", Icon: CircleDot },
  { type: "multiple", Icon: ListChecks },
  { type: "true_false", Icon: ToggleLeft },
  { type: "text", Icon: TextCursorInput },
  { type: "number", Icon: Calculator },
  { type: "ordering", Icon: ArrowDownUp },
  { type: "matching", Icon: Shuffle },
  { type: "essay", Icon: FileText },
] as const;

interface Props {
  open: boolean;
  close: () => void;
  choose: (type: QuestionType) => void;
}

export function TypeDialog({ open, close, choose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog open={open} onOpenChange={close} title={t("quiz.edit.whichType")}>
      <ul className="grid gap-2">
        {TYPES.map(({ type, Icon }) => (
          <li key={type}>
            <button
              type="button"
              onClick={() => choose(type)}
              className="flex w-full items-center gap-4 rounded-2xl border border-line-strong px-4 py-3 text-start hover:border-brand hover:bg-sunken"
            >
              <Icon aria-hidden="true" className="size-5 shrink-0 text-brand" />
              <span>
                <span className="block font-semibold">{t(`quiz.types.${type}`)}</span>
                <span className="text-sm text-muted">{t(`quiz.typeHints.${type}`)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
