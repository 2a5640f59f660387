/** What the server found out about a video, and how far its smaller versions are. */
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, RotateCw } from "lucide-react";
import { useTranslation } from "react-i18next";

import { lessonDraftQuery } from "@/api/queries";
import type { LessonDraft, PreparedVideo } from "@/api/types";
import { useFormats } from "@/i18n/useFormats";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { ProgressBar } from "@/ui/ProgressBar";

import { useRetryVideo } from "./preparing";

/** Announcements can be missed, so a look every few seconds makes up for them. */
const LOOK = 6_000;

interface Props {
  lesson: LessonDraft;
  prepared: PreparedVideo;
  frozen: boolean;
}

export function Preparation({ lesson, prepared, frozen }: Props) {
  const { t } = useTranslation();
  const { percent } = useFormats();
  const busy = prepared.state === "waiting" || prepared.state === "running";
  useQuery({ ...lessonDraftQuery(lesson.id), refetchInterval: busy ? LOOK : false });
  return (
    <div role="status" className="grid gap-3">
      <Facts prepared={prepared} />
      {busy && (
        <div className="grid gap-2 rounded-2xl border border-line bg-surface p-4">
          <p className="flex justify-between gap-4 text-sm">
            <span className="font-medium">
              {prepared.state === "waiting" ? t("video.waiting") : t("video.preparing")}
            </span>
            <span className="tabular-nums">{percent(prepared.progress / 100)}</span>
          </p>
          <ProgressBar value={prepared.progress} max={100} label={t("video.preparing")} />
          <p className="text-sm text-muted">{t("video.preparingHint")}</p>
        </div>
      )}
      {prepared.state === "failed" && prepared.fault && (
        <Failed lessonId={lesson.id} fault={prepared.fault} frozen={frozen} />
      )}
    </div>
  );
}

function Facts({ prepared }: { prepared: PreparedVideo }) {
  const { t } = useTranslation();
  const { span } = useFormats();
  if (prepared.duration_seconds === null) return null;
  const facts = [
    span(Math.round(prepared.duration_seconds)),
    `${prepared.width} × ${prepared.height}`,
    prepared.has_sound ? t("video.sound") : t("video.silent"),
  ];
  const sizes = prepared.heights.map((lines) => `${lines}p`).join(", ");
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
      <bdi>{facts.join(" · ")}</bdi>
      {prepared.state === "done" && sizes && (
        <span className="inline-flex items-center gap-1.5 text-brand-ink">
          <CircleCheck aria-hidden="true" className="size-4" />
          {t("video.ready")} <bdi>{sizes}</bdi>
        </span>
      )}
    </p>
  );
}

interface FailedProps {
  lessonId: string;
  fault: NonNullable<PreparedVideo["fault"]>;
  frozen: boolean;
}

function Failed({ lessonId, fault, frozen }: FailedProps) {
  const { t } = useTranslation();
  const retry = useRetryVideo(lessonId);
  return (
    <Notice tone="danger" title={t("video.failedTitle")}>
      <p>{t(`video.faults.${fault}`)}</p>
      {!frozen && (
        <Button
          look="secondary"
          size="small"
          className="mt-3"
          busy={retry.isPending}
          onClick={() => retry.mutate()}
        >
          <RotateCw aria-hidden="true" className="size-4" />
          {t("video.retry")}
        </Button>
      )}
    </Notice>
  );
}
