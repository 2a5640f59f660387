/** Names the page in the tab, in the history and to screen readers. */
import { useEffect } from "react";

export function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (title) document.title = `${title} · Academy`;
  }, [title]);
}
