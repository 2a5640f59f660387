/** What a question of each type needs beside its text. */
import { Plus, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, IconButton } from "@/ui/Button";
import { SelectField, TextField } from "@/ui/Field";

import type { Content } from "../types";
import { newOption, newPart, removeAt, replaceAt } from "./content";
import { PairFields } from "./PairFields";
import type { ErrorAt } from "./QuestionForm";
import { RubricFields } from "./RubricFields";

export interface FieldsProps {
  content: Content;
  change: (changes: Partial<Content>) => void;
  errorAt: ErrorAt;
}

export function TypeFields(props: FieldsProps) {
  switch (props.content.type) {
    case "single":
    case "multiple":
      return <OptionFields {...props} />;
    case "true_false":
      return <TruthField {...props} />;
    case "text":
      return <TextFields {...props} />;
    case "number":
      return <NumberFields {...props} />;
    case "ordering":
      return <ItemFields {...props} />;
    case "matching":
      return <PairFields {...props} />;
    case "essay":
      return <RubricFields {...props} />;
  }
}

interface GroupProps {
  title: string;
  hint?: string;
  error?: string | undefined;
  add?: { label: string; act: () => void };
  children: ReactNode;
}

/** A list of parts under one heading, with its own refusal and a button for one more. */
export function Group({ title, hint, error, add, children }: GroupProps) {
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 text-[0.9375rem] font-semibold">{title}</legend>
      {hint && <p className="text-sm text-muted">{hint}</p>}
      {children}
      {error && (
        <p role="alert" className="text-sm font-medium text-danger">
          {error}
        </p>
      )}
      {add && (
        <Button look="quiet" size="small" className="justify-self-start" onClick={add.act}>
          <Plus aria-hidden="true" className="size-4.5" />
          {add.label}
        </Button>
      )}
    </fieldset>
  );
}

export function RemoveButton({ label, act }: { label: string; act: () => void }) {
  return (
    <IconButton label={label} onClick={act} className="mt-7">
      <Trash2 aria-hidden="true" className="size-4.5" />
    </IconButton>
  );
}

function OptionFields({ content, change, errorAt }: FieldsProps) {
  const { t } = useTranslation();
  const { options, type } = content;
  const single = type === "single";
  const mark = (at: number) =>
    change({
      options: options.map((one, index) =>
        single
          ? { ...one, correct: index === at }
          : index === at
            ? { ...one, correct: !one.correct }
            : one,
      ),
    });
  return (
    <Group
      title={t("quiz.edit.options")}
      hint={t(single ? "quiz.edit.markOne" : "quiz.edit.markSome")}
      error={errorAt("options")}
      add={{
        label: t("quiz.edit.addOption"),
        act: () => change({ options: [...options, newOption()] }),
      }}
    >
      {options.map((option, index) => (
        <div key={index} className="grid gap-3 rounded-2xl bg-sunken p-3">
          <div className="flex items-start gap-2">
            <input
              type={single ? "radio" : "checkbox"}
              name="right-option"
              aria-label={t("quiz.edit.isRight", { number: index + 1 })}
              checked={option.correct}
              onChange={() => mark(index)}
              className="mt-10 size-5 shrink-0 accent-(--brand)"
            />
            <div className="min-w-0 flex-1">
              <TextField
                label={t("quiz.edit.option", { number: index + 1 })}
                dir="auto"
                maxLength={2000}
                value={option.text}
                error={errorAt(`options/${index}/text`)}
                onChange={(event) =>
                  change({
                    options: replaceAt(options, index, { ...option, text: event.target.value }),
                  })
                }
              />
            </div>
            <RemoveButton
              label={t("quiz.edit.removeOption", { number: index + 1 })}
              act={() => change({ options: removeAt(options, index) })}
            />
          </div>
          <TextField
            label={t("quiz.edit.optionExplanation", { number: index + 1 })}
            dir="auto"
            maxLength={2000}
            value={option.explanation}
            onChange={(event) =>
              change({
                options: replaceAt(options, index, { ...option, explanation: event.target.value }),
              })
            }
          />
        </div>
      ))}
    </Group>
  );
}

function TruthField({ content, change }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <Group title={t("quiz.edit.truth")}>
      {[true, false].map((truth) => (
        <label key={String(truth)} className="flex min-h-11 items-center gap-3">
          <input
            type="radio"
            name="truth"
            checked={content.truth === truth}
            onChange={() => change({ truth })}
            className="size-5 accent-(--brand)"
          />
          {t(truth ? "quiz.true" : "quiz.false")}
        </label>
      ))}
    </Group>
  );
}

const TOLERANT = ["ignore_case", "ignore_accents", "ignore_spaces", "fuzzy"] as const;

function TextFields({ content, change, errorAt }: FieldsProps) {
  const { t } = useTranslation();
  const { accepted } = content;
  return (
    <>
      <Group
        title={t("quiz.edit.accepted")}
        error={errorAt("accepted")}
        add={{
          label: t("quiz.edit.addAccepted"),
          act: () => change({ accepted: [...accepted, ""] }),
        }}
      >
        {accepted.map((text, index) => (
          <div key={index} className="flex items-start gap-2">
            <div className="min-w-0 flex-1">
              <TextField
                label={t("quiz.edit.acceptedAnswer", { number: index + 1 })}
                dir="auto"
                maxLength={2000}
                value={text}
                error={errorAt(`accepted/${index}`)}
                onChange={(event) =>
                  change({ accepted: replaceAt(accepted, index, event.target.value) })
                }
              />
            </div>
            <RemoveButton
              label={t("quiz.edit.removeAccepted", { number: index + 1 })}
              act={() => change({ accepted: removeAt(accepted, index) })}
            />
          </div>
        ))}
      </Group>
      <Group title={t("quiz.edit.tolerant")}>
        {TOLERANT.map((name) => (
          <label key={name} className="flex min-h-11 items-center gap-3">
            <input
              type="checkbox"
              className="size-5 accent-(--brand)"
              checked={content[name]}
              onChange={(event) => change({ [name]: event.target.checked })}
            />
            {t(`quiz.edit.${name}`)}
          </label>
        ))}
      </Group>
    </>
  );
}

function NumberFields({ content, change, errorAt }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <div className="grid items-start gap-6 sm:grid-cols-3">
      <TextField
        label={t("quiz.edit.number")}
        type="number"
        step="any"
        dir="ltr"
        value={content.number ?? ""}
        error={errorAt("number")}
        onChange={(event) => {
          const { valueAsNumber: number } = event.target;
          change({ number: Number.isNaN(number) ? null : number });
        }}
      />
      <TextField
        label={t("quiz.edit.tolerance")}
        type="number"
        step="any"
        min={0}
        dir="ltr"
        value={content.tolerance}
        onChange={(event) => change({ tolerance: event.target.valueAsNumber || 0 })}
      />
      <SelectField
        label={t("quiz.edit.toleranceKind")}
        value={content.tolerance_kind}
        onChange={(event) =>
          change({ tolerance_kind: event.target.value as Content["tolerance_kind"] })
        }
      >
        <option value="absolute">{t("quiz.edit.absolute")}</option>
        <option value="relative">{t("quiz.edit.relative")}</option>
      </SelectField>
    </div>
  );
}

function ItemFields({ content, change, errorAt }: FieldsProps) {
  const { t } = useTranslation();
  const { items } = content;
  return (
    <Group
      title={t("quiz.edit.items")}
      hint={t("quiz.edit.itemsHint")}
      error={errorAt("items")}
      add={{ label: t("quiz.edit.addItem"), act: () => change({ items: [...items, newPart()] }) }}
    >
      {items.map((item, index) => (
        <div key={index} className="flex items-start gap-2">
          <div className="min-w-0 flex-1">
            <TextField
              label={t("quiz.edit.item", { number: index + 1 })}
              dir="auto"
              maxLength={2000}
              value={item.text}
              error={errorAt(`items/${index}/text`)}
              onChange={(event) =>
                change({ items: replaceAt(items, index, { ...item, text: event.target.value }) })
              }
            />
          </div>
          <RemoveButton
            label={t("quiz.edit.removeItem", { number: index + 1 })}
            act={() => change({ items: removeAt(items, index) })}
          />
        </div>
      ))}
    </Group>
  );
}
