/** What an hour costs, once per currency. */
import { Plus, X } from "lucide-react";
import { useFieldArray } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { Button, IconButton } from "@/ui/Button";
import { Select } from "@/ui/Field";
import type { useProblemForm } from "@/ui/useProblemForm";

import { CURRENCIES, type TeachingValues } from "./offer";

const MOST = 5;

interface Props {
  form: ReturnType<typeof useProblemForm<TeachingValues>>;
}

export function RateFields({ form }: Props) {
  const { t } = useTranslation();
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "rates" });
  const unused = () =>
    CURRENCIES.find((code) => !form.getValues("rates").some((rate) => rate.currency === code));
  const error = form.errorOf("rates");
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1.5 text-[0.9375rem] font-semibold">{t("profile.rates")}</legend>
      {fields.map((field, index) => (
        <div key={field.id} className="flex items-center gap-2">
          <input
            type="number"
            min="0"
            step="any"
            inputMode="decimal"
            aria-label={t("profile.rateAmount")}
            className="control max-w-36"
            {...form.register(`rates.${index}.amount`)}
          />
          <div className="w-28">
            <Select
              aria-label={t("profile.rateCurrency")}
              {...form.register(`rates.${index}.currency`)}
            >
              {CURRENCIES.map((code) => (
                <option key={code}>{code}</option>
              ))}
            </Select>
          </div>
          <IconButton label={t("profile.removeRate")} onClick={() => remove(index)}>
            <X aria-hidden="true" className="size-4.5" />
          </IconButton>
        </div>
      ))}
      {error && (
        <p role="alert" className="text-sm font-medium text-danger">
          {error}
        </p>
      )}
      {fields.length < MOST && (
        <div>
          <Button
            look="secondary"
            size="small"
            onClick={() => append({ amount: "", currency: unused() ?? "EUR" })}
          >
            <Plus aria-hidden="true" className="size-4" />
            {t("profile.addRate")}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
