import { describe, expect, it } from "vitest";

import { safePath } from "@/app/return-to";
import { changesOf } from "@/features/authoring/autosave/merge";
import { mediaTypeOf } from "@/api/transfer";
import { coverArt } from "@/features/catalogue/cover-art";
import { readFilter } from "@/features/catalogue/useCatalogueFilter";
import { enrich } from "@/features/study/enrich";

describe("the catalogue's address", () => {
  it("is read into a filter", () => {
    const params = new URLSearchParams("search= python &category=data-science&order=newest");

    expect(readFilter(params)).toMatchObject({
      search: "python",
      category: "data-science",
      order: "newest",
    });
  });

  it("loses what is not a known choice", () => {
    const params = new URLSearchParams("level=expert&order=random&category=A B&language=x");

    expect(Object.values(readFilter(params)).filter(Boolean)).toEqual([]);
  });
});

describe("the cover of a course", () => {
  it("is the same for the same slug", () => {
    expect(coverArt("weaving")).toEqual(coverArt("weaving"));
  });

  it("differs between slugs", () => {
    expect(coverArt("weaving")).not.toEqual(coverArt("weaving-2"));
  });
});

describe("the way back after signing in", () => {
  it.each(["/courses/weaving", "/checkout/return?order=1"])("leads to %s", (path) => {
    expect(safePath(path)).toBe(path);
  });

  it.each(["https://evil.example", "//evil.example", "/\\evil.example", "", null])(
    "never leads to %s",
    (path) => {
      expect(safePath(path)).toBeNull();
    },
  );
});

describe("the text of a lesson", () => {
  const words = { copy: "Copy", table: "Table" };

  it("gets a copy button at each code block", () => {
    const html = '<figure class="code"><pre tabindex="0"><code>x = 1</code></pre></figure>';

    expect(enrich(html, words)).toContain(">Copy</button></figure>");
  });

  it("opens foreign pages in their own tab", () => {
    expect(enrich('<a href="https://example.org">x</a>', words)).toContain('target="_blank"');
    expect(enrich('<a href="#content-x">x</a>', words)).not.toContain("target");
  });
});

describe("writing a lesson", () => {
  const stored = {
    title: "Warp",
    kind: "article" as const,
    body: "",
    youtube_url: "",
    video_url: "",
    duration_minutes: 5,
    preview: false,
  };

  it("sends only what changed", () => {
    expect(changesOf(stored, { ...stored, preview: true, title: "Weft" })).toEqual({
      title: "Weft",
      preview: true,
    });
  });

  it.each([
    [{ name: "a.mp4", type: "video/mp4" }, "video/mp4"],
    [{ name: "a.WEBM", type: "" }, "video/webm"],
    [{ name: "a.webm", type: "video/webm;codecs=vp9" }, "video/webm"],
    [{ name: "notes", type: "" }, "application/octet-stream"],
  ])("knows that %o is %s", (file, type) => {
    expect(mediaTypeOf(file)).toBe(type);
  });
});
