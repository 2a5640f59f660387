import "fake-indexeddb/auto";

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { networkProblem, Problem } from "@/api/problems";
import { Autosave, type Ports, RETRY, WAIT } from "@/features/authoring/autosave/autosave";
import { type Kept, merged, recovery, type Stored } from "@/features/authoring/autosave/merge";
import { WritingStore } from "@/features/authoring/autosave/store";

interface Text {
  title: string;
  body: string;
}

const BASE: Stored<Text> = { values: { title: "Knots", body: "One." }, version: 1 };
const changedElsewhere = () =>
  new Problem(409, { type: "/problems/courses.lesson_changed_elsewhere" });

/** A server with one text, a device that remembers, and a line that can be cut. */
class World {
  server: Stored<Text> = structuredClone(BASE);
  kept: Kept<Text> | null = null;
  cut = false;
  sent: Partial<Text>[] = [];
  refusal: Problem | null = null;
  keeps = true;

  ports: Ports<Text> = {
    keep: (kept) => {
      if (!this.keeps) return Promise.reject(new Error("no storage"));
      this.kept = kept;
      return Promise.resolve();
    },
    drop: () => {
      this.kept = null;
      return Promise.resolve();
    },
    send: (changes, base) => this.send(changes, base),
    latest: () => (this.cut ? Promise.reject(networkProblem()) : Promise.resolve(this.server)),
    valid: ({ title }) => title !== "",
    now: () => 42,
  };

  write(changes: Partial<Text>): void {
    this.server = {
      values: { ...this.server.values, ...changes },
      version: this.server.version + 1,
    };
  }

  private send(changes: Partial<Text>, base: number): Promise<Stored<Text>> {
    if (this.cut) return Promise.reject(networkProblem());
    if (this.refusal) return Promise.reject(this.refusal);
    if (base !== this.server.version) return Promise.reject(changedElsewhere());
    this.sent.push(changes);
    this.write(changes);
    return Promise.resolve(this.server);
  }
}

describe("writing", () => {
  let world: World;
  let autosave: Autosave<Text>;

  beforeEach(() => {
    vi.useFakeTimers();
    world = new World();
    autosave = new Autosave(BASE, world.ports);
  });
  afterEach(() => vi.useRealTimers());

  it("is on the device at once and on the server soon after", async () => {
    autosave.change({ body: "One. Two." });
    await vi.advanceTimersByTimeAsync(0);

    expect(world.kept).toEqual({
      values: { title: "Knots", body: "One. Two." },
      base: BASE,
      at: 42,
    });
    expect(autosave.snapshot()).toMatchObject({ status: "saving", onDevice: true });
    expect(world.sent).toEqual([]);

    await vi.advanceTimersByTimeAsync(WAIT);

    expect(world.sent).toEqual([{ body: "One. Two." }]);
    expect(autosave.snapshot().status).toBe("saved");
    expect(world.kept).toBeNull();
  });

  it("is sent once for many strokes", async () => {
    for (const body of ["a", "ab", "abc"]) {
      autosave.change({ body });
      await vi.advanceTimersByTimeAsync(WAIT / 2);
    }
    await vi.advanceTimersByTimeAsync(WAIT);

    expect(world.sent).toEqual([{ body: "abc" }]);
  });

  it("is kept while the line is cut, and sent when it is back", async () => {
    world.cut = true;
    autosave.change({ body: "In the tunnel." });
    await vi.advanceTimersByTimeAsync(WAIT);
    expect(autosave.snapshot()).toMatchObject({ status: "offline", onDevice: true });
    expect(autosave.atRisk).toBe(false);

    world.cut = false;
    await vi.advanceTimersByTimeAsync(RETRY);

    expect(world.server.values.body).toBe("In the tunnel.");
    expect(autosave.snapshot().status).toBe("saved");
  });

  it("goes on while an answer is awaited, and loses nothing of it", async () => {
    autosave.change({ body: "First" });
    const saving = autosave.flush();
    autosave.change({ body: "First and second" });
    await saving;
    await vi.advanceTimersByTimeAsync(WAIT);

    expect(world.server.values.body).toBe("First and second");
    expect(autosave.snapshot().status).toBe("saved");
  });

  it("joins what somebody else changed in another field", async () => {
    world.write({ title: "Bends" });
    autosave.change({ body: "Mine." });
    await vi.advanceTimersByTimeAsync(WAIT);

    expect(world.server.values).toEqual({ title: "Bends", body: "Mine." });
    expect(autosave.snapshot().values.title).toBe("Bends");
  });

  it("asks when somebody else changed the same field, and sends nothing meanwhile", async () => {
    world.write({ body: "Theirs." });
    autosave.change({ body: "Mine." });
    await vi.advanceTimersByTimeAsync(WAIT);
    autosave.change({ body: "Mine, longer." });
    await vi.advanceTimersByTimeAsync(WAIT);

    expect(autosave.snapshot()).toMatchObject({
      status: "conflict",
      values: { body: "Mine, longer." },
      theirs: { values: { body: "Theirs." } },
    });
    expect(world.server.values.body).toBe("Theirs.");

    autosave.resolve({ title: "Knots", body: "Theirs. Mine." });
    await vi.advanceTimersByTimeAsync(0);

    expect(world.server.values.body).toBe("Theirs. Mine.");
    expect(autosave.snapshot()).toMatchObject({ status: "saved", theirs: null });
  });

  it("that is refused stays, and is sent again with the next change", async () => {
    world.refusal = new Problem(422, { title: "Check the form" });
    autosave.change({ body: "Too much." });
    await vi.advanceTimersByTimeAsync(WAIT);
    expect(autosave.snapshot()).toMatchObject({ status: "refused", problem: { status: 422 } });

    world.refusal = null;
    autosave.change({ body: "Less." });
    await vi.advanceTimersByTimeAsync(WAIT);

    expect(autosave.snapshot().status).toBe("saved");
  });

  it("that is not complete waits on the device", async () => {
    autosave.change({ title: "" });
    await vi.advanceTimersByTimeAsync(WAIT);

    expect(world.sent).toEqual([]);
    expect(world.kept?.values.title).toBe("");
    expect(autosave.snapshot().status).toBe("refused");
  });

  it("is at risk only where the browser keeps nothing", async () => {
    world.keeps = false;
    world.cut = true;
    autosave.change({ body: "Fragile." });
    await vi.advanceTimersByTimeAsync(WAIT);

    expect(autosave.atRisk).toBe(true);
  });

  it("takes over what another tab saved, unless something is unsaved here", async () => {
    world.write({ body: "From the other tab." });
    await autosave.refresh();
    expect(autosave.snapshot().values.body).toBe("From the other tab.");

    autosave.change({ body: "Mine." });
    world.write({ title: "Bends" });
    await autosave.refresh();
    expect(autosave.snapshot().values).toEqual({ title: "Knots", body: "Mine." });
  });

  it("is sent when its page is left", async () => {
    autosave.change({ body: "Last words." });
    autosave.stop();
    await vi.advanceTimersByTimeAsync(0);

    expect(world.server.values.body).toBe("Last words.");
  });
});

describe("writing that is sent only when it is asked to", () => {
  let world: World;

  beforeEach(() => {
    vi.useFakeTimers();
    world = new World();
  });
  afterEach(() => vi.useRealTimers());

  const opened = (manual: boolean) => new Autosave(BASE, { ...world.ports, manual });

  it("waits on the device", async () => {
    const autosave = opened(true);
    autosave.change({ body: "A new price." });
    await vi.advanceTimersByTimeAsync(10 * WAIT);
    autosave.flushSoon();
    await vi.advanceTimersByTimeAsync(0);

    expect(world.sent).toEqual([]);
    expect(world.kept?.values.body).toBe("A new price.");
    expect(autosave.snapshot()).toMatchObject({ status: "waiting", onDevice: true });

    expect(await autosave.flush()).toBe(true);
    expect(world.server.values.body).toBe("A new price.");
  });

  it("is sent when the line is back, once it was asked to be sent", async () => {
    const autosave = opened(true);
    autosave.change({ body: "A new price." });
    world.cut = true;
    await autosave.flush();
    expect(autosave.snapshot().status).toBe("offline");

    world.cut = false;
    await vi.advanceTimersByTimeAsync(RETRY);

    expect(world.server.values.body).toBe("A new price.");
    expect(autosave.snapshot().status).toBe("saved");
  });

  it("stays on the device when its page is left", async () => {
    const autosave = opened(true);
    autosave.change({ body: "Not decided." });
    autosave.stop();
    await vi.advanceTimersByTimeAsync(WAIT);

    expect(world.sent).toEqual([]);
    expect(world.kept?.values.body).toBe("Not decided.");
  });

  it("is no longer sent by itself once what it is about is on sale", async () => {
    const autosave = opened(false);
    autosave.change({ body: "Typed before." });
    autosave.setManual(true);
    await vi.advanceTimersByTimeAsync(10 * WAIT);

    expect(world.sent).toEqual([]);
    expect(autosave.snapshot().status).toBe("waiting");
  });

  it("is sent by itself once what it is about is off sale", async () => {
    const autosave = opened(true);
    autosave.change({ body: "Typed before." });
    autosave.setManual(false);
    expect(autosave.snapshot().status).toBe("saving");
    await vi.advanceTimersByTimeAsync(WAIT);

    expect(world.server.values.body).toBe("Typed before.");
  });

  it("waits for its moment after what was on its way", async () => {
    const autosave = opened(false);
    autosave.change({ body: "First" });
    const saving = autosave.flush();
    autosave.change({ body: "First and second" });
    autosave.setManual(true);
    await saving;
    await vi.advanceTimersByTimeAsync(10 * WAIT);

    expect(world.sent).toEqual([{ body: "First" }]);
    expect(autosave.snapshot().status).toBe("waiting");
  });

  it("leaves a conflict for the person to decide", async () => {
    const autosave = opened(false);
    world.write({ body: "Theirs." });
    autosave.change({ body: "Mine." });
    await vi.advanceTimersByTimeAsync(WAIT);

    autosave.setManual(true);

    expect(autosave.snapshot().status).toBe("conflict");
  });

  it("that nothing is unsaved of stays saved", () => {
    const autosave = opened(false);
    autosave.setManual(true);

    expect(autosave.snapshot().status).toBe("saved");
  });
});

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
