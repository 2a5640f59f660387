/** Putting texts into order, by buttons or by the arrow keys. */
import { ArrowDown, ArrowUp } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/ui/Button";

import type { InputProps } from "./AnswerInput";

/** The ids with one moved to another place. */
export function moved(ids: readonly string[], from: number, to: number): string[] {
  const rest = ids.filter((_, index) => index !== from);
  const one = ids[from];
  if (one === undefined || to < 0 || to >= ids.length) return [...ids];
  return [...rest.slice(0, to), one, ...rest.slice(to)];
}

export function Ordering({ question, answer, frozen, labelledBy, onChange }: InputProps) {
  const { t } = useTranslation();
  const [told, setTold] = useState("");
  const texts = new Map(question.items.map(({ id = "", text }) => [id, text]));
  const order = answer.order.length === texts.size ? answer.order : [...texts.keys()];
  const move = (from: number, to: number) => {
    if (frozen || to < 0 || to >= order.length) return;
    onChange?.((now) => ({ ...now, order: moved(order, from, to) }));
    setTold(t("quiz.movedTo", { text: texts.get(order[from] ?? ""), place: to + 1 }));
    requestAnimationFrame(() => document.getElementById(rowId(question.id, order[from]))?.focus());
  };
  const react = (event: KeyboardEvent, index: number) => {
    if (event.target !== event.currentTarget) return;
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    move(index, index + step);
  };
  return (
    <div className="grid gap-2">
      {!frozen && <p className="text-sm text-muted">{t("quiz.orderHint")}</p>}
      <ol aria-labelledby={labelledBy} className="grid gap-2">
        {order.map((id, index) => (
          <li key={id}>
            <div
              id={rowId(question.id, id)}
              role={frozen ? undefined : "group"}
              aria-label={frozen ? undefined : `${index + 1}. ${texts.get(id)}`}
              tabIndex={frozen ? undefined : 0}
              onKeyDown={(event) => react(event, index)}
              className="flex min-h-13 items-center gap-3 rounded-2xl border border-line-strong bg-surface ps-4 pe-1"
            >
              <span className="font-semibold text-muted tabular-nums">{index + 1}.</span>
              <span dir="auto" className="min-w-0 flex-1 break-words">
                {texts.get(id)}
              </span>
              {!frozen && (
                <>
                  <IconButton
                    label={t("quiz.moveUp", { text: texts.get(id) })}
                    disabled={index === 0}
                    onClick={() => move(index, index - 1)}
                  >
                    <ArrowUp aria-hidden="true" className="size-4.5" />
                  </IconButton>
                  <IconButton
                    label={t("quiz.moveDown", { text: texts.get(id) })}
                    disabled={index === order.length - 1}
                    onClick={() => move(index, index + 1)}
                  >
                    <ArrowDown aria-hidden="true" className="size-4.5" />
                  </IconButton>
                </>
              )}
            </div>
          </li>
        ))}
      </ol>
      <p role="status" className="sr-only">
        {told}
      </p>
    </div>
  );
}

const rowId = (questionId: string, id: string | undefined): string => `order-${questionId}-${id}`;
