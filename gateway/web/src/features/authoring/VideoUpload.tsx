/** The video of a lesson: shown, replaced, and sent with visible progress. */
import { CloudUpload, Pause, Play } from "lucide-react";
import { type ChangeEvent, type DragEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";

import { reasonOf } from "@/api/problems";
import type { CourseFile, LessonDraft } from "@/api/types";
import { useFormats } from "@/i18n/useFormats";
import { Button } from "@/ui/Button";
import { classes } from "@/ui/classes";
import { Notice } from "@/ui/Notice";
import { ProgressBar } from "@/ui/ProgressBar";

import { CaptionsCard } from "./CaptionsCard";
import { Preparation } from "./Preparation";
import { findUnfinished, type Unfinished } from "./unfinished";
import { type Sending as SendingState, useUpload } from "./useUpload";

interface Props {
  lesson: LessonDraft;
  disabled: boolean;
  onStored: (stored: CourseFile, file: File) => void;
}

export function VideoUpload({ lesson, disabled, onStored }: Props) {
  const { t } = useTranslation();
  const { video, prepared } = lesson;
  const upload = useUpload(lesson, onStored);
  const { state } = upload;
  const begun = state.status === "idle" ? findUnfinished(lesson.id) : null;
  return (
    <section aria-labelledby="video" className="grid gap-4">
      <h2 id="video" className="font-sans text-[0.9375rem] font-semibold tracking-normal">
        {t("editor.video")}
      </h2>
      {video && <StoredVideo video={video} poster={prepared?.poster_url} />}
      {prepared && <Preparation lesson={lesson} prepared={prepared} frozen={disabled} />}
      {state.status === "failed" && (
        <Notice tone="danger" title={state.problem.title || t("editor.uploadFailed")}>
          {reasonOf(state.problem)}
        </Notice>
      )}
      {state.status === "different" && (
        <Different
          begun={state.begun}
          startOver={() => {
            upload.drop();
            void upload.begin(state.file);
          }}
        />
      )}
      {begun && <GoOnHint begun={begun} drop={upload.drop} />}
      {"sent" in state ? (
        <Sending state={state} pause={upload.pause} goOn={upload.goOn} drop={upload.drop} />
      ) : (
        !disabled && (
          <DropZone replacing={video !== null} choose={(file) => void upload.start(file)} />
        )
      )}
      {video && <CaptionsCard lessonId={lesson.id} frozen={disabled} />}
    </section>
  );
}

function StoredVideo({ video, poster }: { video: CourseFile; poster?: string | null }) {
  const { size } = useFormats();
  return (
    <figure className="grid gap-2">
      <video
        key={video.id}
        src={video.url}
        poster={poster ?? undefined}
        controls
        preload="none"
        aria-label={video.name}
        className="aspect-video w-full rounded-2xl bg-[#06100c]"
      />
      <figcaption className="text-sm text-muted">
        <bdi>{video.name}</bdi> · {size(video.size)}
      </figcaption>
    </figure>
  );
}

function GoOnHint({ begun, drop }: { begun: Unfinished; drop: () => void }) {
  const { t } = useTranslation();
  return (
    <Notice title={t("video.unfinishedTitle")}>
      <p>{t("video.unfinished", { name: begun.name })}</p>
      <Button look="secondary" size="small" className="mt-3" onClick={drop}>
        {t("video.forget")}
      </Button>
    </Notice>
  );
}

function Different({ begun, startOver }: { begun: Unfinished; startOver: () => void }) {
  const { t } = useTranslation();
  return (
    <Notice tone="danger" title={t("video.differentTitle")}>
      <p>{t("video.different", { name: begun.name })}</p>
      <Button look="secondary" size="small" className="mt-3" onClick={startOver}>
        {t("video.startOver")}
      </Button>
    </Notice>
  );
}

interface SendingProps {
  state: SendingState;
  pause: () => void;
  goOn: () => void;
  drop: () => void;
}

function Sending({ state, pause, goOn, drop }: SendingProps) {
  const { t } = useTranslation();
  const { percent } = useFormats();
  const moving = state.status === "sending";
  return (
    <div className="grid gap-3 rounded-2xl border border-line bg-surface p-5">
      <p className="flex justify-between gap-4 font-medium">
        <bdi className="min-w-0 break-all">{state.name}</bdi>
        <span className="tabular-nums">{percent(state.size ? state.sent / state.size : 0)}</span>
      </p>
      <ProgressBar value={state.sent} max={state.size} label={t("editor.uploading")} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="text-sm text-muted">
          <Pacing state={state} />
        </p>
        <div className="flex gap-2">
          <Button look="secondary" size="small" onClick={moving ? pause : goOn}>
            {moving ? (
              <Pause aria-hidden="true" className="size-4" />
            ) : (
              <Play aria-hidden="true" className="mirror-rtl size-4" />
            )}
            {moving ? t("video.pause") : t("video.goOn")}
          </Button>
          <Button look="danger" size="small" onClick={drop}>
            {t("editor.cancelUpload")}
          </Button>
        </div>
      </div>
    </div>
  );
}

/** How much is sent, how fast, and how long it takes; or why it stands still. */
function Pacing({ state }: { state: SendingState }) {
  const { t } = useTranslation();
  const { size, span } = useFormats();
  if (state.status === "broken") return t("video.broken");
  const parts = [t("editor.sentOf", { sent: size(state.sent), size: size(state.size) })];
  if (state.status === "paused") parts.push(t("video.paused"));
  else if (state.speed !== null) {
    parts.push(t("video.speed", { size: size(state.speed) }));
    if (state.secondsLeft !== null) parts.push(t("video.left", { time: span(state.secondsLeft) }));
  }
  return parts.join(" · ");
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
