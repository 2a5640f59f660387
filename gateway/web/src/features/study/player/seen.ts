/** Which seconds of a video went by, in the order that the server wants to hear of them. */

export interface Interval {
  start: number;
  end: number;
}

/** A step of the clock that is longer was a jump. */
const LONGEST_STEP = 3;
/** More than that is told the next time. */
const MOST_INTERVALS = 100;

export class Seen {
  private seconds = new Set<number>();
  private last: number | null = null;

  /** The playhead moved while the video played: the seconds that it passed were seen. */
  move(to: number): void {
    const from = this.last;
    this.last = to;
    if (from === null || to <= from || to - from > LONGEST_STEP) return;
    for (let second = Math.floor(from); second < to; second += 1) this.seconds.add(second);
  }

  /** The playhead stands, or was put elsewhere. */
  stop(): void {
    this.last = null;
  }

  get isEmpty(): boolean {
    return this.seconds.size === 0;
  }

  /** Hands out what was seen since the last time. */
  take(): Interval[] {
    const sorted = [...this.seconds].sort((a, b) => a - b);
    this.seconds = new Set();
    const intervals: Interval[] = [];
    for (const second of sorted) {
      const open = intervals.at(-1);
      if (open?.end === second) open.end = second + 1;
      else intervals.push({ start: second, end: second + 1 });
    }
    this.giveBack(intervals.splice(MOST_INTERVALS));
    return intervals;
  }

  /** Takes back what could not be told. */
  giveBack(intervals: Interval[]): void {
    for (const { start, end } of intervals)
      for (let second = start; second < end; second += 1) this.seconds.add(second);
  }
}
