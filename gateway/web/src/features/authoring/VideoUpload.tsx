/** The video of a lesson: shown, replaced, and sent with visible progress. */
import { CloudUpload } from "lucide-react";
import { type ChangeEvent, type DragEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";

import type { CourseFile } from "@/api/types";
import { useFormats } from "@/i18n/useFormats";
import { Button } from "@/ui/Button";
import { classes } from "@/ui/classes";
import { Notice } from "@/ui/Notice";
import { ProgressBar } from "@/ui/ProgressBar";

import { type UploadState, useUpload } from "./useUpload";

interface Props {
  courseId: string;
  video: CourseFile | null;
  disabled: boolean;
  onStored: (stored: CourseFile, file: File) => void;
}

export function VideoUpload({ courseId, video, disabled, onStored }: Props) {
  const { t } = useTranslation();
  const { size } = useFormats();
  const { state, start, cancel } = useUpload(courseId, onStored);
  return (
    <section aria-labelledby="video" className="grid gap-3">
      <h2 id="video" className="font-sans text-[0.9375rem] font-semibold tracking-normal">
        {t("editor.video")}
      </h2>
      {video && (
        <figure className="grid gap-2">
          <video
            key={video.url}
            src={video.url}
            controls
            preload="metadata"
            aria-label={video.name}
            className="aspect-video w-full rounded-2xl bg-[#06100c]"
          />
          <figcaption className="text-sm text-muted">
            <bdi>{video.name}</bdi> · {size(video.size)}
          </figcaption>
        </figure>
      )}
      {state.status === "failed" && (
        <Notice tone="danger" title={state.problem.title || t("editor.uploadFailed")}>
          {state.problem.detail || t("error.offline")}
        </Notice>
      )}
      {state.status === "sending" ? (
        <Sending state={state} cancel={cancel} />
      ) : (
        !disabled && <DropZone replacing={video !== null} choose={(file) => void start(file)} />
      )}
    </section>
  );
}

type SendingState = Extract<UploadState, { status: "sending" }>;

function Sending({ state, cancel }: { state: SendingState; cancel: () => void }) {
  const { t } = useTranslation();
  const { size, percent } = useFormats();
  return (
    <div className="grid gap-3 rounded-2xl border border-line bg-surface p-5">
      <p className="flex justify-between gap-4 font-medium">
        <bdi className="min-w-0 break-all">{state.name}</bdi>
        <span className="tabular-nums">{percent(state.size ? state.sent / state.size : 0)}</span>
      </p>
      <ProgressBar value={state.sent} max={state.size} label={t("editor.uploading")} />
      <div className="flex items-center justify-between gap-4">
        <p className="text-sm text-muted">
          {t("editor.sentOf", { sent: size(state.sent), size: size(state.size) })}
        </p>
        <Button look="danger" size="small" onClick={cancel}>
          {t("editor.cancelUpload")}
        </Button>
      </div>
    </div>
  );
}

interface DropZoneProps {
  replacing: boolean;
  choose: (file: File) => void;
}

function DropZone({ replacing, choose }: DropZoneProps) {
  const { t } = useTranslation();
  const id = useId();
  const [over, setOver] = useState(false);
  const pick = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (file) choose(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) choose(file);
  };
  return (
    <label
      htmlFor={id}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={classes(
        "grid cursor-pointer justify-items-center gap-1.5 rounded-2xl border-2 border-dashed p-7 text-center",
        "transition-colors hover:border-brand has-focus-visible:outline-3 has-focus-visible:outline-accent",
        over ? "border-brand bg-brand-soft" : "border-line-strong",
      )}
    >
      <CloudUpload aria-hidden="true" className="size-8 text-brand" />
      <span className="font-semibold">
        {replacing ? t("editor.replaceVideo") : t("editor.chooseVideo")}
      </span>
      <span className="text-sm text-muted">{t("editor.videoHint")}</span>
      <input id={id} type="file" accept="video/*" onChange={pick} className="sr-only" />
    </label>
  );
}
