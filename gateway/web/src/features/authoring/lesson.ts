/** A lesson as it is written: what its page edits, and how that travels. */
import type { LessonDraft, LessonKind } from "@/api/types";

import type { Stored } from "./autosave/merge";

export interface LessonValues {
  title: string;
  kind: LessonKind;
  body: string;
  youtube_url: string;
  video_url: string;
  video_file_id: string | null;
  duration_minutes: number;
  preview: boolean;
  release_at: string | null;
  release_after_days: number | null;
  release_after: NonNullable<LessonDraft["release_after"]>;
  requires: string[];
}

export function valuesOf(lesson: LessonDraft): LessonValues {
  const { youtube_id, release_at = null, release_after_days = null } = lesson;
  return {
    title: lesson.title,
    kind: lesson.kind,
    body: lesson.body,
    youtube_url: youtube_id ? `https://www.youtube.com/watch?v=${youtube_id}` : "",
    video_url: lesson.video_url ?? "",
    video_file_id: lesson.video?.id ?? null,
    duration_minutes: lesson.duration_minutes,
    preview: lesson.preview,
    release_at: release_at && new Date(release_at).toISOString(),
    release_after_days,
    release_after: lesson.release_after ?? "enrollment",
    requires: lesson.requires ?? [],
  };
}

export const storedLesson = (lesson: LessonDraft): Stored<LessonValues> => ({
  values: valuesOf(lesson),
  version: lesson.version ?? 1,
});

const LONGEST_TITLE = 200;
const LONGEST_BODY = 200_000;

/** What the server would refuse for its form alone waits until it is complete. */
export const isSendable = ({ title, body }: LessonValues): boolean =>
  title.trim() !== "" && title.length <= LONGEST_TITLE && body.length <= LONGEST_BODY;
