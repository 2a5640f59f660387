/** An uploaded video: goes on where the viewer stopped, at the speed they like. */
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { CourseFile } from "@/api/types";
import { classes } from "@/ui/classes";
import { Notice } from "@/ui/Notice";

const SPEEDS = [0.75, 1, 1.25, 1.5, 2];
const SPEED = "academy.video-speed";
/** Seconds from the end within which a video starts over instead of resuming. */
const NEARLY_DONE = 10;

function remember(key: string, value: number): void {
  try {
    localStorage.setItem(key, String(value));
  } catch {
    // Without storage the video starts at its beginning.
  }
}

function recall(key: string): number {
  try {
    return Number(localStorage.getItem(key)) || 0;
  } catch {
    return 0;
  }
}

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
  const [speed, setSpeed] = useState(() => recall(SPEED) || 1);
  const [failures, setFailures] = useState(0);
  const place = `academy.video.${file.id}`;

  useEffect(() => {
    if (video.current) video.current.playbackRate = speed;
  }, [speed, file.url]);

  const resume = () => {
    const player = video.current;
    if (!player) return;
    player.playbackRate = speed;
    const at = recall(place);
    if (at < player.duration - NEARLY_DONE) player.currentTime = at;
  };
  const choose = (next: number) => {
    setSpeed(next);
    remember(SPEED, next);
  };
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
        onTimeUpdate={(event) => remember(place, event.currentTarget.currentTime)}
        onEnded={onEnded}
        onError={fail}
        className="aspect-video w-full rounded-2xl bg-[#06100c]"
      />
      {failures > 1 && <Notice tone="danger">{t("lesson.videoFailed")}</Notice>}
      <div role="group" aria-label={t("lesson.speed")} className="flex flex-wrap items-center gap-1.5">
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
    </figure>
  );
}
