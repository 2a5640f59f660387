import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Problem } from "@/api/problems";
import { Autosave, RETRY, WAIT } from "@/features/authoring/autosave/autosave";

import { BASE, type Text, World } from "./writing-world";

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
