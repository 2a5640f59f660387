/** What a question of each type is answered with; frozen, it shows what was given. */
import { useTranslation } from "react-i18next";

import type { CourseFile } from "@/api/types";

import type { Answer, AskedQuestion, Revise } from "../types";
import { Choices } from "./Choices";
import { EssayInput } from "./EssayInput";
import { Matching } from "./Matching";
import { Ordering } from "./Ordering";

export interface InputProps {
  question: AskedQuestion;
  answer: Answer;
  frozen: boolean;
  labelledBy: string;
  onChange?: (revise: Revise, typing?: boolean) => void;
  attemptId?: string;
  files?: CourseFile[];
}

export function AnswerInput(props: InputProps) {
  switch (props.question.type) {
    case "single":
    case "multiple":
    case "true_false":
      return <Choices {...props} />;
    case "text":
    case "number":
      return <ShortInput {...props} />;
    case "ordering":
      return <Ordering {...props} />;
    case "matching":
      return <Matching {...props} />;
    case "essay":
      return <EssayInput {...props} />;
  }
}

function ShortInput({ question, answer, frozen, labelledBy, onChange }: InputProps) {
  const { t } = useTranslation();
  const number = question.type === "number";
  return (
    <label className="grid max-w-md gap-1.5">
      <span className="text-[0.9375rem] font-semibold">{t("quiz.yourAnswer")}</span>
      <input
        className="control"
        dir={number ? "ltr" : "auto"}
        inputMode={number ? "decimal" : "text"}
        maxLength={number ? 60 : 2000}
        readOnly={frozen}
        aria-describedby={labelledBy}
        value={answer.text}
        onChange={({ target: { value } }) => onChange?.((now) => ({ ...now, text: value }), true)}
      />
    </label>
  );
}
