/** An uploaded video. Its player is large, so it comes only with the first video. */
import { lazy, Suspense } from "react";

import type { Lesson } from "@/api/types";

const Player = lazy(() =>
  import("./player/Player").then(({ Player: component }) => ({ default: component })),
);

export const STAGE = "aspect-video w-full rounded-2xl bg-[#06100c]";

interface Props {
  lesson: Lesson;
  /** Whether what is watched counts for somebody's progress. */
  studying: boolean;
  /** Marks the lesson when the server cannot tell by itself that it was seen. */
  finish: () => void;
}

export function VideoPlayer({ lesson, studying, finish }: Props) {
  if (!lesson.playback) return null;
  return (
    <Suspense fallback={<div className={STAGE} />}>
      <Player
        key={lesson.playback.video_id}
        lesson={lesson}
        playback={lesson.playback}
        studying={studying}
        finish={finish}
      />
    </Suspense>
  );
}
