/** Taking a course over from another system. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { categoriesQuery } from "@/api/queries";
import { useFormats } from "@/i18n/useFormats";
import { Button, ButtonLink } from "@/ui/Button";
import { SelectField } from "@/ui/Field";
import { FormRefusal } from "@/ui/FormRefusal";
import { ProgressBar } from "@/ui/ProgressBar";
import { useProblemForm } from "@/ui/useProblemForm";
import { useTitle } from "@/ui/useTitle";

import { asPackage } from "./package-file";
import { PackageField } from "./PackageField";
import { type Sending, useImport } from "./useImport";

export function ImportPage() {
  const { t } = useTranslation();
  useTitle(t("exchange.importTitle"));
  const navigate = useNavigate();
  const [file, setFile] = useState<File | null>(null);
  const [fileError, setFileError] = useState<string>();
  const form = useProblemForm<{ category: string }>({ category: "" }, "onSubmit");
  const { sending, start, cancel } = useImport(form.showProblem);

  const choose = (chosen: File) => {
    const wrapped = asPackage(chosen);
    setFileError(wrapped ? undefined : t("exchange.notAPackage"));
    if (wrapped) setFile(wrapped);
  };
  const submit = async ({ category }: { category: string }) => {
    if (!file) return setFileError(t("exchange.packageMissing"));
    form.clearProblem();
    const begun = await start(file, category);
    if (begun) void navigate(`/teach/imports/${begun.id}`);
  };
  return (
    <div className="page max-w-3xl pt-10">
      <h1 className="text-4xl">{t("exchange.importTitle")}</h1>
      <p className="mt-3 mb-8 text-lg text-muted">{t("exchange.importLead")}</p>
      <form noValidate onSubmit={(event) => void form.handleSubmit(submit)(event)}>
        <fieldset disabled={sending !== null} className="grid gap-6">
          <PackageField chosen={file} error={fileError} choose={choose} />
          <CategoryField form={form} />
          <FormRefusal refusal={form.refusal} rest={form.rest} />
        </fieldset>
        {sending ? (
          <Underway sending={sending} cancel={cancel} />
        ) : (
          <div className="mt-6 flex flex-wrap gap-3">
            <Button type="submit" size="large">
              {t("exchange.import")}
            </Button>
            <ButtonLink to="/teach" look="quiet" size="large">
              {t("action.cancel")}
            </ButtonLink>
          </div>
        )}
      </form>
    </div>
  );
}

type ImportForm = ReturnType<typeof useProblemForm<{ category: string }>>;

function CategoryField({ form: { register, errorOf } }: { form: ImportForm }) {
  const { t } = useTranslation();
  const { data: categories } = useQuery(categoriesQuery);
  return (
    <SelectField
      label={t("details.category")}
      hint={t("exchange.laterHint")}
      error={errorOf("category")}
      {...register("category", { required: t("form.choose") })}
    >
      <option value="">{t("form.choosePlease")}</option>
      {categories?.map(({ slug, name }) => (
        <option key={slug} value={slug}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}

function Underway({ sending, cancel }: { sending: Sending; cancel: () => void }) {
  const { t } = useTranslation();
  const { size, percent } = useFormats();
  return (
    <div className="mt-6 grid gap-3 rounded-2xl border border-line bg-surface p-5">
      <p className="flex justify-between gap-4 font-medium">
        <bdi className="min-w-0 break-all">{sending.name}</bdi>
        <span className="tabular-nums">
          {percent(sending.size ? sending.sent / sending.size : 0)}
        </span>
      </p>
      <ProgressBar value={sending.sent} max={sending.size} label={t("editor.uploading")} />
      <div className="flex items-center justify-between gap-4">
        <p className="text-sm text-muted">
          {t("editor.sentOf", { sent: size(sending.sent), size: size(sending.size) })}
        </p>
        <Button look="danger" size="small" onClick={cancel}>
          {t("editor.cancelUpload")}
        </Button>
      </div>
    </div>
  );
}
