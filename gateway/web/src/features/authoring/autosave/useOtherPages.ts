/** Notices other pages of this browser that have the same thing open. */
import { useEffect, useState } from "react";

import { countOpenPages } from "./store";

/** Milliseconds until a page that was opened or closed is noticed at the latest. */
const EVERY = 1_500;

export function useOtherPages(subject: string): number {
  const [others, setOthers] = useState(0);
  useEffect(() => {
    const look = () =>
      void countOpenPages(subject).then((count) => setOthers(Math.max(0, count - 1)));
    look();
    const timer = setInterval(look, EVERY);
    return () => clearInterval(timer);
  }, [subject]);
  return others;
}
