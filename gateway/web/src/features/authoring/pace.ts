/** How fast something arrives, by what came in the last seconds. */

const WINDOW = 8_000;

export class Pace {
  private readonly seen: { at: number; sent: number }[] = [];

  note(sent: number, at = Date.now()): void {
    const last = this.seen.at(-1);
    if (last && sent < last.sent) this.seen.length = 0;
    this.seen.push({ at, sent });
    while (this.seen.length > 2 && at - (this.seen[0]?.at ?? at) > WINDOW) this.seen.shift();
  }

  /** Bytes per second, or null before anybody can tell. */
  get speed(): number | null {
    const [first, last] = [this.seen[0], this.seen.at(-1)];
    if (!first || !last || last.at - first.at < 500) return null;
    return ((last.sent - first.sent) * 1000) / (last.at - first.at);
  }

  /** Seconds until the rest is sent, or null when nothing moves. */
  left(rest: number): number | null {
    const { speed } = this;
    return speed ? Math.ceil(rest / speed) : null;
  }
}
