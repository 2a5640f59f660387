import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Autosave, RETRY, WAIT } from "@/features/authoring/autosave/autosave";

import { BASE, World } from "./writing-world";

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
