import "fake-indexeddb/auto";

import { describe, expect, it, vi } from "vitest";

import { type Kept, merged, recovery } from "@/features/authoring/autosave/merge";
import { WritingStore } from "@/features/authoring/autosave/store";

import { BASE, type Text } from "./writing-world";

describe("what an earlier page left behind", () => {
  const kept = (values: Text, base = BASE): Kept<Text> => ({ values, base, at: 7 });
  const mine = { title: "Knots", body: "Mine." };

  it("is put back when the server has not moved on", () => {
    expect(recovery(kept(mine), BASE)).toEqual({ kind: "restored", values: mine, at: 7 });
  });

  it("is nothing when the server has it", () => {
    expect(recovery(kept(mine), { values: mine, version: 2 })).toEqual({ kind: "nothing" });
    expect(recovery(null, BASE)).toEqual({ kind: "nothing" });
  });

  it("is joined with changes of other fields", () => {
    const server = { values: { title: "Bends", body: "One." }, version: 2 };

    expect(recovery(kept(mine), server)).toEqual({
      kind: "restored",
      values: { title: "Bends", body: "Mine." },
      at: 7,
    });
  });

  it("is to be chosen from when both changed the same", () => {
    const server = { values: { title: "Knots", body: "Theirs." }, version: 2 };

    expect(recovery(kept(mine), server)).toEqual({ kind: "conflict", mine, at: 7 });
    expect(merged(BASE.values, mine, mine)).toEqual(mine);
  });
});

describe("the browser's store", () => {
  const kept = (body: string, at: number): Kept<Text> => ({
    values: { title: "Knots", body },
    base: BASE,
    at,
  });

  it("hands the newest writing of a closed page to the next one, once", async () => {
    await new WritingStore<Text>("me:lesson:1").keep(kept("Older", 1));
    await new WritingStore<Text>("me:lesson:1").keep(kept("Newer", 2));
    await new WritingStore<Text>("you:lesson:1").keep(kept("Yours", 3));

    const next = new WritingStore<Text>("me:lesson:1");
    expect((await next.adopt())?.values.body).toBe("Newer");
    await next.drop();

    expect((await new WritingStore<Text>("me:lesson:1").adopt())?.values.body).toBe("Older");
  });

  it("leaves alone what a page writes that is still open", async () => {
    const open = new WritingStore<Text>("me:lesson:2");
    await open.keep(kept("Being written", 1));
    const name = `academy-writing:me:lesson:2:${open.page}`;
    vi.stubGlobal("navigator", { locks: { query: () => Promise.resolve({ held: [{ name }] }) } });

    expect(await new WritingStore<Text>("me:lesson:2").adopt()).toBeNull();
    vi.unstubAllGlobals();
  });
});
