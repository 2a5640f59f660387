/** Two versions of one thing: every difference is shown, in words. */
import { beforeAll, expect, it, vi } from "vitest";

import type { CourseDraft, LessonDraft } from "@/api/types";
import { DetailsConflict } from "@/features/authoring/DetailsConflict";
import { NEW_COURSE } from "@/features/authoring/details";
import { valuesOf } from "@/features/authoring/lesson";
import { LessonConflict } from "@/features/authoring/LessonConflict";
import type { LessonEditing } from "@/features/authoring/useLessonEditor";
import { startLanguages } from "@/i18n";

import { named, serve, show, until } from "./shown";

beforeAll(startLanguages);

/** What is said of each field that differs: mine and theirs. */
const said = (page: HTMLElement) =>
  Object.fromEntries(
    [...page.querySelectorAll("dl > div")].map((row) => [
      row.querySelector("dt")?.textContent,
      [...row.querySelectorAll("bdi")].map(({ textContent }) => textContent),
    ]),
  );

it("names every field of a course's details", async () => {
  serve("GET", { "/v1/categories": () => [{ slug: "knots", name: "Knots and ropes" }] });
  const mine = { ...NEW_COURSE, title: "Knots", category: "knots", tags: ["rope", "sea"] };
  const theirs = { ...NEW_COURSE, title: "Bends", level: "advanced", language: "ar" } as const;
  const { page } = show(<DetailsConflict mine={mine} theirs={theirs} onDecide={() => undefined} />);

  await until(() => expect(said(page).Category?.[0]).toBe("Knots and ropes"));
  expect(said(page)).toEqual({
    Title: ["Knots", "Bends"],
    Category: ["Knots and ropes", "—"],
    Level: ["Beginner", "Advanced"],
    Language: ["English", "Arabic"],
    Tags: ["rope, sea", "—"],
  });
});

it("names every setting of a lesson, and takes the decision", async () => {
  const lesson = {
    id: "l",
    title: "Knots",
    kind: "video",
    body: "",
    youtube_id: null,
  } as LessonDraft;
  const video = { id: "v", name: "knots.mp4", media_type: "video/mp4", size: 1, url: "" };
  const stored = valuesOf({ ...lesson, video, duration_minutes: 5, preview: true });
  const mine = {
    ...stored,
    video_file_id: "w",
    duration_minutes: 0,
    requires: ["first"],
    video_url: "https://x.example/a.mp4",
  };
  const theirs = { ...stored, kind: "article", preview: false, release_after_days: 7 } as const;
  const resolve = vi.fn();
  const editing = { values: mine, autosave: { resolve } } as unknown as LessonEditing;
  const outline = [{ lessons: [{ id: "first", title: "Ropes" }] }];
  const course = { outline } as unknown as CourseDraft;
  const { page } = show(
    <LessonConflict
      editing={editing}
      theirs={theirs}
      lesson={{ ...lesson, video }}
      course={course}
    />,
  );

  await until(() => expect(page.querySelector("dl")).not.toBeNull());
  expect(said(page)).toEqual({
    Kind: ["Video", "Text"],
    "Address of the video": ["https://x.example/a.mp4", "—"],
    Video: ["another video", "knots.mp4"],
    "Duration in minutes": ["—", "5 min"],
    "Preview lesson": ["Yes", "No"],
    Days: ["—", "7"],
    "Lessons to complete before this one": ["Ropes", "—"],
  });

  named(page, "button", "Take the other")?.click();
  expect(resolve).toHaveBeenCalledWith(theirs);
});
