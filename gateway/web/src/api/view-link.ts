/**
 * The link by which staff open a view: its code leaves the address bar before anything else looks
 * at it, and the page that it opens never asks for the browser's own session.
 */
export const VIEW_PATH = "/impersonation";

/** In the session storage of a tab whose page shows a view. */
const MARK = "academy.view";

interface Surroundings {
  location: Pick<Location, "pathname" | "hash" | "reload">;
  history: Pick<History, "replaceState">;
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> | null;
}

export class ViewLink {
  /** Whether this page was opened by a link, or by what is left of one. */
  readonly isOpen: boolean;
  /** What the link carried; empty when it carried none. */
  readonly code: string;

  constructor(private readonly around: Surroundings) {
    const { pathname, hash } = around.location;
    this.isOpen = isViewPath(pathname);
    this.code = this.isOpen ? codeIn(hash) : "";
    if (this.isOpen && hash) this.clean();
  }

  /**
   * A second link in the same tab changes nothing but the fragment: it gets a page of its own. The
   * page may have come here by itself, so its address counts and not how it was opened.
   */
  onFragment = (): void => {
    const { pathname, hash } = this.around.location;
    if (isViewPath(pathname) && codeIn(hash)) this.around.location.reload();
  };

  /** Takes what could belong to the person out of the address bar. */
  clean(): void {
    this.around.history.replaceState(null, "", VIEW_PATH);
  }

  /** Remembers that this tab shows a view, but not whose. */
  mark(): void {
    this.around.storage?.setItem(MARK, "1");
  }

  /** Whether the tab showed a view, which is forgotten by that. */
  unmark(): boolean {
    const mark = this.around.storage?.getItem(MARK);
    this.around.storage?.removeItem(MARK);
    return mark === "1";
  }
}

const isViewPath = (path: string): boolean => path.replace(/\/$/, "") === VIEW_PATH;

const codeIn = (hash: string): string => new URLSearchParams(hash.slice(1)).get("code") ?? "";

function tabStorage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

export const viewLink = new ViewLink({
  location: window.location,
  history: window.history,
  storage: tabStorage(),
});
