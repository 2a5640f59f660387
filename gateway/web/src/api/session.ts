/** Who is signed in: the access token lives in memory only, the refresh token in a cookie. */
import type { FreshToken, ImpersonationSession, Session, User } from "./types";

const HINT = "academy.signed-in";
/** Seconds before its end at which an access token counts as spent. */
const MARGIN = 30;
const RETRY_AFTER = 5_000;

/** Somebody of the staff sees the academy as the signed-in person does. */
export interface View {
  by: string;
  readOnly: boolean;
  /** When its time is up, as `now` tells time. */
  endsAt: number;
}

/** Why a view ended; `unheard` is a leave that the server could not be told of. */
export type ViewEnd = "left" | "unheard" | "time" | "ended" | "away";

export type SessionState =
  | { status: "restoring" }
  | { status: "anonymous" }
  | { status: "signed-in"; user: User; view?: View }
  | { status: "view-over"; because: ViewEnd };

type Exclusively = <T>(work: () => Promise<T>) => Promise<T>;

interface Surroundings {
  fetch: typeof globalThis.fetch;
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> | null;
  exclusively: Exclusively;
  now: () => number;
}

/** Keeps the session fresh; many callers asking at once cause one refresh. */
export class SessionKeeper {
  private state: SessionState = { status: "restoring" };
  private accessToken: string | null = null;
  private expiresAt = 0;
  private refreshing: Promise<string | null> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private looks = false;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly around: Surroundings) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): SessionState => this.state;

  /** Whether this page is for a view, also after its end: it never turns into an own session. */
  get isView(): boolean {
    return this.looks;
  }

  /** Restores the session of an earlier visit, if this browser had one. */
  async restore(): Promise<void> {
    if (this.around.storage?.getItem(HINT)) await this.refresh();
    else this.end();
  }

  /** A token that is valid now, or null for a visitor who is not signed in. */
  async token(): Promise<string | null> {
    if (this.refreshing) return this.refreshing;
    if (this.accessToken && this.around.now() < this.expiresAt) return this.accessToken;
    return this.accessToken ? this.refresh() : null;
  }

  /** Replaces a token that the server refused, unless somebody else already has. */
  async renew(refused: string): Promise<string | null> {
    if (this.accessToken && this.accessToken !== refused) return this.accessToken;
    return this.refresh();
  }

  /** Asks who the person is now, for example after their role changed. */
  async reload(): Promise<void> {
    if (this.accessToken && !this.looks) await this.refresh();
  }

  begin(session: Session): void {
    if (this.looks) return;
    this.use(session);
    this.around.storage?.setItem(HINT, "1");
    this.become({ status: "signed-in", user: session.user });
  }

  /** Goes on with a token of the same session, for example after a fresh proof. */
  use(fresh: FreshToken): void {
    if (this.looks) return;
    this.accessToken = fresh.access_token;
    this.expiresAt = this.around.now() + (fresh.expires_in - MARGIN) * 1000;
    this.schedule((fresh.expires_in - MARGIN) * 1000);
  }

  end(): void {
    if (this.looks) return this.stopLooking("ended");
    this.accessToken = null;
    clearTimeout(this.timer);
    this.around.storage?.removeItem(HINT);
    this.become({ status: "anonymous" });
  }

  /**
   * Sees the academy as somebody else does, in this page only: nothing renews the token, and the
   * browser's own session is neither used nor changed.
   */
  look({ access_token, expires_in, user, impersonator_name, read_only }: ImpersonationSession) {
    const endsAt = this.around.now() + expires_in * 1000;
    this.looks = true;
    this.accessToken = access_token;
    this.expiresAt = endsAt;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.stopLooking("time"), expires_in * 1000);
    const view = { by: impersonator_name, readOnly: read_only, endsAt };
    this.become({ status: "signed-in", user, view });
  }

  /** Ends the view for this page; the first reason counts. */
  stopLooking(because: ViewEnd): void {
    if (this.state.status === "view-over") return;
    this.looks = true;
    this.accessToken = null;
    clearTimeout(this.timer);
    this.become({ status: "view-over", because });
  }

  private refresh(): Promise<string | null> {
    if (this.looks) {
      this.stopLooking(this.around.now() < this.expiresAt ? "ended" : "time");
      return Promise.resolve(null);
    }
    this.refreshing ??= this.around
      .exclusively(() => this.exchange())
      .finally(() => {
        this.refreshing = null;
      });
    return this.refreshing;
  }

  private async exchange(): Promise<string | null> {
    let response: Response;
    try {
      response = await this.around.fetch("/v1/sessions/refresh", {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Session-Transport": "cookie" },
        body: "{}",
      });
    } catch {
      return this.postpone();
    }
    if (response.ok) {
      this.begin((await response.json()) as Session);
      return this.accessToken;
    }
    if (response.status >= 500 || response.status === 429) return this.postpone();
    this.end();
    return null;
  }

  /** The server cannot be asked right now, which says nothing about the session: ask again. */
  private postpone(): null {
    this.schedule(RETRY_AFTER);
    return null;
  }

  private schedule(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), Math.max(delay, 1_000));
  }

  private become(state: SessionState): void {
    this.state = state;
    this.listeners.forEach((listener) => listener());
  }
}

/** One tab at a time: a refresh token is spent by its first use. */
const acrossTabs: Exclusively = (work) =>
  "locks" in navigator
    ? (navigator.locks.request("academy.session", work) as ReturnType<typeof work>)
    : work();

function safeStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

export const session = new SessionKeeper({
  fetch: (input, init) => globalThis.fetch(input, init),
  storage: safeStorage(),
  exclusively: acrossTabs,
  now: Date.now,
});
