/** The bar below the film. Time runs from left to right in every language, so the bar does too. */
import {
  Maximize,
  Minimize,
  Pause,
  PictureInPicture2,
  Play,
  RotateCcw,
  Volume2,
  VolumeX,
} from "lucide-react";
import { Slider } from "radix-ui";
import { type ReactNode, type RefObject, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Caption } from "@/api/types";

import { clock } from "./clock";
import { CONTROL } from "./looks";
import { CaptionsMenu, SettingsMenu } from "./Menus";
import type { useCaptions } from "./useCaptions";
import type { Player } from "./usePlayer";
import type { Quality } from "./useSource";

interface Props {
  stage: RefObject<HTMLElement | null>;
  player: Player;
  captions: Caption[];
  shown: ReturnType<typeof useCaptions>;
  quality: Quality;
  chooseQuality: (level: number) => void;
}

export function Controls({ stage, player, captions, shown, quality, chooseQuality }: Props) {
  const { t } = useTranslation();
  const { moment } = player;
  return (
    <div className="pointer-events-none grid gap-1 bg-linear-to-t from-[#000000d9] to-transparent px-2 pt-10 pb-1.5 *:pointer-events-auto sm:px-3">
      <Timeline player={player} />
      <div className="flex items-center">
        <PlayButton player={player} />
        <Sound player={player} />
        <p className="ms-1.5 text-xs whitespace-nowrap text-white tabular-nums sm:text-sm">
          {clock(moment.time)} <span className="text-white/75">/ {clock(moment.duration)}</span>
        </p>
        <span className="flex-1" />
        <CaptionsMenu stage={stage} captions={captions} shown={shown} />
        <SettingsMenu
          stage={stage}
          player={player}
          quality={quality}
          chooseQuality={chooseQuality}
        />
        {document.pictureInPictureEnabled && (
          <Control
            label={t("player.pictureInPicture")}
            act={player.pictureInPicture}
            className="max-sm:hidden"
          >
            <PictureInPicture2 aria-hidden="true" className="size-5" />
          </Control>
        )}
        <FullscreenButton act={player.fullscreen} />
      </div>
    </div>
  );
}

interface ControlProps {
  label: string;
  act: () => void;
  className?: string;
  children: ReactNode;
}

function Control({ label, act, className = "", children }: ControlProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={act}
      className={`${CONTROL} ${className}`}
    >
      {children}
    </button>
  );
}

function PlayButton({ player }: { player: Player }) {
  const { t } = useTranslation();
  const { playing, ended } = player.moment;
  const Icon = playing ? Pause : ended ? RotateCcw : Play;
  const label = playing ? t("player.pause") : ended ? t("player.again") : t("player.play");
  return (
    <Control label={label} act={player.toggle}>
      <Icon aria-hidden="true" className="size-5.5" />
    </Control>
  );
}

function FullscreenButton({ act }: { act: () => void }) {
  const { t } = useTranslation();
  const [full, setFull] = useState(false);
  useEffect(() => {
    const look = () => setFull(document.fullscreenElement !== null);
    document.addEventListener("fullscreenchange", look);
    return () => document.removeEventListener("fullscreenchange", look);
  }, []);
  const Icon = full ? Minimize : Maximize;
  return (
    <Control label={full ? t("player.leaveFullscreen") : t("player.fullscreen")} act={act}>
      <Icon aria-hidden="true" className="size-5" />
    </Control>
  );
}

const TRACK = "relative h-1 grow overflow-hidden rounded-full bg-white/30 transition-[height]";
const THUMB =
  "block size-3.5 rounded-full bg-white shadow focus-visible:outline-3 focus-visible:outline-accent";

function Timeline({ player }: { player: Player }) {
  const { t } = useTranslation();
  const { time, duration, buffered } = player.moment;
  const most = Math.max(duration, 0.1);
  return (
    <Slider.Root
      dir="ltr"
      value={[Math.min(time, most)]}
      max={most}
      step={5}
      onValueChange={([to]) => player.seek(to ?? 0)}
      className="group relative flex h-5 w-full cursor-pointer touch-none items-center px-1"
    >
      <Slider.Track className={`${TRACK} group-hover:h-1.5`}>
        <span
          data-buffered
          className="absolute inset-y-0 left-0 bg-white/35"
          style={{ width: `${Math.min(100, (buffered / most) * 100)}%` }}
        />
        <Slider.Range className="absolute h-full rounded-full bg-accent" />
      </Slider.Track>
      <Slider.Thumb
        aria-label={t("player.position")}
        aria-valuetext={t("player.positionOf", { time: clock(time), all: clock(duration) })}
        className={THUMB}
      />
    </Slider.Root>
  );
}

function Sound({ player }: { player: Player }) {
  const { t } = useTranslation();
  const { volume, muted } = player.moment;
  const Icon = muted ? VolumeX : Volume2;
  return (
    <>
      <Control label={muted ? t("player.unmute") : t("player.mute")} act={player.mute}>
        <Icon aria-hidden="true" className="size-5" />
      </Control>
      <Slider.Root
        dir="ltr"
        value={[muted ? 0 : volume]}
        max={1}
        step={0.05}
        onValueChange={([to]) => player.setVolume(to ?? 0)}
        className="relative flex h-5 w-18 cursor-pointer touch-none items-center max-sm:hidden"
      >
        <Slider.Track className={TRACK}>
          <Slider.Range className="absolute h-full bg-white" />
        </Slider.Track>
        <Slider.Thumb aria-label={t("player.volume")} className={THUMB} />
      </Slider.Root>
    </>
  );
}
