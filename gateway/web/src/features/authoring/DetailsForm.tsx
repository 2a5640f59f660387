/** What the catalogue says of a course, as a form. */
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { categoriesQuery } from "@/api/queries";
import type { CourseDraft } from "@/api/types";
import { LEVELS } from "@/features/catalogue/useCatalogueFilter";
import { COURSE_LANGUAGES } from "@/i18n/course-languages";
import { toMoney } from "@/i18n/formats";
import { useFormats } from "@/i18n/useFormats";
import { SelectField, TextArea, TextField } from "@/ui/Field";
import { FormRefusal } from "@/ui/FormRefusal";
import type { useProblemForm } from "@/ui/useProblemForm";

import { CoverField } from "./CoverField";
import type { DetailsValues } from "./details";
import { TagsField } from "./TagsField";

const CURRENCIES = ["EUR", "USD", "GBP", "INR", "AED", "SAR", "JPY"];
/** The largest price that the contract takes, in minor units. */
const PRICE_MAX = 100_000_000;

export type DetailsFormState = ReturnType<typeof useProblemForm<DetailsValues>>;

interface Props {
  form: DetailsFormState;
  onSubmit: (values: DetailsValues) => void;
  disabled?: boolean;
  /** The course that a picture can be shown for; a new one has none yet. */
  draft?: CourseDraft;
  footer: ReactNode;
}

export function DetailsForm({ form, onSubmit, disabled = false, draft, footer }: Props) {
  const { t } = useTranslation();
  const { register, errorOf } = form;
  return (
    <form noValidate onSubmit={(event) => void form.handleSubmit(onSubmit)(event)}>
      <fieldset disabled={disabled} className="grid gap-6">
        <TextField
          label={t("details.title")}
          dir="auto"
          error={errorOf("title")}
          {...register("title", {
            required: t("form.required"),
            maxLength: { value: 200, message: t("form.tooLong", { count: 200 }) },
          })}
        />
        <TextField
          label={t("details.summary")}
          hint={t("details.summaryHint")}
          dir="auto"
          error={errorOf("summary")}
          {...register("summary", {
            maxLength: { value: 500, message: t("form.tooLong", { count: 500 }) },
          })}
        />
        {draft && <CoverField draft={draft} disabled={disabled} />}
        <ShelfFields form={form} />
        <TagsField
          tags={form.watch("tags")}
          onChange={(tags) => form.setValue("tags", tags, { shouldDirty: true })}
          error={errorOf("tags")}
        />
        <PriceFields form={form} />
        <TextArea
          label={t("details.description")}
          hint={t("details.descriptionHint")}
          dir="auto"
          rows={10}
          error={errorOf("description")}
          {...register("description", {
            maxLength: { value: 200_000, message: t("form.tooLong", { count: 200_000 }) },
          })}
        />
        <FormRefusal refusal={form.refusal} rest={form.rest} />
        {footer}
      </fieldset>
    </form>
  );
}

/** Where the catalogue puts the course. */
function ShelfFields({ form: { register, errorOf, watch } }: { form: DetailsFormState }) {
  const { t } = useTranslation();
  const { data: categories } = useQuery(categoriesQuery);
  const { language } = useFormats();
  const chosen = watch("category");
  const unlisted = chosen && !categories?.some(({ slug }) => slug === chosen);
  return (
    <div className="grid gap-6 sm:grid-cols-3">
      <SelectField
        label={t("details.category")}
        error={errorOf("category")}
        value={chosen}
        {...register("category", { required: t("form.choose") })}
      >
        <option value="">{t("form.choosePlease")}</option>
        {unlisted && <option value={chosen}>{chosen}</option>}
        {categories?.map(({ slug, name }) => (
          <option key={slug} value={slug}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField label={t("catalogue.level")} error={errorOf("level")} {...register("level")}>
        {LEVELS.map((level) => (
          <option key={level} value={level}>
            {t(`level.${level}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t("catalogue.language")}
        error={errorOf("language")}
        {...register("language")}
      >
        {COURSE_LANGUAGES.map((code) => (
          <option key={code} value={code}>
            {language(code)}
          </option>
        ))}
      </SelectField>
    </div>
  );
}

function PriceFields({ form: { register, errorOf, getValues } }: { form: DetailsFormState }) {
  const { t } = useTranslation();
  const isPrice = (text: string) => {
    const amount = Number(text || 0);
    const minor = toMoney(amount, getValues("currency")).amount;
    return (amount >= 0 && minor <= PRICE_MAX) || t("details.priceWrong");
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_8rem] items-start gap-4 sm:max-w-md">
      <TextField
        label={t("details.price")}
        hint={t("details.priceHint")}
        type="number"
        min="0"
        step="any"
        inputMode="decimal"
        dir="ltr"
        error={errorOf("price")}
        {...register("price", { validate: isPrice })}
      />
      <SelectField
        label={t("details.currency")}
        error={errorOf("currency")}
        {...register("currency")}
      >
        {CURRENCIES.map((currency) => (
          <option key={currency}>{currency}</option>
        ))}
      </SelectField>
    </div>
  );
}
