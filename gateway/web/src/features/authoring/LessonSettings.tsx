/** For whom a lesson is open, from when, and what comes before it. */
import { useTranslation } from "react-i18next";

import type { CourseDraft, LessonDraft } from "@/api/types";
import { SelectField, TextField } from "@/ui/Field";

import type { LessonValues } from "./lesson";
import type { LessonEditing } from "./useLessonEditor";

interface Props {
  editing: LessonEditing;
  lesson: LessonDraft;
  course: CourseDraft | undefined;
}

const CARD = "flex cursor-pointer items-start gap-3 rounded-2xl border border-line bg-surface p-4";

export function LessonSettings({ editing, lesson, course }: Props) {
  const { t } = useTranslation();
  const { values, errors, change } = editing;
  return (
    <section
      aria-labelledby="lesson-settings"
      className="grid gap-5 rounded-3xl bg-sunken/70 p-5 sm:p-6"
    >
      <h2 id="lesson-settings" className="text-xl">
        {t("lessonSettings.title")}
      </h2>
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <TextField
          label={t("editor.minutes")}
          type="number"
          min={0}
          max={100_000}
          inputMode="numeric"
          dir="ltr"
          value={values.duration_minutes || ""}
          placeholder="0"
          error={errors.duration_minutes}
          onChange={(event) => change({ duration_minutes: minutes(event.target.value) })}
        />
        <label className={CARD}>
          <input
            type="checkbox"
            className="mt-0.5 size-5 accent-(--brand)"
            checked={values.preview}
            onChange={(event) => change({ preview: event.target.checked })}
          />
          <span className="grid gap-0.5">
            <span className="font-semibold">{t("editor.preview")}</span>
            <span className="text-sm text-muted">{t("editor.previewHint")}</span>
          </span>
        </label>
      </div>
      <Release editing={editing} />
      {course && <Prerequisites editing={editing} lesson={lesson} course={course} />}
    </section>
  );
}

const minutes = (text: string) => Math.min(100_000, Math.max(0, Math.round(Number(text) || 0)));

type Rule = "now" | "date" | LessonValues["release_after"];

const DAY = 24 * 60 * 60 * 1000;
const LONGEST_WAIT = 3650;

function ruleOf({ release_at, release_after_days, release_after }: LessonValues): Rule {
  if (release_at) return "date";
  return release_after_days ? release_after : "now";
}

function changesFor(rule: Rule, values: LessonValues): Partial<LessonValues> {
  const none = { release_at: null, release_after_days: null };
  if (rule === "now") return none;
  if (rule === "date") {
    const week = new Date(Math.ceil(Date.now() / DAY + 7) * DAY);
    return { ...none, release_at: week.toISOString() };
  }
  return { ...none, release_after_days: values.release_after_days ?? 7, release_after: rule };
}

/** An instant as the browser's own field writes it, on the clock of the person. */
function localTime(iso: string): string {
  const date = new Date(iso);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function Release({ editing: { values, errors, change } }: { editing: LessonEditing }) {
  const { t } = useTranslation();
  const rule = ruleOf(values);
  return (
    <div className="grid items-start gap-5 sm:grid-cols-2">
      <SelectField
        label={t("lessonSettings.opens")}
        hint={t(`lessonSettings.hints.${rule}`)}
        value={rule}
        onChange={(event) => change(changesFor(event.target.value as Rule, values))}
      >
        {(["now", "date", "enrollment", "previous_module"] as const).map((one) => (
          <option key={one} value={one}>
            {t(`lessonSettings.rules.${one}`)}
          </option>
        ))}
      </SelectField>
      {rule === "date" && values.release_at && (
        <TextField
          label={t("lessonSettings.date")}
          type="datetime-local"
          dir="ltr"
          value={localTime(values.release_at)}
          error={errors.release_at}
          onChange={({ target: { value } }) =>
            value && change({ release_at: new Date(value).toISOString() })
          }
        />
      )}
      {(rule === "enrollment" || rule === "previous_module") && (
        <TextField
          label={t("lessonSettings.days")}
          type="number"
          min={1}
          max={LONGEST_WAIT}
          inputMode="numeric"
          dir="ltr"
          value={values.release_after_days ?? ""}
          error={errors.release_after_days}
          onChange={(event) => {
            const days = Math.round(Number(event.target.value));
            if (days >= 1) change({ release_after_days: Math.min(days, LONGEST_WAIT) });
          }}
        />
      )}
    </div>
  );
}

function Prerequisites({ editing, lesson, course }: Props & { course: CourseDraft }) {
  const { t } = useTranslation();
  const { values, errors, change } = editing;
  const others = course.outline.flatMap((module) =>
    module.lessons
      .filter(({ id }) => id !== lesson.id)
      .map((other) => ({ ...other, module: module.title })),
  );
  if (others.length === 0) return null;
  const toggle = (id: string, chosen: boolean) => {
    const rest = values.requires.filter((one) => one !== id);
    change({ requires: chosen ? [...rest, id] : rest });
  };
  return (
    <details open={values.requires.length > 0 || Boolean(errors.requires)} className="grid gap-2">
      <summary className="min-h-11 py-2.5 font-semibold">
        {t("lessonSettings.requires")}
        {values.requires.length > 0 && (
          <span className="ms-2 text-muted">
            {t("lessonSettings.chosen", { count: values.requires.length })}
          </span>
        )}
      </summary>
      <p className="text-sm text-muted">{t("lessonSettings.requiresHint")}</p>
      {errors.requires && (
        <p role="alert" className="mt-2 text-sm font-medium text-danger">
          {errors.requires}
        </p>
      )}
      <ul className="mt-3 grid max-h-72 gap-1 overflow-y-auto rounded-2xl border border-line bg-surface p-2">
        {others.map((other) => (
          <li key={other.id}>
            <label className="flex min-h-11 cursor-pointer items-center gap-3 rounded-lg px-2 hover:bg-sunken">
              <input
                type="checkbox"
                className="size-5 shrink-0 accent-(--brand)"
                checked={values.requires.includes(other.id)}
                onChange={(event) => toggle(other.id, event.target.checked)}
              />
              <span className="min-w-0 break-words">
                <bdi className="font-medium">{other.title}</bdi>{" "}
                <bdi className="text-sm text-muted">{other.module}</bdi>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}
