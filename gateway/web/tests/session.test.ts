import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { SessionKeeper } from "@/api/session";
import type { Session } from "@/api/types";

const HINT = "academy.signed-in";

const opened = (token: string): Session => ({
  access_token: token,
  refresh_token: "",
  expires_in: 600,
  user: {
    id: "0190a0a0-0000-7000-8000-000000000001",
    email: "ada@example.org",
    name: "Ada",
    role: "student",
    status: "active",
    locale: "en",
    created_at: "2026-01-01T00:00:00Z",
  },
});

const answer = (status: number, body: unknown = {}) =>
  new Response(JSON.stringify(body), { status });

function makeKeeper(fetch: typeof globalThis.fetch, returning = true) {
  const stored = new Map<string, string>(returning ? [[HINT, "1"]] : []);
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  };
  const exclusively = <T>(work: () => Promise<T>) => work();
  const keeper = new SessionKeeper({ fetch, storage, exclusively, now: Date.now });
  return { keeper, stored };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a session", () => {
  it("is not asked for when this browser never had one", async () => {
    const fetch = vi.fn();
    const { keeper } = makeKeeper(fetch, false);

    await keeper.restore();

    expect(fetch).not.toHaveBeenCalled();
    expect(keeper.snapshot().status).toBe("anonymous");
  });

  it("is restored by the cookie", async () => {
    const fetch = vi.fn(async () => answer(200, opened("one")));
    const { keeper } = makeKeeper(fetch);

    await keeper.restore();

    expect(await keeper.token()).toBe("one");
    expect(keeper.snapshot()).toMatchObject({ status: "signed-in", user: { name: "Ada" } });
  });

  it("is refreshed once however many callers need it", async () => {
    const fetch = vi.fn(async () => answer(200, opened("one")));
    const { keeper } = makeKeeper(fetch);

    void keeper.restore();
    const tokens = await Promise.all([keeper.token(), keeper.token(), keeper.renew("old")]);

    expect(tokens).toEqual(["one", "one", "one"]);
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it("is refreshed before its token ends", async () => {
    const fetch = vi.fn(async () => answer(200, opened("two")));
    const { keeper } = makeKeeper(fetch);
    keeper.begin(opened("one"));

    await vi.advanceTimersByTimeAsync(571_000);

    expect(await keeper.token()).toBe("two");
  });

  it("keeps a token that somebody else has renewed already", async () => {
    const fetch = vi.fn();
    const { keeper } = makeKeeper(fetch);
    keeper.begin(opened("new"));

    expect(await keeper.renew("old")).toBe("new");
    expect(fetch).not.toHaveBeenCalled();
  });

  it("ends when the server refuses the cookie", async () => {
    const fetch = vi.fn(async () => answer(401));
    const { keeper, stored } = makeKeeper(fetch);

    await keeper.restore();

    expect(keeper.snapshot().status).toBe("anonymous");
    expect(stored.has(HINT)).toBe(false);
  });

  it.each([
    ["the server is down", async () => answer(503)],
    ["the network is gone", async () => Promise.reject(new TypeError("Failed to fetch"))],
  ])("survives that %s and is asked for again", async (_case, failure) => {
    const fetch = vi.fn<typeof globalThis.fetch>(failure);
    const { keeper, stored } = makeKeeper(fetch);

    await keeper.restore();
    expect(keeper.snapshot().status).toBe("restoring");
    fetch.mockImplementation(async () => answer(200, opened("later")));
    await vi.advanceTimersByTimeAsync(5_000);

    expect(await keeper.token()).toBe("later");
    expect(stored.has(HINT)).toBe(true);
  });
});
