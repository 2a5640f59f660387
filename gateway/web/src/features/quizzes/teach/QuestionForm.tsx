/** Writing one question of any type; refusals stand at the fields they are about. */
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { asProblem, reasonOf } from "@/api/problems";
import { Button } from "@/ui/Button";
import { SelectField, TextArea, TextField } from "@/ui/Field";
import { Notice } from "@/ui/Notice";

import type { Content, Question, QuestionType, QuizDraft } from "../types";
import { newContent } from "./content";
import { TypeFields } from "./TypeFields";
import { useSaveQuestion } from "./useQuizDraft";

interface Props {
  draft: QuizDraft;
  question?: Question;
  type?: QuestionType;
  onSaved: (question: Question) => void;
  onCancel: () => void;
}

export type ErrorAt = (path: string) => string | undefined;

/** What the server said about fields of the question, by their path inside of it. */
function useErrors() {
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [general, setGeneral] = useState("");
  const show = (error: unknown) => {
    const problem = asProblem(error);
    const found = problem.fields.map(
      ({ pointer, detail }) => [pointer.replace(/^\/content\//, ""), detail] as const,
    );
    setErrors(Object.fromEntries(found));
    setGeneral(reasonOf(problem));
  };
  const clear = () => {
    setErrors({});
    setGeneral("");
  };
  return { at: (path: string) => errors[path], general, show, clear };
}

export function QuestionForm({ draft, question, type = "single", onSaved, onCancel }: Props) {
  const { t } = useTranslation();
  const [content, setContent] = useState<Content>(question?.content ?? newContent(type));
  const errors = useErrors();
  const save = useSaveQuestion(draft);
  const change = (changes: Partial<Content>) => setContent((before) => ({ ...before, ...changes }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    errors.clear();
    save.mutate(
      { ...(question ? { id: question.id } : {}), content },
      { onSuccess: onSaved, onError: errors.show },
    );
  };
  return (
    <form
      noValidate
      onSubmit={submit}
      aria-labelledby="question-form"
      className="grid gap-6 rounded-3xl border border-line bg-surface p-5 sm:p-7"
    >
      <h2 id="question-form" className="text-xl">
        {t(`quiz.types.${content.type}`)}
      </h2>
      <TextArea
        label={t("quiz.edit.prompt")}
        hint={t("quiz.edit.markdown")}
        dir="auto"
        rows={4}
        value={content.prompt}
        error={errors.at("prompt")}
        onChange={(event) => change({ prompt: event.target.value })}
      />
      <TypeFields content={content} change={change} errorAt={errors.at} />
      <Worth content={content} change={change} errorAt={errors.at} />
      <TextArea
        label={t("quiz.edit.explanation")}
        hint={t("quiz.edit.explanationHint")}
        dir="auto"
        rows={3}
        value={content.explanation}
        onChange={(event) => change({ explanation: event.target.value })}
      />
      <TextField
        label={t("quiz.edit.poolName")}
        hint={t("quiz.edit.poolHint")}
        dir="auto"
        maxLength={80}
        list="pools"
        value={content.pool}
        onChange={(event) => change({ pool: event.target.value })}
      />
      <datalist id="pools">
        {draft.pools.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {errors.general && <Notice tone="danger">{errors.general}</Notice>}
      <div className="flex flex-wrap justify-end gap-3">
        <Button look="quiet" onClick={onCancel}>
          {t("action.cancel")}
        </Button>
        <Button type="submit" busy={save.isPending}>
          {t("quiz.edit.saveQuestion")}
        </Button>
      </div>
    </form>
  );
}

interface WorthProps {
  content: Content;
  change: (changes: Partial<Content>) => void;
  errorAt: ErrorAt;
}

const PARTIALS: { [Type in QuestionType]?: Content["partial"][] } = {
  multiple: ["all_or_nothing", "by_part"],
  ordering: ["all_or_nothing", "by_part", "by_neighbor"],
  matching: ["all_or_nothing", "by_part"],
};

function Worth({ content, change, errorAt }: WorthProps) {
  const { t } = useTranslation();
  const essay = content.type === "essay";
  const partials = PARTIALS[content.type];
  if (essay && content.rubric.length > 0) return null;
  return (
    <div className="grid items-start gap-6 sm:grid-cols-2">
      <TextField
        label={t("quiz.edit.points")}
        type="number"
        min={0}
        max={1000}
        step="any"
        value={content.points}
        error={errorAt("points")}
        onChange={(event) => change({ points: event.target.valueAsNumber || 0 })}
      />
      {!essay && (
        <TextField
          label={t("quiz.edit.penalty")}
          hint={t("quiz.edit.penaltyHint")}
          type="number"
          min={0}
          max={1000}
          step="any"
          value={content.penalty}
          onChange={(event) => change({ penalty: event.target.valueAsNumber || 0 })}
        />
      )}
      {partials && (
        <SelectField
          label={t("quiz.edit.partial")}
          value={content.partial}
          error={errorAt("partial")}
          onChange={(event) => change({ partial: event.target.value as Content["partial"] })}
        >
          {partials.map((one) => (
            <option key={one} value={one}>
              {t(`quiz.partial.${one}`)}
            </option>
          ))}
        </SelectField>
      )}
    </div>
  );
}
