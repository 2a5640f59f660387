/** Where a visitor wanted to go before signing in; kept across the confirmation mail. */

const KEY = "academy.return-to";

/** Only paths of this site: a full address could lead to somebody else's. */
export function safePath(path: string | null | undefined): string | null {
  return path && /^\/(?![/\\])/.test(path) ? path : null;
}

export function rememberReturn(path: string | null): void {
  try {
    if (safePath(path)) localStorage.setItem(KEY, path as string);
  } catch {
    // Without storage the visitor lands on the start page after signing in.
  }
}

export function takeReturn(): string | null {
  try {
    const path = safePath(localStorage.getItem(KEY));
    localStorage.removeItem(KEY);
    return path;
  } catch {
    return null;
  }
}

export function withReturn(page: "/signin" | "/register", path: string | null): string {
  const safe = safePath(path);
  return safe ? `${page}?next=${encodeURIComponent(safe)}` : page;
}
