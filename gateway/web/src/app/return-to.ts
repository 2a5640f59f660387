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

export function recallReturn(): string | null {
  try {
    return safePath(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

export function forgetReturn(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // What cannot be stored needs no forgetting.
  }
}

export function withReturn(page: "/signin" | "/register", path: string | null): string {
  const safe = safePath(path);
  return safe ? `${page}?next=${encodeURIComponent(safe)}` : page;
}
