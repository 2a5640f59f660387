import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { networkProblem, Problem } from "@/api/problems";
import {
  AnswerQueue,
  type Held,
  notSaved,
  shelfKey,
  withAnswer,
} from "@/features/quizzes/take/answer-queue";
import { type Answer, type Attempt, NO_ANSWER, type StoredAnswer } from "@/features/quizzes/types";

const choosing = (id: string): Answer => ({ ...NO_ANSWER, choices: [id] });

const stored = (questionId: string, held: Held): StoredAnswer => ({
  question_id: questionId,
  ...held,
  saved_at: "2026-05-04T12:00:00Z",
  checked: false,
  files: [],
});

/** A shelf like the browser's. */
function makeShelf() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

/** A server that can be away, and remembers what it was sent. */
function makeServer() {
  const server = {
    sent: [] as [string, Held][],
    failure: null as unknown,
    send: (id: string, held: Held): Promise<StoredAnswer> => {
      if (server.failure) return Promise.reject(server.failure as Error);
      server.sent.push([id, held]);
      return Promise.resolve(stored(id, held));
    },
  };
  return server;
}

describe("the queue of answers", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const settle = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds);

  it("shows a change at once, sends it and says when it is saved", async () => {
    const [server, shelf] = [makeServer(), makeShelf()];
    const queue = new AnswerQueue("a", [], server.send, shelf);

    queue.change("q", { answer: choosing("x") });

    expect(queue.snapshot().answers.get("q")?.answer.choices).toEqual(["x"]);
    expect(queue.snapshot().state).toBe("saving");
    expect(shelf.kept.has(shelfKey("a"))).toBe(true);
    await settle();
    expect(queue.snapshot().state).toBe("saved");
    expect(server.sent).toHaveLength(1);
    expect(shelf.kept.size).toBe(0);
  });

  it("waits for a pause in typing and sends the newest text once", async () => {
    const server = makeServer();
    const queue = new AnswerQueue("a", [], server.send, makeShelf());

    for (const text of ["a", "ab", "abc"]) {
      queue.change("q", { answer: { ...NO_ANSWER, text } }, true);
      await settle(200);
    }
    await settle(500);

    expect(server.sent.map(([, held]) => held.answer.text)).toEqual(["abc"]);
  });

  it("gives every change a higher number, also over a clock that is behind", async () => {
    const server = makeServer();
    const before = stored("q", { seq: Date.now() + 1e9, answer: choosing("x"), flagged: false });
    const queue = new AnswerQueue("a", [before], server.send, makeShelf());

    queue.change("q", { answer: choosing("y") });
    await settle();

    expect(server.sent[0]?.[1].seq).toBe(before.seq + 1);
  });

  it("keeps answers while the line is down and sends them when it is back", async () => {
    const [server, shelf] = [makeServer(), makeShelf()];
    const queue = new AnswerQueue("a", [], server.send, shelf);
    server.failure = networkProblem();
    queue.change("q", { answer: choosing("x") });
    await settle();
    expect(queue.snapshot().state).toBe("waiting");

    server.failure = null;
    queue.retryNow();
    await settle();

    expect(queue.snapshot().state).toBe("saved");
    expect(server.sent[0]?.[1].answer.choices).toEqual(["x"]);
  });

  it("tries again by itself", async () => {
    const server = makeServer();
    const queue = new AnswerQueue("a", [], server.send, makeShelf());
    server.failure = new Problem(503);
    queue.change("q", { answer: choosing("x") });
    await settle();
    server.failure = null;

    await settle(20_000);

    expect(queue.snapshot().state).toBe("saved");
  });

  it("sends after a reload what the last visit could not", async () => {
    const [server, shelf] = [makeServer(), makeShelf()];
    server.failure = networkProblem();
    const first = new AnswerQueue("a", [], server.send, shelf);
    first.change("q", { answer: choosing("x"), flagged: true });
    await settle();
    first.stop();
    server.failure = null;

    const second = new AnswerQueue("a", [], server.send, shelf);
    expect(second.snapshot().answers.get("q")?.flagged).toBe(true);
    await settle();

    expect(server.sent).toHaveLength(1);
    expect(second.snapshot().state).toBe("saved");
  });

  it("does not mix the answers of two attempts, and takes the server's when they are newer", () => {
    const shelf = makeShelf();
    const old = { q: { seq: 1, answer: choosing("old"), flagged: false } };
    shelf.setItem(shelfKey("a"), JSON.stringify(old));
    shelf.setItem(shelfKey("b"), JSON.stringify(old));
    const newer = stored("q", { seq: 2, answer: choosing("new"), flagged: false });

    const queue = new AnswerQueue("a", [newer], makeServer().send, shelf);

    expect(queue.snapshot().answers.get("q")?.answer.choices).toEqual(["new"]);
    expect(queue.snapshot().state).toBe("saved");
  });

  it("shows the other tab's answer when that one is newer", async () => {
    const other = { seq: Date.now() + 1e9, answer: choosing("other"), flagged: false };
    const queue = new AnswerQueue("a", [], (id) => Promise.resolve(stored(id, other)), makeShelf());

    queue.change("q", { answer: choosing("mine") });
    await settle();

    expect(queue.snapshot().answers.get("q")?.answer.choices).toEqual(["other"]);
  });

  it("closes when the server takes no more", async () => {
    const [server, shelf] = [makeServer(), makeShelf()];
    const queue = new AnswerQueue("a", [], server.send, shelf);
    server.failure = new Problem(409, { type: "/problems/courses.attempt_finished" });

    queue.change("q", { answer: choosing("x") });
    await settle();

    expect(queue.snapshot().closed).toBe(true);
    expect(shelf.kept.size).toBe(0);
  });

  it("says whether everything has arrived before an attempt is handed in", async () => {
    const server = makeServer();
    const queue = new AnswerQueue("a", [], server.send, makeShelf());
    queue.change("q", { answer: choosing("x") });
    expect(await queue.drain()).toBe(true);

    server.failure = networkProblem();
    queue.change("q", { answer: choosing("y") });

    expect(await queue.drain()).toBe(false);
  });
});

describe("an answer that the server does not take", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const settle = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds);
  const refusal = () => new Problem(422, { title: "Check the answer" });

  async function refused() {
    const [server, shelf] = [makeServer(), makeShelf()];
    const queue = new AnswerQueue("a", [], server.send, shelf);
    server.failure = refusal();
    queue.change("q", { answer: choosing("x") });
    await settle();
    return { server, shelf, queue };
  }

  it("is shown as refused with its reason, and is not handed in silently", async () => {
    const { queue } = await refused();

    expect(queue.snapshot().state).toBe("refused");
    expect(queue.snapshot().refused.get("q")?.title).toBe("Check the answer");
    expect(queue.snapshot().answers.get("q")?.answer.choices).toEqual(["x"]);
    expect(await queue.drain()).toBe(false);
    expect(notSaved(queue)).toBe("quiz.someRefused");
  });

  it("is not sent again and again, while others arrive", async () => {
    const { server, queue } = await refused();
    server.failure = null;

    queue.retryNow();
    queue.change("other", { answer: choosing("y") });
    await settle(60_000);

    expect(server.sent.map(([id]) => id)).toEqual(["other"]);
    expect(queue.snapshot().state).toBe("refused");
  });

  it("is forgotten as soon as it is changed", async () => {
    const { server, queue } = await refused();
    server.failure = null;

    queue.change("q", { answer: choosing("y") });
    expect(queue.snapshot().refused.size).toBe(0);
    await settle();

    expect(queue.snapshot().state).toBe("saved");
    expect(server.sent[0]?.[1].answer.choices).toEqual(["y"]);
  });

  it("is tried again by the next visit", async () => {
    const { server, shelf, queue } = await refused();
    queue.stop();
    server.failure = null;

    const next = new AnswerQueue("a", [], server.send, shelf);
    await settle();

    expect(next.snapshot().state).toBe("saved");
    expect(server.sent).toHaveLength(1);
  });
});

describe("what comes late", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("goes on top of the newest answer", () => {
    const queue = new AnswerQueue("a", [], makeServer().send, makeShelf());
    queue.change("q", { answer: { ...NO_ANSWER, text: "Newest" } }, true);

    queue.revise("q", (now) => ({ ...now, file_ids: ["f"] }));

    expect(queue.snapshot().answers.get("q")?.answer).toMatchObject({
      text: "Newest",
      file_ids: ["f"],
    });
  });

  it("is not taken by a page that was left, since the next one may have written more", async () => {
    const [server, shelf] = [makeServer(), makeShelf()];
    const left = new AnswerQueue("a", [], server.send, shelf);
    left.stop();

    left.revise("q", (now) => ({ ...now, file_ids: ["f"] }));
    await vi.advanceTimersByTimeAsync(60_000);

    expect(server.sent).toEqual([]);
    expect(shelf.kept.size).toBe(0);
  });

  it("keeps a file that an earlier answer did not have yet", () => {
    const file = { id: "f", name: "a.png", media_type: "image/png", size: 1, url: "" };
    const held = { seq: 1, answer: NO_ANSWER, flagged: false };
    const before = { answers: [{ ...stored("q", held), files: [file] }] } as unknown as Attempt;

    const earlier = withAnswer(before, stored("q", held));
    expect(earlier.answers[0]?.files).toEqual([file]);

    const told = { ...file, url: "/files/f" };
    const now = withAnswer(earlier, { ...stored("q", held), files: [told] });
    expect(now.answers[0]?.files).toEqual([told]);
  });
});
