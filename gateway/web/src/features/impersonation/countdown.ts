/** How long a view still lasts: to look at every second, to hear of now and then. */
import { useEffect, useState } from "react";

/** Minutes before the end that are said aloud. */
const SAID = [1, 5];

export const secondsUntil = (endsAt: number, now: number): number =>
  Math.max(0, Math.ceil((endsAt - now) / 1000));

/** The announcement that holds now: it changes at few moments, so that it is heard but rarely. */
export const minutesToSay = (seconds: number): number | undefined =>
  SAID.find((minutes) => seconds <= minutes * 60);

/** Minutes and seconds as a clock shows them, in the reader's digits. */
export function clock(seconds: number, locale: string): string {
  const two = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2, useGrouping: false });
  return `${two.format(Math.floor(seconds / 60))}:${two.format(seconds % 60)}`;
}

export function useSecondsLeft(endsAt: number): number {
  const [left, setLeft] = useState(() => secondsUntil(endsAt, Date.now()));
  useEffect(() => {
    const tick = () => setLeft(secondsUntil(endsAt, Date.now()));
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [endsAt]);
  return left;
}
