/** Stands in for react-remove-scroll: locks the page by a class, as our CSP allows no `<style>`. */
import { type ElementType, type ReactNode, useEffect } from "react";

let locks = 0;

function apply(change: number): void {
  locks += change;
  document.documentElement.classList.toggle("scroll-locked", locks > 0);
}

interface Props {
  as?: ElementType;
  enabled?: boolean;
  children?: ReactNode;
}

export function RemoveScroll({ as: Wrapper = "div", enabled = true, children }: Props) {
  useEffect(() => {
    if (!enabled) return undefined;
    apply(1);
    return () => apply(-1);
  }, [enabled]);
  return <Wrapper>{children}</Wrapper>;
}
