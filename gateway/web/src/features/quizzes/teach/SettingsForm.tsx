/** The rules of a quiz; they hold from the moment they are saved. */
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

import { asProblem, reasonOf } from "@/api/problems";
import { Button } from "@/ui/Button";
import { SelectField, TextField } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
import { toast } from "@/ui/Toasts";

import type { QuizDraft, Settings } from "../types";
import { inputMoment, momentOf } from "./moments";
import { useSaveSettings } from "./useQuizDraft";

const METHODS = ["highest", "average", "first", "last"] as const;
const TIMINGS = ["immediately", "after_finish", "after_close", "never"] as const;

interface PartProps {
  rules: Settings;
  change: (changes: Partial<Settings>) => void;
  errorAt: (name: keyof Settings) => string | undefined;
}

export function SettingsForm({ draft }: { draft: QuizDraft }) {
  const { t } = useTranslation();
  const [rules, setRules] = useState(draft.settings);
  const [refusal, setRefusal] = useState<Record<string, string>>({});
  const save = useSaveSettings(draft.lesson_id);
  const change = (changes: Partial<Settings>) => setRules((before) => ({ ...before, ...changes }));
  const errorAt = (name: keyof Settings) => refusal[`/settings/${name}`];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setRefusal({});
    save.mutate(rules, {
      onSuccess: () => toast(t("quiz.edit.saved")),
      onError: (error) => {
        const { fields } = asProblem(error);
        const found = fields.map((one) => [one.pointer, one.detail] as const);
        setRefusal({ ...Object.fromEntries(found), general: reasonOf(error) });
      },
    });
  };
  const parts = { rules, change, errorAt };
  return (
    <form noValidate onSubmit={submit} className="grid gap-8">
      <TimeRules {...parts} />
      <AttemptRules {...parts} />
      <ShowRules {...parts} />
      <FeedbackRules {...parts} />
      {refusal.general && <Notice tone="danger">{refusal.general}</Notice>}
      <Button type="submit" size="large" busy={save.isPending} className="justify-self-start">
        {t("quiz.edit.saveRules")}
      </Button>
    </form>
  );
}

function Rules({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="grid gap-5 rounded-3xl border border-line bg-surface p-5 sm:p-7">
      <legend className="float-start mb-1 w-full text-xl font-semibold">{title}</legend>
      {children}
    </fieldset>
  );
}

interface NumberProps {
  label: string;
  hint?: string;
  value: number | null;
  least?: number;
  most: number;
  onChange: (value: number | null) => void;
}

function NumberField({ label, hint, value, least = 0, most, onChange }: NumberProps) {
  return (
    <TextField
      label={label}
      hint={hint}
      type="number"
      dir="ltr"
      inputMode="numeric"
      min={least}
      max={most}
      value={value ?? ""}
      onChange={(event) => {
        const { valueAsNumber: number } = event.target;
        onChange(Number.isNaN(number) ? null : Math.round(number));
      }}
    />
  );
}

interface CheckProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

function CheckField({ label, checked, onChange }: CheckProps) {
  return (
    <label className="flex min-h-11 items-center gap-3">
      <input
        type="checkbox"
        className="size-5 shrink-0 accent-(--brand)"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
      {label}
    </label>
  );
}

function TimeRules({ rules, change, errorAt }: PartProps) {
  const { t } = useTranslation();
  return (
    <Rules title={t("quiz.rules.time")}>
      <div className="grid items-start gap-5 sm:grid-cols-2">
        {(["opens_at", "closes_at"] as const).map((name) => (
          <TextField
            key={name}
            label={t(`quiz.rules.${name}`)}
            type="datetime-local"
            value={inputMoment(rules[name])}
            error={errorAt(name)}
            onChange={(event) => change({ [name]: momentOf(event.target.value) })}
          />
        ))}
        <NumberField
          label={t("quiz.rules.limit")}
          hint={t("quiz.rules.limitHint")}
          least={1}
          most={10_080}
          value={rules.time_limit_minutes}
          onChange={(value) => change({ time_limit_minutes: value })}
        />
        <NumberField
          label={t("quiz.rules.grace")}
          hint={t("quiz.rules.graceHint")}
          most={3600}
          value={rules.grace_seconds}
          onChange={(value) => change({ grace_seconds: value ?? 0 })}
        />
      </div>
    </Rules>
  );
}

function AttemptRules({ rules, change }: PartProps) {
  const { t } = useTranslation();
  return (
    <Rules title={t("quiz.rules.attempts")}>
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <NumberField
          label={t("quiz.rules.allowed")}
          hint={t("quiz.rules.allowedHint")}
          least={1}
          most={1000}
          value={rules.attempts_allowed}
          onChange={(value) => change({ attempts_allowed: value })}
        />
        <NumberField
          label={t("quiz.rules.delay")}
          most={100_000}
          value={rules.delay_minutes}
          onChange={(value) => change({ delay_minutes: value ?? 0 })}
        />
        <SelectField
          label={t("quiz.rules.method")}
          value={rules.grading_method}
          onChange={(event) =>
            change({ grading_method: event.target.value as Settings["grading_method"] })
          }
        >
          {METHODS.map((one) => (
            <option key={one} value={one}>
              {t(`quiz.method.${one}`)}
            </option>
          ))}
        </SelectField>
        <NumberField
          label={t("quiz.rules.pass")}
          hint={t("quiz.rules.passHint")}
          most={100}
          value={rules.pass_percent}
          onChange={(value) => change({ pass_percent: value })}
        />
      </div>
      <CheckField
        label={t("quiz.rules.belowZero")}
        checked={rules.below_zero}
        onChange={(checked) => change({ below_zero: checked })}
      />
    </Rules>
  );
}

const SHOWN = [
  { name: "shuffle_questions", text: "shuffle_questions" },
  { name: "shuffle_options", text: "shuffle_options" },
  { name: "one_by_one", text: "singly" },
] as const;

function ShowRules({ rules, change }: PartProps) {
  const { t } = useTranslation();
  return (
    <Rules title={t("quiz.rules.show")}>
      {SHOWN.map(({ name, text }) => (
        <CheckField
          key={name}
          label={t(`quiz.rules.${text}`)}
          checked={rules[name]}
          onChange={(checked) => change({ [name]: checked })}
        />
      ))}
    </Rules>
  );
}

const TOLD = ["show_score", "show_answers", "show_explanations"] as const;

function FeedbackRules({ rules, change }: PartProps) {
  const { t } = useTranslation();
  return (
    <Rules title={t("quiz.rules.feedback")}>
      <SelectField
        label={t("quiz.rules.when")}
        value={rules.feedback_timing}
        onChange={(event) =>
          change({ feedback_timing: event.target.value as Settings["feedback_timing"] })
        }
      >
        {TIMINGS.map((one) => (
          <option key={one} value={one}>
            {t(`quiz.timing.${one}`)}
          </option>
        ))}
      </SelectField>
      {rules.feedback_timing !== "never" &&
        TOLD.map((name) => (
          <CheckField
            key={name}
            label={t(`quiz.rules.${name}`)}
            checked={rules[name]}
            onChange={(checked) => change({ [name]: checked })}
          />
        ))}
    </Rules>
  );
}
