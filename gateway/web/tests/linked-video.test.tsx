/** A video of another server: its address is written, played, and missed. */
import { beforeAll, describe, expect, it, vi } from "vitest";

import type { Lesson, LessonDraft } from "@/api/types";
import { valuesOf } from "@/features/authoring/lesson";
import type { LessonEditing } from "@/features/authoring/useLessonEditor";
import { LinkFields } from "@/features/authoring/VideoParts";
import { LessonArticle } from "@/features/study/LessonArticle";
import { LinkedVideo } from "@/features/study/LinkedVideo";
import { startLanguages } from "@/i18n";

import { named, show, until, write } from "./shown";

beforeAll(startLanguages);

const FILM = "https://films.example.org/knots.mp4";

describe("the address", () => {
  const fields = (draft: Partial<LessonDraft>, errors: object = {}) => {
    const lesson = { id: "l", title: "Knots", kind: "link", body: "", ...draft } as LessonDraft;
    const change = vi.fn();
    const editing = { values: valuesOf(lesson), errors, change } as unknown as LessonEditing;
    return { ...show(<LinkFields editing={editing} lesson={lesson} />), change };
  };

  it("is written under a warning that it protects nothing", async () => {
    const { page, change } = fields({});
    await until(() => expect(page.querySelector("input")).not.toBeNull());

    expect(page.textContent).toMatch(/Not protected.*Whoever gets the address can watch/);
    expect(page.querySelector("video")).toBeNull();
    write(page.querySelector("input")!, FILM);
    expect(change).toHaveBeenCalledWith({ video_url: FILM });
  });

  it("bears what the server refuses of it", async () => {
    const { page } = fields({}, { video_url: "Use an address that begins with https://." });

    await until(() => expect(page.querySelector('[role="alert"]')).not.toBeNull());
    const input = page.querySelector("input")!;
    const described = input.getAttribute("aria-describedby")!.split(" ");
    expect(input.getAttribute("aria-invalid")).toBe("true");
    expect(document.getElementById(described[0]!)?.textContent).toContain("begins with https://");
  });

  it("is played below once it is stored, and questioned when it does not load", async () => {
    const { page } = fields({ video_url: FILM });

    await until(() => expect(page.querySelector("video")).toHaveProperty("src", FILM));
    expect(page.querySelector("input")?.value).toBe(FILM);
    page.querySelector("video")!.dispatchEvent(new Event("error"));
    await until(() => expect(page.textContent).toContain("Check the address."));
  });
});

describe("the video", () => {
  it("has the browser's controls and says when it does not load, until it does", async () => {
    const { page } = show(<LinkedVideo url={FILM} title="Knots" trouble="Ask your teacher." />);
    await until(() => expect(page.querySelector("video")).not.toBeNull());
    const first = page.querySelector("video")!;
    expect(first.controls).toBe(true);
    expect(first.getAttribute("preload")).toBe("metadata");
    expect(first.getAttribute("aria-label")).toBe("Knots");

    first.dispatchEvent(new Event("error"));
    await until(() => expect(page.querySelector('[role="alert"]')).not.toBeNull());
    expect(page.querySelector("video")).toBeNull();
    expect(page.textContent).toContain("Ask your teacher.");

    named(page, "button", "Try again")!.click();
    await until(() => expect(page.querySelector("video")).not.toBeNull());
    expect(page.querySelector("video")).not.toBe(first);
    expect(page.querySelector('[role="alert"]')).toBeNull();
  });
});

describe("a lesson", () => {
  const study = (fields: Partial<Lesson>) => {
    const lists = { objectives: [], questions: [], files: [] };
    const lesson = { id: "l", title: "Knots", course_id: "c", ...lists, ...fields } as never;
    return show(<LessonArticle lesson={lesson} visiting />);
  };

  it("plays its link and nothing that its teacher left behind", async () => {
    const { page } = study({ kind: "link", video_url: FILM, youtube_id: "dQw4w9WgXcQ" });

    await until(() => expect(page.querySelector("video")).toHaveProperty("src", FILM));
    expect(page.querySelector("iframe")).toBeNull();
  });

  it("does not play a link when it has become another kind", async () => {
    const { page } = study({ kind: "youtube", video_url: FILM, youtube_id: "dQw4w9WgXcQ" });

    await until(() => expect(page.querySelector("iframe")).not.toBeNull());
    expect(page.querySelector("video")).toBeNull();
  });

  it("tells students whom to ask", async () => {
    const { page } = study({ kind: "link", video_url: FILM });

    await until(() => expect(page.querySelector("video")).not.toBeNull());
    page.querySelector("video")!.dispatchEvent(new Event("error"));
    await until(() =>
      expect(page.textContent).toContain("This video does not load. Ask your teacher."),
    );
  });
});
