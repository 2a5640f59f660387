/**
 * What plays: the sizes that fit the line (HLS), or the video as it was uploaded.
 *
 * Every address lies below a signed prefix that lasts some minutes. It is asked for anew before it
 * ends, and the server then looks again whether the person may still watch.
 */
import type Hls from "hls.js";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";

import { api, unwrap } from "@/api/client";
import { isProblem } from "@/api/problems";
import type { Playback } from "@/api/types";

export type Trouble = "none" | "network" | "unplayable" | "refused";

export interface Quality {
  /** Lines of each size that there is, as the source numbers them. */
  heights: number[];
  /** The chosen size, or -1 when the line decides. */
  chosen: number;
}

const MARGIN = 120_000;
const NO_QUALITY: Quality = { heights: [], chosen: -1 };
const HLS_TYPE = "application/vnd.apple.mpegurl";
const PREFIX = /\/media\/[^/]+\//;

/** Only phones of one maker lack what the library needs, and those play HLS by themselves. */
function playsByItself(video: HTMLVideoElement): boolean {
  const apple = navigator.vendor.startsWith("Apple");
  const able = "MediaSource" in window || "ManagedMediaSource" in window;
  return (apple || !able) && video.canPlayType(HLS_TYPE) !== "";
}

export function useSource(
  video: RefObject<HTMLVideoElement | null>,
  lessonId: string,
  first: Playback,
) {
  const [trouble, setTrouble] = useState<Trouble>("none");
  const [quality, setQuality] = useState(NO_QUALITY);
  const [attempt, setAttempt] = useState(0);
  const current = useRef(first);
  const hls = useRef<Hls | null>(null);

  /** Asks for the next prefix; false when there is none for this person any more. */
  const renew = useCallback(async (): Promise<boolean> => {
    try {
      current.current = await unwrap(
        api.GET("/v1/lessons/{lesson_id}/playback", { params: { path: { lesson_id: lessonId } } }),
      );
      return true;
    } catch (error) {
      if (isProblem(error, "network") || !("status" in (error as object))) return true;
      const gone = (error as { status: number }).status < 500;
      if (gone) setTrouble("refused");
      return !gone;
    }
  }, [lessonId]);

  useRenewal(current, renew, () => {
    video.current?.pause();
    hls.current?.destroy();
  });

  useEffect(() => {
    const player = video.current;
    if (!player) return undefined;
    let over = false;
    const { hls_url: list, url } = current.current;
    const asUploaded = () => {
      player.src = current.current.url;
    };
    const failed = recovery(player, renew, () => over || setTrouble("unplayable"), current);
    player.addEventListener("error", failed);
    if (!list) player.src = url;
    else if (playsByItself(player)) player.src = list;
    else
      void adaptive(player, list, current, renew, {
        ready: (made, found) => {
          if (over) return made.destroy();
          hls.current = made;
          setQuality(found);
        },
        broken: () => over || setTrouble("network"),
        unplayable: asUploaded,
      });
    return () => {
      over = true;
      player.removeEventListener("error", failed);
      hls.current?.destroy();
      hls.current = null;
    };
  }, [attempt, renew, video]);

  const retry = async () => {
    setTrouble("none");
    if (await renew()) setAttempt((count) => count + 1);
  };
  const choose = (chosen: number) => {
    if (hls.current) hls.current.nextLevel = chosen;
    setQuality((now) => ({ ...now, chosen }));
  };
  return { trouble, quality, choose, retry };
}

/** Looks some minutes before the end of a prefix whether there is a next one. */
function useRenewal(
  current: RefObject<Playback>,
  renew: () => Promise<boolean>,
  stop: () => void,
): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      const left = Date.parse(current.current.expires_at) - Date.now() - MARGIN;
      timer = setTimeout(() => void look(), Math.max(left, 15_000));
    };
    const look = async () => {
      if (await renew()) wait();
      else stop();
    };
    wait();
    return () => clearTimeout(timer);
    // `stop` is new in every render but always stops the same player.
  }, [current, renew]);
}

/** A plain source whose address has ended goes on at the same place with the next one. */
function recovery(
  player: HTMLVideoElement,
  renew: () => Promise<boolean>,
  giveUp: () => void,
  current: RefObject<Playback>,
) {
  let tried = 0;
  return async () => {
    const at = player.currentTime;
    const playing = !player.paused;
    tried += 1;
    if (tried > 2) return giveUp();
    const { hls_url: list } = current.current;
    const was = player.src;
    if (!(await renew())) return undefined;
    const byItself = list !== null && was.includes(".m3u8");
    player.src = byItself && tried === 1 ? (current.current.hls_url ?? "") : current.current.url;
    player.currentTime = at;
    if (playing) void player.play().catch(() => undefined);
    return undefined;
  };
}

interface Outcome {
  ready: (made: Hls, quality: Quality) => void;
  broken: () => void;
  unplayable: () => void;
}

async function adaptive(
  player: HTMLVideoElement,
  list: string,
  current: RefObject<Playback>,
  renew: () => Promise<boolean>,
  outcome: Outcome,
): Promise<void> {
  const { default: Library } = await import("hls.js/light");
  if (!Library.isSupported()) return outcome.unplayable();
  const made = new Library({
    enableWorker: false, // its worker comes from a blob, which the content security policy refuses
    capLevelToPlayerSize: true,
    maxBufferLength: 30,
    backBufferLength: 60,
    xhrSetup: (request, url) => {
      const prefix = PREFIX.exec(current.current.url)?.[0] ?? "";
      request.open("GET", url.replace(PREFIX, prefix), true);
    },
  });
  let recovered = 0;
  made.on(Library.Events.MANIFEST_PARSED, (_event, { levels }) =>
    outcome.ready(made, { heights: levels.map(({ height }) => height), chosen: -1 }),
  );
  made.on(Library.Events.ERROR, (_event, { fatal, type }) => {
    if (!fatal) return;
    recovered += 1;
    if (recovered > 3) {
      made.destroy();
      if (type === Library.ErrorTypes.NETWORK_ERROR) outcome.broken();
      else outcome.unplayable();
    } else if (type === Library.ErrorTypes.MEDIA_ERROR) made.recoverMediaError();
    else void renew().then((goesOn) => goesOn && made.startLoad());
  });
  made.loadSource(list);
  made.attachMedia(player);
}
