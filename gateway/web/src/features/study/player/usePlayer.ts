/** What a video element does at the moment, as React state, and what can be done with it. */
import { type RefObject, useCallback, useEffect, useState } from "react";

import { recall, remember } from "./memory";

export interface Moment {
  playing: boolean;
  waiting: boolean;
  ended: boolean;
  time: number;
  duration: number;
  buffered: number;
  volume: number;
  muted: boolean;
  speed: number;
}

export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

const EVENTS = [
  ...["play", "pause", "playing", "waiting", "seeking", "seeked", "timeupdate", "progress"],
  ...["durationchange", "volumechange", "ratechange", "ended", "loadeddata", "canplay"],
];

const AT_REST: Moment = {
  playing: false,
  waiting: false,
  ended: false,
  time: 0,
  duration: 0,
  buffered: 0,
  volume: 1,
  muted: false,
  speed: 1,
};

function bufferedUntil(video: HTMLVideoElement): number {
  for (let index = 0; index < video.buffered.length; index += 1) {
    const [start, end] = [video.buffered.start(index), video.buffered.end(index)];
    if (start <= video.currentTime + 0.5 && end >= video.currentTime) return end;
  }
  return video.currentTime;
}

function momentOf(video: HTMLVideoElement, known: number): Moment {
  return {
    playing: !video.paused && !video.ended,
    waiting: !video.paused && video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA,
    ended: video.ended,
    time: video.currentTime,
    duration: Number.isFinite(video.duration) && video.duration > 0 ? video.duration : known,
    buffered: bufferedUntil(video),
    volume: video.volume,
    muted: video.muted || video.volume === 0,
    speed: video.playbackRate,
  };
}

export function usePlayer(
  video: RefObject<HTMLVideoElement | null>,
  stage: RefObject<HTMLElement | null>,
  known: number,
) {
  const [moment, setMoment] = useState<Moment>({ ...AT_REST, duration: known });
  useEffect(() => {
    const player = video.current;
    if (!player) return undefined;
    const show = () => setMoment(momentOf(player, known));
    EVENTS.forEach((name) => player.addEventListener(name, show));
    return () => EVENTS.forEach((name) => player.removeEventListener(name, show));
  }, [known, video]);

  const toggle = useCallback(() => {
    const player = video.current;
    if (player?.paused) void player.play().catch(() => undefined);
    else player?.pause();
  }, [video]);
  const seek = useCallback(
    (to: number) => {
      const player = video.current;
      if (player) player.currentTime = Math.max(0, Math.min(to, player.duration || to));
    },
    [video],
  );
  const skip = useCallback(
    (seconds: number) => seek((video.current?.currentTime ?? 0) + seconds),
    [seek, video],
  );
  const setVolume = useCallback(
    (volume: number) => {
      const player = video.current;
      if (!player) return;
      player.volume = Math.max(0, Math.min(1, volume));
      player.muted = player.volume === 0;
    },
    [video],
  );
  const mute = useCallback(() => {
    const player = video.current;
    if (player) player.muted = !player.muted;
  }, [video]);
  const setSpeed = useCallback(
    (speed: number) => {
      const player = video.current;
      if (!player) return;
      player.defaultPlaybackRate = speed;
      player.playbackRate = speed;
      remember("video-speed", speed);
    },
    [video],
  );
  const fullscreen = useCallback(() => void enlarge(stage.current, video.current), [stage, video]);
  const pictureInPicture = useCallback(() => void float(video.current), [video]);
  return {
    ...{ moment, toggle, seek, skip, setVolume, mute, setSpeed, fullscreen, pictureInPicture },
  };
}

export type Player = ReturnType<typeof usePlayer>;

export const recalledSpeed = (): number => {
  const speed = Number(recall("video-speed"));
  return SPEEDS.includes(speed) ? speed : 1;
};

/** The whole stage, so that the watermark comes along; phones that cannot do that, the film. */
async function enlarge(stage: HTMLElement | null, video: HTMLVideoElement | null): Promise<void> {
  if (document.fullscreenElement) return document.exitFullscreen();
  if (stage && "requestFullscreen" in stage) return stage.requestFullscreen();
  (video as { webkitEnterFullscreen?: () => void } | null)?.webkitEnterFullscreen?.();
  return undefined;
}

async function float(video: HTMLVideoElement | null): Promise<void> {
  try {
    if (document.pictureInPictureElement) await document.exitPictureInPicture();
    else await video?.requestPictureInPicture();
  } catch {
    // The browser may refuse, for example before the film has loaded.
  }
}
