/** Tells the server what is watched: every few seconds, at every pause, and when the page goes. */
import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useEffect } from "react";

import { keys } from "@/api/keys";
import { session } from "@/api/session";
import type { Lesson, WatchProgress } from "@/api/types";

import { showCompleted } from "../useStudy";
import { type Interval, Seen } from "./seen";

const EVERY = 15_000;

interface Report {
  lessonId: string;
  videoId: string;
  position: number;
  intervals: Interval[];
}

/** With `keepalive` a report arrives although its page is gone. */
async function send(report: Report, token: string): Promise<WatchProgress | null> {
  const response = await fetch(`/v1/lessons/${report.lessonId}/watching`, {
    method: "PUT",
    keepalive: true,
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify({
      video_id: report.videoId,
      position_seconds: report.position,
      intervals: report.intervals,
    }),
  });
  if (response.ok) return (await response.json()) as WatchProgress;
  // What the server refuses it refuses the next time as well; what did not reach it is told again.
  if (response.status >= 500 || response.status === 429) throw new Error("Not told");
  return null;
}

export function useWatching(
  video: RefObject<HTMLVideoElement | null>,
  lesson: Lesson,
  videoId: string,
  studying: boolean,
): void {
  const client = useQueryClient();
  const { id: lessonId, course_id: courseId } = lesson;
  useEffect(() => {
    const player = video.current;
    if (!player || !studying || session.isView) return undefined;
    const seen = new Seen();
    let token: string | null = null;
    const renew = () => void session.token().then((fresh) => (token = fresh));
    renew();
    const tell = async () => {
      if (seen.isEmpty || !token) return;
      const intervals = seen.take();
      const position = Math.floor(player.currentTime);
      try {
        const progress = await send({ lessonId, videoId, position, intervals }, token);
        if (!progress?.completed) return;
        showCompleted(client, courseId, lessonId);
        void client.invalidateQueries({ queryKey: keys.enrollments });
        void client.invalidateQueries({ queryKey: keys.certificates });
      } catch {
        seen.giveBack(intervals);
      } finally {
        renew();
      }
    };
    const now = () => void tell();
    const move = () => {
      if (!player.paused && !player.seeking) seen.move(player.currentTime);
    };
    const stop = () => seen.stop();
    const rest = () => {
      move();
      seen.stop();
      now();
    };
    const hide = () => {
      if (document.visibilityState === "hidden") now();
    };
    const timer = setInterval(now, EVERY);
    player.addEventListener("timeupdate", move);
    player.addEventListener("seeking", stop);
    player.addEventListener("pause", rest);
    player.addEventListener("ended", rest);
    document.addEventListener("visibilitychange", hide);
    window.addEventListener("pagehide", now);
    return () => {
      clearInterval(timer);
      now();
      player.removeEventListener("timeupdate", move);
      player.removeEventListener("seeking", stop);
      player.removeEventListener("pause", rest);
      player.removeEventListener("ended", rest);
      document.removeEventListener("visibilitychange", hide);
      window.removeEventListener("pagehide", now);
    };
  }, [client, courseId, lessonId, studying, video, videoId]);
}
