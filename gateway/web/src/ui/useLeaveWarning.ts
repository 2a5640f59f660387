/** Asks before the page is left while something would be lost by it. */
import { useEffect } from "react";

export function useLeaveWarning(risky: boolean): void {
  useEffect(() => {
    if (!risky) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [risky]);
}
