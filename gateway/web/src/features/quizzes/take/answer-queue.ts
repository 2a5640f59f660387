/**
 * The answers of one attempt: shown as they are typed, kept on this device until the server has
 * them, and sent again until it does.
 *
 * Each change gets a higher `seq`, taken from the clock so that of two tabs the later change wins.
 */
import { asProblem } from "@/api/problems";

import type { Answer, StoredAnswer } from "../types";

export interface Held {
  seq: number;
  answer: Answer;
  flagged: boolean;
}

export type SaveState = "saved" | "saving" | "waiting";

export type Send = (questionId: string, held: Held) => Promise<StoredAnswer>;

export interface Snapshot {
  answers: ReadonlyMap<string, Held>;
  state: SaveState;
  /** Whether the server takes no more answers. */
  closed: boolean;
}

type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const RETRIES = [1_000, 2_000, 4_000, 8_000, 15_000];
const TYPING = 500;

export const shelfKey = (attemptId: string): string => `academy.attempt.${attemptId}`;

export class AnswerQueue {
  private answers: Map<string, Held>;
  private readonly unsent = new Map<string, Held>();
  private readonly sending = new Map<string, Promise<void>>();
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private closed = false;
  private current: Snapshot;

  constructor(
    private readonly attemptId: string,
    stored: readonly StoredAnswer[],
    private readonly send: Send,
    private readonly shelf: Shelf,
  ) {
    this.answers = new Map(
      stored.map(({ question_id: id, seq, answer, flagged }) => [id, { seq, answer, flagged }]),
    );
    for (const [id, held] of this.shelved()) {
      if (held.seq <= (this.answers.get(id)?.seq ?? 0)) continue;
      this.answers.set(id, held);
      this.unsent.set(id, held);
    }
    this.current = this.draw();
    if (this.unsent.size > 0) this.plan(0);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): Snapshot => this.current;

  /** Takes a change; what is typed is sent when the typing pauses. */
  change(questionId: string, change: { answer?: Answer; flagged?: boolean }, typing = false): void {
    if (this.closed) return;
    const before = this.answers.get(questionId);
    const answer = change.answer ?? before?.answer;
    const held: Held = {
      seq: Math.max(Date.now(), (before?.seq ?? 0) + 1),
      answer: answer ?? { choices: [], truth: null, text: "", order: [], pairs: {}, file_ids: [] },
      flagged: change.flagged ?? before?.flagged ?? false,
    };
    this.answers = new Map(this.answers).set(questionId, held);
    this.unsent.set(questionId, held);
    this.keep();
    this.show();
    this.plan(typing ? TYPING : 0);
  }

  /** Sends what is left now; whether the server has everything afterwards. */
  async drain(): Promise<boolean> {
    clearTimeout(this.timer);
    await Promise.all([...this.unsent.keys()].map((id) => this.deliver(id)));
    if (this.unsent.size > 0 && !this.closed && this.failures === 0) return this.drain();
    return this.unsent.size === 0;
  }

  /** The connection is back, so nothing waits for its turn. */
  readonly retryNow = (): void => {
    if (this.unsent.size > 0) this.plan(0);
  };

  /** The server takes no more answers. */
  close(): void {
    this.closed = true;
    this.unsent.clear();
    clearTimeout(this.timer);
    this.shelf.removeItem(shelfKey(this.attemptId));
    this.show();
  }

  /** Nobody looks any more; what is not sent stays on the shelf for the next visit. */
  stop(): void {
    clearTimeout(this.timer);
    this.listeners.clear();
  }

  private plan(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.drain(), delay);
  }

  private async deliver(questionId: string): Promise<void> {
    const running = this.sending.get(questionId);
    if (running) return running;
    const held = this.unsent.get(questionId);
    if (!held) return undefined;
    const delivery = this.post(questionId, held).finally(() => this.sending.delete(questionId));
    this.sending.set(questionId, delivery);
    return delivery;
  }

  private async post(questionId: string, held: Held): Promise<void> {
    try {
      const stored = await this.send(questionId, held);
      this.failures = 0;
      this.settle(questionId, held, stored);
    } catch (error) {
      this.fail(questionId, held, error);
    }
  }

  private settle(questionId: string, held: Held, stored: StoredAnswer): void {
    if (this.unsent.get(questionId)?.seq === held.seq) this.unsent.delete(questionId);
    const { seq, answer, flagged } = stored;
    if (seq > (this.answers.get(questionId)?.seq ?? 0) || stored.checked) {
      this.answers = new Map(this.answers).set(questionId, { seq, answer, flagged });
      this.unsent.delete(questionId);
    }
    this.keep();
    this.show();
  }

  private fail(questionId: string, held: Held, error: unknown): void {
    const problem = asProblem(error);
    if (problem.code === "courses.attempt_finished") {
      this.close();
    } else if (problem.passing || problem.status === 401) {
      this.failures += 1;
      this.plan(RETRIES[Math.min(this.failures, RETRIES.length) - 1] ?? 15_000);
    } else if (this.unsent.get(questionId)?.seq === held.seq) {
      this.unsent.delete(questionId);
    }
    this.show();
  }

  private shelved(): [string, Held][] {
    try {
      const text = this.shelf.getItem(shelfKey(this.attemptId));
      return text ? Object.entries(JSON.parse(text) as Record<string, Held>) : [];
    } catch {
      return [];
    }
  }

  /** Storage can be full or forbidden; the answers are in memory then, and on their way. */
  private keep(): void {
    const key = shelfKey(this.attemptId);
    try {
      if (this.unsent.size === 0) this.shelf.removeItem(key);
      else this.shelf.setItem(key, JSON.stringify(Object.fromEntries(this.unsent)));
    } catch {
      // Nothing to do about it.
    }
  }

  private draw(): Snapshot {
    const state = this.unsent.size === 0 ? "saved" : this.failures > 0 ? "waiting" : "saving";
    return { answers: this.answers, state, closed: this.closed };
  }

  private show(): void {
    this.current = this.draw();
    this.listeners.forEach((listener) => listener());
  }
}
