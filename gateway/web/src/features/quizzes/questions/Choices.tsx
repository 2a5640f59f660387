/** One of several, several of several, or true and false. */
import { useTranslation } from "react-i18next";

import { classes } from "@/ui/classes";

import type { InputProps } from "./AnswerInput";

const TRUE = "true";
const FALSE = "false";

export function Choices({ question, answer, frozen, labelledBy, onChange }: InputProps) {
  const { t } = useTranslation();
  const yesNo = question.type === "true_false";
  const several = question.type === "multiple";
  const options = yesNo
    ? [
        { id: TRUE, text: t("quiz.true") },
        { id: FALSE, text: t("quiz.false") },
      ]
    : question.options;
  const chosen = yesNo && answer.truth !== null ? [String(answer.truth)] : answer.choices;
  const choose = (id: string) => {
    if (yesNo) onChange?.((now) => ({ ...now, truth: id === TRUE }));
    else onChange?.((now) => ({ ...now, choices: several ? toggled(now.choices, id) : [id] }));
  };
  return (
    <div
      role={several ? "group" : "radiogroup"}
      aria-labelledby={labelledBy}
      className="grid gap-2"
    >
      {several && <p className="text-sm text-muted">{t("quiz.several")}</p>}
      {options.map(({ id = "", text }) => (
        <label
          key={id}
          className={classes(
            "flex min-h-13 items-center gap-3 rounded-2xl border px-4 py-2.5",
            "has-focus-visible:outline-3 has-focus-visible:outline-accent",
            frozen ? "cursor-default" : "cursor-pointer",
            lookOf(chosen.includes(id), frozen),
          )}
        >
          <input
            type={several ? "checkbox" : "radio"}
            name={`answer-${question.id}`}
            className="size-5 shrink-0 accent-(--brand)"
            checked={chosen.includes(id)}
            disabled={frozen}
            onChange={() => choose(id)}
          />
          <span dir="auto" className="min-w-0 flex-1 break-words">
            {text}
          </span>
        </label>
      ))}
    </div>
  );
}

/** What was given is marked as chosen only, since green would say that it is right. */
function lookOf(chosen: boolean, frozen: boolean): string {
  if (!chosen) return classes("border-line-strong bg-surface", !frozen && "hover:border-brand");
  return frozen ? "border-ink bg-sunken" : "border-brand bg-brand-soft text-brand-ink";
}

const toggled = (chosen: string[], id: string): string[] =>
  chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id];
