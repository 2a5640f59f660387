/** What an essay takes, and the rubric it is graded by. */
import { useTranslation } from "react-i18next";

import { SelectField, TextField } from "@/ui/Field";

import type { Content } from "../types";
import { newCriterion, newLevel, removeAt, replaceAt } from "./content";
import { type FieldsProps, Group, RemoveButton } from "./TypeFields";

const FORMS = ["text", "file", "either"] as const;

type Criterion = Content["rubric"][number];

export function RubricFields({ content, change, errorAt }: FieldsProps) {
  const { t } = useTranslation();
  const { rubric } = content;
  return (
    <>
      <SelectField
        label={t("quiz.edit.answerForm")}
        value={content.answer_form}
        onChange={(event) => change({ answer_form: event.target.value as Content["answer_form"] })}
      >
        {FORMS.map((form) => (
          <option key={form} value={form}>
            {t(`quiz.forms.${form}`)}
          </option>
        ))}
      </SelectField>
      <Group
        title={t("quiz.rubric")}
        hint={t("quiz.edit.rubricHint")}
        add={{
          label: t("quiz.edit.addCriterion"),
          act: () => change({ rubric: [...rubric, newCriterion()] }),
        }}
      >
        {rubric.map((criterion, index) => (
          <CriterionFields
            key={index}
            criterion={criterion}
            number={index + 1}
            errorAt={(path) => errorAt(`rubric/${index}/${path}`)}
            put={(next) => change({ rubric: replaceAt(rubric, index, next) })}
            remove={() => change({ rubric: removeAt(rubric, index) })}
          />
        ))}
      </Group>
    </>
  );
}

interface CriterionProps {
  criterion: Criterion;
  number: number;
  errorAt: FieldsProps["errorAt"];
  put: (criterion: Criterion) => void;
  remove: () => void;
}

function CriterionFields({ criterion, number, errorAt, put, remove }: CriterionProps) {
  const { t } = useTranslation();
  const { levels } = criterion;
  return (
    <div className="grid gap-3 rounded-2xl bg-sunken p-3">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <TextField
            label={t("quiz.edit.criterion", { number })}
            dir="auto"
            value={criterion.title}
            error={errorAt("title")}
            onChange={(event) => put({ ...criterion, title: event.target.value })}
          />
        </div>
        <RemoveButton label={t("quiz.edit.removeCriterion", { number })} act={remove} />
      </div>
      <Group
        title={t("quiz.edit.levels")}
        error={errorAt("levels")}
        add={{
          label: t("quiz.edit.addLevel"),
          act: () => put({ ...criterion, levels: [...levels, newLevel()] }),
        }}
      >
        {levels.map((level, index) => (
          <div key={index} className="flex items-start gap-2">
            <div className="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)_6rem] gap-2">
              <TextField
                label={t("quiz.edit.level", { number: index + 1 })}
                dir="auto"
                value={level.title}
                error={errorAt(`levels/${index}/title`)}
                onChange={(event) =>
                  put({
                    ...criterion,
                    levels: replaceAt(levels, index, { ...level, title: event.target.value }),
                  })
                }
              />
              <TextField
                label={t("quiz.edit.points")}
                type="number"
                min={0}
                step="any"
                value={level.points}
                onChange={(event) =>
                  put({
                    ...criterion,
                    levels: replaceAt(levels, index, {
                      ...level,
                      points: event.target.valueAsNumber || 0,
                    }),
                  })
                }
              />
            </div>
            <RemoveButton
              label={t("quiz.edit.removeLevel", { number: index + 1 })}
              act={() => put({ ...criterion, levels: removeAt(levels, index) })}
            />
          </div>
        ))}
      </Group>
    </div>
  );
}
