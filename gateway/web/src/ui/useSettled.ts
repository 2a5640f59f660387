/** A value once it has stayed the same for a moment: what is asked for while somebody types. */
import { useEffect, useState } from "react";

/** Milliseconds without another stroke after which a search is asked. */
export const PAUSE = 300;

export function useSettled<Value>(value: Value, pause = PAUSE): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return settled;
}
