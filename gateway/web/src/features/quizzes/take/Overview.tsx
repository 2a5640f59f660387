/** The numbers of the questions: which are answered, which to come back to. */
import { Flag } from "lucide-react";
import { useTranslation } from "react-i18next";

import { classes } from "@/ui/classes";

import { type Attempt, isAnswered } from "../types";
import type { Held } from "./answer-queue";

interface Props {
  attempt: Attempt;
  answers: ReadonlyMap<string, Held>;
  refused: ReadonlyMap<string, unknown>;
  current: number;
  choose: (at: number) => void;
}

export function Overview({ attempt, answers, refused, current, choose }: Props) {
  const { t } = useTranslation();
  const go = (index: number, id: string) => {
    if (attempt.one_by_one) choose(index);
    else document.getElementById(`question-${id}`)?.scrollIntoView({ block: "start" });
  };
  return (
    <nav aria-label={t("quiz.overview")}>
      <ul className="flex flex-wrap gap-2">
        {attempt.questions.map(({ id }, index) => {
          const held = answers.get(id);
          const answered = isAnswered(held?.answer);
          const words = [
            t("quiz.question", { number: index + 1 }),
            t(answered ? "quiz.answered" : "quiz.open"),
            held?.flagged ? t("quiz.flagged") : "",
            refused.has(id) ? t("quiz.refused") : "",
          ];
          return (
            <li key={id}>
              <button
                type="button"
                aria-label={words.filter(Boolean).join(", ")}
                aria-current={attempt.one_by_one && index === current ? "step" : undefined}
                onClick={() => go(index, id)}
                className={classes(
                  "relative grid size-11 place-items-center rounded-xl border font-semibold",
                  answered
                    ? "border-brand bg-brand-soft text-brand-ink"
                    : "border-line-strong bg-surface",
                  refused.has(id) && "border-danger text-danger",
                  attempt.one_by_one && index === current && "outline-2 outline-brand",
                )}
              >
                {index + 1}
                {held?.flagged && (
                  <Flag
                    aria-hidden="true"
                    className="absolute -end-1 -top-1 size-4 fill-accent text-accent-ink"
                  />
                )}
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
