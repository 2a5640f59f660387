/** An uploaded video: goes on where the viewer stopped, at the speed they like. */
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { CourseFile } from "@/api/types";
import { classes } from "@/ui/classes";
import { Notice } from "@/ui/Notice";

import { usePlayback } from "./usePlayback";

const SPEEDS = [0.75, 1, 1.25, 1.5, 2];

interface Props {
  file: CourseFile;
  title: string;
  onEnded: () => void;
  /** Called when the signed address no longer works, to get a new one. */
  onExpired: () => void;
}

export function VideoPlayer({ file, title, onEnded, onExpired }: Props) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const { speed, choose, resume, keepPlace } = usePlayback(video, file.id);
  const [failures, setFailures] = useState(0);
  const fail = () => {
    setFailures((count) => count + 1);
    if (failures === 0) onExpired();
  };
  return (
    <figure className="grid gap-3">
      <video
        ref={video}
        key={file.url}
        src={file.url}
        controls
        playsInline
        preload="metadata"
        aria-label={title}
        onLoadedMetadata={resume}
        onTimeUpdate={keepPlace}
        onEnded={onEnded}
        onError={fail}
        className="aspect-video w-full rounded-2xl bg-[#06100c]"
      />
      {failures > 1 && <Notice tone="danger">{t("lesson.videoFailed")}</Notice>}
      <SpeedChoice speed={speed} choose={choose} />
    </figure>
  );
}

function SpeedChoice({ speed, choose }: { speed: number; choose: (speed: number) => void }) {
  const { t } = useTranslation();
  return (
    <div
      role="group"
      aria-label={t("lesson.speed")}
      className="flex flex-wrap items-center gap-1.5"
    >
      <span aria-hidden="true" className="me-1 text-sm text-muted">
        {t("lesson.speed")}
      </span>
      {SPEEDS.map((choice) => (
        <button
          key={choice}
          type="button"
          aria-pressed={speed === choice}
          onClick={() => choose(choice)}
          className={classes(
            "min-h-9 min-w-12 rounded-lg px-2.5 text-sm font-semibold tabular-nums",
            speed === choice ? "bg-brand text-on-brand" : "bg-sunken text-muted hover:text-ink",
          )}
        >
          <bdi>{choice}×</bdi>
        </button>
      ))}
    </div>
  );
}
