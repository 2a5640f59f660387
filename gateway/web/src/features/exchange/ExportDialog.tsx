/** Taking a course along: written in the background, then downloaded. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api, unwrap } from "@/api/client";
import { asProblem, reasonOf } from "@/api/problems";
import type { CourseExport, ExportFormat } from "@/api/types";
import { useFormats } from "@/i18n/useFormats";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { Notice } from "@/ui/Notice";
import { ErrorState, Loading, Skeleton } from "@/ui/States";

import { exchangeKeys, exportsQuery, importsQuery, isUnderway } from "./queries";

const FORMATS: ExportFormat[] = ["olx", "common_cartridge"];

interface Props {
  courseId: string;
  onClose: () => void;
}

export function ExportDialog({ courseId, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("exchange.exportTitle")}
      description={t("exchange.exportLead")}
    >
      <Exports courseId={courseId} />
      <Imports courseId={courseId} />
    </Dialog>
  );
}

function Exports({ courseId }: { courseId: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(exportsQuery(courseId));
  const request = useMutation({
    mutationFn: (format: ExportFormat) =>
      unwrap(
        api.POST("/v1/teaching/courses/{course_id}/exports", {
          params: { path: { course_id: courseId } },
          body: { format },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: exchangeKeys.exports(courseId) }),
  });
  const problem = request.error && asProblem(request.error);
  return (
    <div className="grid gap-5">
      <div className="grid gap-3 sm:grid-cols-2">
        {FORMATS.map((format) => (
          <Button
            key={format}
            look="secondary"
            busy={request.isPending && request.variables === format}
            onClick={() => request.mutate(format)}
          >
            {t(`exchange.format.${format}`)}
          </Button>
        ))}
      </div>
      {problem && (
        <Notice tone="danger" title={problem.title}>
          {reasonOf(problem)}
        </Notice>
      )}
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && (
        <Loading>
          <Skeleton className="h-14 rounded-2xl" />
        </Loading>
      )}
      {data && data.length > 0 && (
        <ul aria-live="polite" className="grid gap-3">
          {data.map((job) => (
            <li key={job.id}>
              <Made job={job} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Where the course came from, if from elsewhere. */
function Imports({ courseId }: { courseId: string }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const { data } = useQuery(importsQuery(courseId));
  if (!data || data.length === 0) return null;
  return (
    <section aria-labelledby="imports" className="mt-8 grid gap-3">
      <h3 id="imports" className="text-lg">
        {t("exchange.imports")}
      </h3>
      <ul className="grid gap-2">
        {data.map((job) => (
          <li key={job.id}>
            <Link
              to={`/teach/imports/${job.id}`}
              className="grid gap-1 rounded-2xl border border-line p-4 hover:border-brand"
            >
              <bdi className="font-semibold break-all">{job.file_name}</bdi>
              <span className="text-sm text-muted">
                {t(`exchange.state.${job.state}`)} · {moment(job.created_at)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Made({ job }: { job: CourseExport }) {
  const { t } = useTranslation();
  const { moment, size } = useFormats();
  return (
    <div className="grid gap-1 rounded-2xl border border-line p-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="font-semibold">{t(`exchange.format.${job.format}`)}</p>
        {job.url ? (
          <a
            href={job.url}
            download={job.file_name}
            className="inline-flex min-h-11 items-center gap-2 font-semibold text-brand-ink hover:underline"
          >
            <Download aria-hidden="true" className="size-4.5" />
            {t("exchange.download", { size: size(job.size ?? 0) })}
          </a>
        ) : (
          <span className="text-sm text-muted">{t(`exchange.state.${job.state}`)}</span>
        )}
      </div>
      <p className="text-sm text-muted">{moment(job.created_at)}</p>
      {job.problem && <p className="text-sm text-danger">{job.problem.detail}</p>}
      {!isUnderway(job) && (job.findings?.length ?? 0) > 0 && (
        <p className="text-sm text-muted">
          {t("exchange.exportLost", { count: job.findings?.length ?? 0 })}
        </p>
      )}
    </div>
  );
}
