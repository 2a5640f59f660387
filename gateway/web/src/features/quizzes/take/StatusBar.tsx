/** The clock and whether the answers are safe, always in sight. */
import { Check, Clock, CloudOff, LoaderCircle, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";

import { classes } from "@/ui/classes";

import type { SaveState } from "./answer-queue";

const HURRY = 60;
const ICONS = {
  saved: Check,
  saving: LoaderCircle,
  waiting: CloudOff,
  refused: TriangleAlert,
} as const;
const SAFE: SaveState[] = ["saved", "saving"];

interface Props {
  seconds: number | null;
  state: SaveState;
}

export function StatusBar({ seconds, state }: Props) {
  const { t } = useTranslation();
  const Icon = ICONS[state];
  return (
    <div className="sticky top-16 z-20 -mx-5 mb-5 flex items-center justify-between gap-4 border-b border-line bg-canvas/95 px-5 py-3 backdrop-blur-md sm:-mx-8 sm:px-8">
      <p
        role="status"
        data-save-state={state}
        className={classes(
          "flex items-center gap-2 text-[0.9375rem] font-semibold",
          SAFE.includes(state) ? "text-muted" : "text-danger",
        )}
      >
        <Icon
          aria-hidden="true"
          className={classes("size-4.5", state === "saving" && "animate-spin")}
        />
        {t(`quiz.save.${state}`)}
      </p>
      {seconds !== null && <Clockwork seconds={seconds} />}
    </div>
  );
}

function Clockwork({ seconds }: { seconds: number }) {
  const { t } = useTranslation();
  return (
    <p
      role="timer"
      aria-label={t("quiz.timeLeft")}
      className={classes(
        "flex items-center gap-2 text-lg font-bold tabular-nums",
        seconds <= HURRY ? "text-danger" : "text-ink",
      )}
    >
      <Clock aria-hidden="true" className="size-5" />
      <bdi>{clockOf(seconds)}</bdi>
    </p>
  );
}

/** Seconds as 1:02:03 or 2:03. */
export function clockOf(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}
