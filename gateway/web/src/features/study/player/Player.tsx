/** The stage: the film, what can be done with it, and what is wrong when it does not play. */
import { Play, RotateCw } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Lesson, Playback } from "@/api/types";
import { Button } from "@/ui/Button";
import { classes } from "@/ui/classes";
import { Spinner } from "@/ui/Spinner";

import { Controls } from "./Controls";
import { placeToResume, recall, recallInTab, remember, rememberInTab } from "./memory";
import { useCaptions } from "./useCaptions";
import { recalledSpeed, usePlayer } from "./usePlayer";
import { useShortcuts } from "./useShortcuts";
import { type Trouble, useSource } from "./useSource";
import { useWatching } from "./useWatching";
import { Watermark } from "./Watermark";

const IDLE = 3_000;

interface Props {
  lesson: Lesson;
  playback: Playback;
  studying: boolean;
  finish: () => void;
}

export function Player({ lesson, playback, studying, finish }: Props) {
  const { t } = useTranslation();
  const stage = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [captions] = useState(playback.captions);
  const player = usePlayer(video, stage, playback.duration_seconds ?? 0);
  const { trouble, quality, choose, retry } = useSource(video, lesson.id, playback);
  const shown = useCaptions(video, captions);
  const awake = useAwake(stage, player.moment.playing);
  useWatching(video, lesson, playback.video_id, studying);
  useShortcuts(stage, player, shown.toggle);
  usePlace(video, playback, studying);
  const { playing, waiting, time } = player.moment;
  return (
    <figure>
      <div
        ref={stage}
        dir="ltr"
        role="group"
        aria-label={t("player.label", { title: lesson.title })}
        className={classes(
          "relative isolate overflow-hidden bg-[#06100c]",
          "aspect-video w-full rounded-2xl [&:fullscreen]:rounded-none",
          playing && !awake && "cursor-none",
        )}
      >
        <video
          ref={video}
          playsInline
          preload="metadata"
          poster={playback.poster_url ?? undefined}
          aria-label={lesson.title}
          onClick={player.toggle}
          onDoubleClick={player.fullscreen}
          onEnded={() => playback.duration_seconds === null && finish()}
          className="player-film size-full object-contain"
        >
          {captions.map(({ id, language, label, url }) => (
            <track key={id} kind="captions" srcLang={language} label={label} src={url} />
          ))}
        </video>
        <Watermark text={playback.watermark} />
        {trouble === "none" ? (
          <>
            {waiting && <Waiting />}
            {!playing && time === 0 && <Begin act={player.toggle} />}
            <div
              className={classes(
                "pointer-events-none absolute inset-x-0 bottom-0 transition-opacity duration-200 focus-within:opacity-100",
                playing && !awake ? "opacity-0" : "opacity-100",
              )}
            >
              <Controls
                stage={stage}
                player={player}
                captions={captions}
                shown={shown}
                quality={quality}
                chooseQuality={choose}
              />
            </div>
          </>
        ) : (
          <InTrouble trouble={trouble} retry={() => void retry()} />
        )}
      </div>
    </figure>
  );
}

function Waiting() {
  const { t } = useTranslation();
  return (
    <div
      role="status"
      aria-label={t("player.loading")}
      className="pointer-events-none absolute inset-0 grid place-items-center text-white"
    >
      <Spinner className="size-10" />
    </div>
  );
}

function Begin({ act }: { act: () => void }) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      aria-label={t("player.begin")}
      onClick={act}
      className="absolute inset-x-0 top-0 bottom-12 m-auto grid size-14 place-items-center rounded-full bg-accent text-on-accent shadow-lift sm:bottom-0 sm:size-18 focus-visible:outline-3 focus-visible:outline-white"
    >
      <Play aria-hidden="true" className="size-8 translate-x-0.5" />
    </button>
  );
}

function InTrouble({ trouble, retry }: { trouble: Exclude<Trouble, "none">; retry: () => void }) {
  const { t } = useTranslation();
  return (
    <div
      role="alert"
      dir="auto"
      className="absolute inset-0 grid content-center justify-items-center gap-4 bg-[#000000cc] p-6 text-center text-white"
    >
      <p className="max-w-prose text-balance">{t(`player.trouble.${trouble}`)}</p>
      {trouble !== "refused" && (
        <Button look="secondary" onClick={retry}>
          <RotateCw aria-hidden="true" className="size-4.5" />
          {t("action.retry")}
        </Button>
      )}
    </div>
  );
}

/** Shows the controls while somebody moves, touches or types, and some seconds longer. */
function useAwake(stage: React.RefObject<HTMLElement | null>, playing: boolean): boolean {
  const [awake, setAwake] = useState(true);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const wake = useCallback(() => {
    setAwake(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setAwake(false), IDLE);
  }, []);
  useEffect(() => {
    const element = stage.current;
    const events = ["pointermove", "pointerdown", "keydown", "focusin"];
    events.forEach((name) => element?.addEventListener(name, wake));
    wake();
    return () => {
      clearTimeout(timer.current);
      events.forEach((name) => element?.removeEventListener(name, wake));
    };
  }, [stage, wake]);
  useEffect(wake, [playing, wake]);
  return awake;
}

/** Goes on where the viewer stopped: students on any device, others on this one. */
function usePlace(
  video: React.RefObject<HTMLVideoElement | null>,
  playback: Playback,
  studying: boolean,
): void {
  const { video_id: id, position_seconds: told } = playback;
  const [first] = useState(told);
  useEffect(() => {
    const player = video.current;
    if (!player) return undefined;
    const place = `video.${id}`;
    let resumed = false;
    const resume = () => {
      player.playbackRate = recalledSpeed();
      if (resumed) return;
      resumed = true;
      const at = studying ? (recallInTab(place) ?? first) : Number(recall(place)) || 0;
      const to = placeToResume(at, player.duration);
      if (to > 0) player.currentTime = to;
    };
    const keep = () => {
      const seconds = Math.floor(player.currentTime);
      remember(place, seconds);
      if (resumed) rememberInTab(place, seconds);
    };
    player.addEventListener("loadedmetadata", resume);
    player.addEventListener("timeupdate", keep);
    return () => {
      player.removeEventListener("loadedmetadata", resume);
      player.removeEventListener("timeupdate", keep);
    };
  }, [first, id, studying, video]);
}
