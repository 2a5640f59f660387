/** Texts on one side, and for each a choice of the texts that may belong to it. */
import { useTranslation } from "react-i18next";

import { Select } from "@/ui/Field";

import type { InputProps } from "./AnswerInput";

export function Matching({ question, answer, frozen, onChange }: InputProps) {
  const { t } = useTranslation();
  const choose = (left: string, right: string) =>
    onChange?.((now) => {
      const { [left]: _before, ...rest } = now.pairs;
      return { ...now, pairs: right ? { ...rest, [left]: right } : rest };
    });
  return (
    <ul className="grid gap-3">
      {question.lefts.map(({ id = "", text }) => (
        <li key={id}>
          <label className="grid items-center gap-x-4 gap-y-1.5 sm:grid-cols-2">
            <span dir="auto" className="font-medium break-words">
              {text}
            </span>
            <Select
              value={answer.pairs[id] ?? ""}
              disabled={frozen}
              onChange={(event) => choose(id, event.target.value)}
            >
              <option value="">{t("quiz.choose")}</option>
              {question.rights.map((right) => (
                <option key={right.id} value={right.id}>
                  {right.text}
                </option>
              ))}
            </Select>
          </label>
        </li>
      ))}
    </ul>
  );
}
