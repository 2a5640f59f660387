/**
 * Saves writing by itself: on the device with every change, on the server soon after.
 *
 * A change says on which version it was made. When the server has moved on, changes of different
 * fields are put together; changes of the same field are for the person to decide.
 */
import { asProblem, isProblem, type Problem } from "@/api/problems";

import { changesOf, isSame, type Kept, merged, type Stored } from "./merge";

export const WAIT = 1_500;
export const RETRY = 5_000;

export type SaveStatus = "saved" | "saving" | "waiting" | "offline" | "refused" | "conflict";

export interface Snapshot<Values> {
  values: Values;
  status: SaveStatus;
  /** Whether this browser holds what the server does not. */
  onDevice: boolean;
  problem: Problem | null;
  /** What somebody else has written meanwhile. */
  theirs: Stored<Values> | null;
}

export interface Ports<Values> {
  keep: (kept: Kept<Values>) => Promise<void>;
  drop: () => Promise<void>;
  send: (changes: Partial<Values>, baseVersion: number) => Promise<Stored<Values>>;
  latest: () => Promise<Stored<Values>>;
  /** Whether the values may be sent; what may not only waits on the device. */
  valid: (values: Values) => boolean;
  onSaved?: (stored: Stored<Values>) => void;
  /** Sends only when it is asked to: a part of what is changed holds for buyers at once. */
  manual?: boolean;
  now?: () => number;
}

export class Autosave<Values extends object> {
  private state: Snapshot<Values>;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sending: Promise<boolean> | null = null;
  private keeping: Promise<void> = Promise.resolve();
  private stopped = false;
  private manual: boolean;
  private readonly listeners = new Set<() => void>();

  constructor(
    private base: Stored<Values>,
    private readonly ports: Ports<Values>,
  ) {
    const values = base.values;
    this.manual = ports.manual ?? false;
    this.state = { values, status: "saved", onDevice: true, problem: null, theirs: null };
  }

  snapshot = (): Snapshot<Values> => this.state;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Whether closing the page now would lose something. */
  get atRisk(): boolean {
    return !this.state.onDevice && !isSame(this.base.values, this.state.values);
  }

  get dirty(): boolean {
    return !isSame(this.base.values, this.state.values);
  }

  change(changes: Partial<Values>): void {
    const values = { ...this.state.values, ...changes };
    if (isSame(values, this.state.values)) return;
    this.show({ values, status: this.state.status === "conflict" ? "conflict" : this.calm });
    this.keepHere();
    this.planByItself();
  }

  /** Sends what is not sent yet, at once; answers whether all of it is on the server. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    if (this.sending) await this.sending;
    if (!this.dirty) return this.settle();
    if (this.state.status === "conflict" || this.stopped) return false;
    this.sending = this.send().finally(() => (this.sending = null));
    return this.sending;
  }

  /** The same, unless the person wants to decide when, and has not yet. */
  flushSoon(): void {
    if (!this.manual || this.state.status === "offline") void this.flush();
  }

  /** From now on sends by itself or only when it is asked to; what is not sent yet follows. */
  setManual(manual: boolean): void {
    if (manual === this.manual) return;
    this.manual = manual;
    const { status } = this.state;
    if (!this.dirty || this.sending || status === "conflict" || status === "refused") return;
    this.show({ status: this.calm });
    this.planByItself();
  }

  /** Ends a conflict with what the person has decided. */
  resolve(values: Values): void {
    const { theirs } = this.state;
    if (!theirs) return;
    this.base = theirs;
    this.show({ values, status: "saving", theirs: null, problem: null });
    this.keepHere();
    void this.flush();
  }

  /** Begins with writing that an earlier page left behind. */
  restore(values: Values): void {
    this.change(values);
    this.flushSoon();
  }

  /** Lets the person decide between writing from before and what the server has. */
  dispute(mine: Values): void {
    this.show({ values: mine, status: "conflict", theirs: this.base });
    this.keepHere();
  }

  /** Takes over what was saved elsewhere, unless something here is not saved yet. */
  async refresh(): Promise<void> {
    if (this.dirty || this.sending) return;
    const stored = await this.ports.latest();
    if (this.dirty || this.sending || stored.version <= this.base.version) return;
    this.base = stored;
    this.show({ values: stored.values });
    this.ports.onSaved?.(stored);
  }

  stop(): void {
    this.flushSoon();
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** How it stands with changes that nothing is wrong with. */
  private get calm(): SaveStatus {
    return this.manual ? "waiting" : "saving";
  }

  private async send(): Promise<boolean> {
    const { values } = this.state;
    if (!this.ports.valid(values)) return this.hold("refused");
    this.show({ status: "saving" });
    try {
      const stored = await this.ports.send(changesOf(this.base.values, values), this.base.version);
      return this.accept(stored, values);
    } catch (error) {
      return this.fail(error);
    }
  }

  private accept(stored: Stored<Values>, sent: Values): Promise<boolean> | boolean {
    this.base = stored;
    // The server may have tidied what was sent; what was written meanwhile goes on top.
    const values = { ...stored.values, ...changesOf(sent, this.state.values) };
    this.show({ values, problem: null });
    this.ports.onSaved?.(stored);
    if (!this.dirty) return this.settle();
    this.keepHere();
    this.planByItself();
    return this.hold(this.calm);
  }

  private async fail(error: unknown): Promise<boolean> {
    if (isProblem(error, "courses.lesson_changed_elsewhere", "courses.course_changed_elsewhere")) {
      return this.meet();
    }
    const problem = asProblem(error);
    this.show({ problem });
    if (problem.passing) return this.hold("offline", RETRY);
    return this.hold("refused");
  }

  /** Compares with what somebody else has saved since. */
  private async meet(): Promise<boolean> {
    try {
      const theirs = await this.ports.latest();
      const values = merged(this.base.values, this.state.values, theirs.values);
      if (!values) {
        this.show({ status: "conflict", theirs });
        return false;
      }
      this.base = theirs;
      this.show({ values });
      this.keepHere();
      return await this.send();
    } catch (error) {
      this.show({ problem: asProblem(error) });
      return this.hold("offline", RETRY);
    }
  }

  private hold(status: SaveStatus, retry?: number): boolean {
    this.show({ status });
    if (retry) this.plan(retry);
    return false;
  }

  private settle(): boolean {
    this.show({ status: "saved", problem: null, theirs: null, onDevice: true });
    this.keeping = this.keeping
      .then(() => (this.dirty ? undefined : this.ports.drop()))
      .catch(ignore);
    return true;
  }

  private planByItself(): void {
    clearTimeout(this.timer);
    if (!this.manual) this.plan(WAIT);
  }

  private plan(wait: number): void {
    clearTimeout(this.timer);
    if (!this.stopped) this.timer = setTimeout(() => void this.flush(), wait);
  }

  /** Writes to the device one after another, so that the newest is the last. */
  private keepHere(): void {
    const { values } = this.state;
    const kept = { values, base: this.base, at: (this.ports.now ?? Date.now)() };
    this.show({ onDevice: false });
    this.keeping = this.keeping
      // Of several that wait, only the newest is worth writing.
      .then(() => (this.state.values === values ? this.ports.keep(kept) : undefined))
      .then(() => this.state.values === values && this.show({ onDevice: true }))
      .then(ignore, ignore);
  }

  private show(changes: Partial<Snapshot<Values>>): void {
    this.state = { ...this.state, ...changes };
    this.listeners.forEach((listener) => listener());
  }
}

function ignore(): void {
  // A browser that keeps nothing still saves on the server; leaving the page is asked about then.
}
