/** How far an import is; then what was taken over, and what could not be. */
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import type { CourseImport } from "@/api/types";
import { useFormats } from "@/i18n/useFormats";
import { ButtonLink } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { ProgressBar } from "@/ui/ProgressBar";
import { ErrorState, Loading, Skeleton } from "@/ui/States";
import { useTitle } from "@/ui/useTitle";

import { Findings } from "./Findings";
import { importQuery, isUnderway, useShowImported } from "./queries";

const COUNTS = [
  "modules",
  "topics",
  "lessons",
  "videos",
  "quizzes",
  "questions",
  "captions",
  "files",
] as const;

export function ImportReportPage() {
  const { importId = "" } = useParams();
  const { t } = useTranslation();
  useTitle(t("exchange.reportTitle"));
  const { data, error, refetch } = useQuery(importQuery(importId));
  useShowImported(data);
  if (error && !data) return <ErrorState page error={error} retry={() => void refetch()} />;
  if (!data) {
    return (
      <Loading className="page grid max-w-3xl gap-5 pt-10">
        <Skeleton className="h-11 w-2/3" />
        <Skeleton className="h-40 rounded-3xl" />
      </Loading>
    );
  }
  return (
    <div className="page grid max-w-3xl gap-8 pt-8">
      <header className="grid gap-2">
        <Link
          to="/teach"
          className="inline-flex min-h-11 items-center gap-2 justify-self-start font-semibold text-muted hover:text-ink"
        >
          <ArrowLeft aria-hidden="true" className="mirror-rtl size-4.5" />
          {t("teach.title")}
        </Link>
        <h1 className="text-4xl">{t("exchange.reportTitle")}</h1>
        <p className="text-muted">
          <bdi className="break-all">{data.file_name}</bdi>
          {data.format && <> · {t(`exchange.format.${data.format}`)}</>}
        </p>
      </header>
      {isUnderway(data) && <Running job={data} />}
      {data.state === "failed" && <Failed job={data} />}
      {data.state === "done" && <Done job={data} />}
    </div>
  );
}

function Running({ job }: { job: CourseImport }) {
  const { t } = useTranslation();
  return (
    <section
      aria-live="polite"
      className="grid gap-3 rounded-3xl border border-line bg-surface p-6"
    >
      <p className="font-semibold">{t(`exchange.state.${job.state}`)}</p>
      <ProgressBar value={job.progress} max={100} label={t("exchange.progress")} />
      <p className="text-sm text-muted">{t("exchange.mayLeave")}</p>
    </section>
  );
}

function Failed({ job }: { job: CourseImport }) {
  const { t } = useTranslation();
  return (
    <div className="grid justify-items-start gap-5">
      <Notice tone="danger" title={job.problem?.title || t("exchange.state.failed")}>
        {job.problem?.detail}
      </Notice>
      <ButtonLink to="/teach/import">{t("exchange.tryAnother")}</ButtonLink>
    </div>
  );
}

function Done({ job }: { job: CourseImport }) {
  const { t } = useTranslation();
  const { locale } = useFormats();
  const { counts } = job;
  return (
    <>
      <Notice tone="success" title={t("exchange.state.done")}>
        {t("exchange.draftHint")}
      </Notice>
      {counts && (
        <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
          {COUNTS.map((name) => (
            <div key={name} className="rounded-2xl border border-line bg-surface p-4">
              <dt className="text-sm text-muted">{t(`exchange.count.${name}`)}</dt>
              <dd className="font-display text-3xl font-bold">
                {(counts[name] ?? 0).toLocaleString(locale)}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <div>
        <ButtonLink to={`/teach/courses/${job.course_id}`} size="large">
          {t("exchange.openDraft")}
        </ButtonLink>
      </div>
      <Findings findings={job.findings ?? []} />
    </>
  );
}
