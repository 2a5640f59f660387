/** Writing kept in this browser, one entry for each page that is open. */
import { createStore, del, entries, set, type UseStore } from "idb-keyval";

import { session } from "@/api/session";
import { uniqueId } from "@/api/unique-id";

import type { Kept } from "./merge";

const LOCK = "academy-writing:";

let opened: UseStore | undefined;
const writing = () => (opened ??= createStore("academy-writing", "kept"));

export class WritingStore<Values> {
  readonly page = uniqueId();
  private readonly key: string;

  /** `subject` names what is written and by whom, so that nobody finds another person's words. */
  constructor(private readonly subject: string) {
    this.key = `${subject}:${this.page}`;
  }

  /** A view leaves nothing behind, and is not asked what it wrote. */
  keep(kept: Kept<Values>): Promise<void> {
    if (session.isView) return Promise.resolve();
    return set(this.key, kept, writing());
  }

  drop(): Promise<void> {
    return del(this.key, writing());
  }

  /** The newest writing that a page left behind which is not open any more; it is this page's now. */
  async adopt(): Promise<Kept<Values> | null> {
    if (session.isView) return null;
    const open = await openPages();
    const all = await entries<string, Kept<Values>>(writing());
    const left = all
      .filter(([key]) => key.startsWith(`${this.subject}:`) && !open.has(key))
      .sort(([, one], [, other]) => other.at - one.at);
    const [newest] = left;
    if (!newest) return null;
    await this.keep(newest[1]);
    await del(newest[0], writing());
    return newest[1];
  }

  /** Tells other pages that this one is open, until `signal` says otherwise. */
  hold(signal: AbortSignal): void {
    const closed = new Promise<void>((resolve) =>
      signal.addEventListener("abort", () => resolve()),
    );
    void navigator.locks?.request(LOCK + this.key, () => closed);
  }
}

/** How many pages, this one among them, have the subject open now. */
export async function countOpenPages(subject: string): Promise<number> {
  return [...(await openPages())].filter((key) => key.startsWith(`${subject}:`)).length;
}

async function openPages(): Promise<Set<string>> {
  const held = (await navigator.locks?.query())?.held ?? [];
  const names = held.map(({ name }) => name ?? "").filter((name) => name.startsWith(LOCK));
  return new Set(names.map((name) => name.slice(LOCK.length)));
}
