/** Ends what a page has under way when somebody leaves it. */
import { useEffect, useRef } from "react";

/** Holds the controller whose signal is aborted as soon as the component is gone. */
export function useLeaving() {
  const leaving = useRef(new AbortController());
  useEffect(() => {
    leaving.current = new AbortController();
    return () => leaving.current.abort();
  }, []);
  return leaving;
}
