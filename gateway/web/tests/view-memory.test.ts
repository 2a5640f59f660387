/** Who looks at the academy as somebody else leaves nothing of it in their own browser. */
import "fake-indexeddb/auto";

import { beforeEach, describe, expect, it, vi } from "vitest";

import { session } from "@/api/session";
import { WritingStore } from "@/features/authoring/autosave/store";
import { recentSearches, rememberSearch } from "@/features/search/recent";
import { recallInTab, remember, rememberInTab } from "@/features/study/player/memory";

const kept = { values: { title: "Knots" }, base: { values: { title: "" }, version: 1 }, at: 1 };

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

describe("a view", () => {
  it("remembers neither places, nor searches, nor writing", async () => {
    const own = await writeAll("own");
    expect(own).toEqual({ stored: 2, tab: 1, writing: kept });
    localStorage.clear();
    sessionStorage.clear();

    vi.spyOn(session, "isView", "get").mockReturnValue(true);
    const looking = await writeAll("view");

    expect(looking).toEqual({ stored: 0, tab: 0, writing: null });
  });

  it("shows the places and searches of nobody else", () => {
    rememberInTab("place", 40);
    rememberSearch("knots");
    vi.spyOn(session, "isView", "get").mockReturnValue(true);

    expect(recallInTab("place")).toBeNull();
    expect(recentSearches()).toEqual([]);
  });
});

async function writeAll(subject: string) {
  remember("speed", 2);
  rememberInTab("place", 40);
  rememberSearch("knots");
  await new WritingStore(subject).keep(kept);
  vi.restoreAllMocks();
  return {
    stored: localStorage.length,
    tab: sessionStorage.length,
    writing: await new WritingStore(subject).adopt(),
  };
}
