/**
 * The answers of one attempt: shown as they are typed, kept on this device until the server has
 * them, and sent again until it does.
 *
 * Each change gets a higher `seq`, taken from the clock so that of two tabs the later change wins.
 */
import { asProblem, type Problem } from "@/api/problems";

import { type Answer, type Attempt, NO_ANSWER, type Revise, type StoredAnswer } from "../types";

export interface Held {
  seq: number;
  answer: Answer;
  flagged: boolean;
}

export type SaveState = "saved" | "saving" | "waiting" | "refused";

export type Send = (questionId: string, held: Held) => Promise<StoredAnswer>;

export interface Snapshot {
  answers: ReadonlyMap<string, Held>;
  state: SaveState;
  /** Why the server does not take an answer; it is tried again when it is changed, or by the next visit. */
  refused: ReadonlyMap<string, Problem>;
  /** Whether the server takes no more answers. */
  closed: boolean;
}

export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const RETRIES = [1_000, 2_000, 4_000, 8_000, 15_000];
const TYPING = 500;

export const shelfKey = (attemptId: string): string => `academy.attempt.${attemptId}`;

/** Why not every answer has arrived. */
export const notSaved = (queue: AnswerQueue) =>
  queue.snapshot().state === "refused" ? "quiz.someRefused" : "quiz.notAllSaved";

/** An attempt with what the server holds for one of its questions now; a file may come later. */
export function withAnswer(attempt: Attempt, stored: StoredAnswer): Attempt {
  const known = attempt.answers.find((one) => one.question_id === stored.question_id);
  const others = attempt.answers.filter((one) => one !== known);
  const told = new Set(stored.files.map(({ id }) => id));
  const files = [...stored.files, ...(known?.files ?? []).filter(({ id }) => !told.has(id))];
  return { ...attempt, answers: [...others, { ...stored, files }] };
}

export class AnswerQueue {
  private answers: Map<string, Held>;
  private readonly unsent = new Map<string, Held>();
  private refused: Map<string, Problem> = new Map();
  private readonly sending = new Map<string, Promise<void>>();
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private closed = false;
  private stopped = false;
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

  /** Takes what becomes of the newest answer, which may have changed since a page showed it. */
  revise(questionId: string, revise: Revise, typing = false): void {
    const now = this.answers.get(questionId)?.answer ?? NO_ANSWER;
    this.change(questionId, { answer: revise(now) }, typing);
  }

  /** Takes a change; what is typed is sent when the typing pauses. */
  change(questionId: string, change: { answer?: Answer; flagged?: boolean }, typing = false): void {
    if (this.closed || this.stopped) return;
    const before = this.answers.get(questionId);
    const held: Held = {
      seq: Math.max(Date.now(), (before?.seq ?? 0) + 1),
      answer: change.answer ?? before?.answer ?? NO_ANSWER,
      flagged: change.flagged ?? before?.flagged ?? false,
    };
    this.answers = new Map(this.answers).set(questionId, held);
    this.unsent.set(questionId, held);
    this.forgive(questionId);
    this.keep();
    this.show();
    this.plan(typing ? TYPING : 0);
  }

  /** Sends what is left now; whether the server has everything afterwards. */
  async drain(): Promise<boolean> {
    clearTimeout(this.timer);
    await Promise.all(this.open().map((id) => this.deliver(id)));
    if (this.open().length > 0 && !this.closed && this.failures === 0) return this.drain();
    return this.unsent.size === 0;
  }

  /** The connection is back, so nothing waits for its turn. */
  readonly retryNow = (): void => {
    if (this.open().length > 0) this.plan(0);
  };

  /** The server takes no more answers. */
  close(): void {
    this.closed = true;
    this.unsent.clear();
    this.refused = new Map();
    clearTimeout(this.timer);
    this.shelf.removeItem(shelfKey(this.attemptId));
    this.show();
  }

  /**
   * Nobody looks any more; what is not sent stays on the shelf for the next visit.
   *
   * What comes late, like a file, is not taken: it would go on top of what is older than what the
   * next visit writes.
   */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.listeners.clear();
  }

  /** The questions whose answers the server has not seen yet. */
  private open(): string[] {
    return [...this.unsent.keys()].filter((id) => !this.refused.has(id));
  }

  private forgive(questionId: string): void {
    this.refused = new Map([...this.refused].filter(([id]) => id !== questionId));
  }

  private plan(delay: number): void {
    clearTimeout(this.timer);
    if (!this.stopped) this.timer = setTimeout(() => void this.drain(), delay);
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
      this.refused = new Map(this.refused).set(questionId, problem);
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
    const { answers, refused, closed } = this;
    return { answers, refused, closed, state: this.state() };
  }

  private state(): SaveState {
    if (this.unsent.size === 0) return "saved";
    if (this.refused.size > 0) return "refused";
    return this.failures > 0 ? "waiting" : "saving";
  }

  private show(): void {
    this.current = this.draw();
    this.listeners.forEach((listener) => listener());
  }
}
