/** What a browser remembers of watching: the speed, and the place in each video. */
import { type RefObject, useEffect, useState } from "react";

import { session } from "@/api/session";

const SPEED = "academy.video-speed";
/** Seconds from the end within which a video starts over instead of resuming. */
const NEARLY_DONE = 10;

function remember(key: string, value: number): void {
  // A view leaves nothing behind.
  if (session.isView) return;
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

export function usePlayback(video: RefObject<HTMLVideoElement | null>, fileId: string) {
  const [speed, setSpeed] = useState(() => recall(SPEED) || 1);
  const place = `academy.video.${fileId}`;
  useEffect(() => {
    if (video.current) video.current.playbackRate = speed;
  }, [video, speed]);
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
  const keepPlace = () => remember(place, video.current?.currentTime ?? 0);
  return { speed, choose, resume, keepPlace };
}
