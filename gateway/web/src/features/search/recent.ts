/** What this browser searched for lately; it stays in the browser. */
import { session } from "@/api/session";

const KEY = "academy.searches";
const MOST = 6;

export function recentSearches(): string[] {
  if (session.isView) return [];
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => typeof one === "string").slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** Puts a search in front, once, whatever its case. */
export function withSearch(kept: string[], text: string): string[] {
  const plain = text.trim();
  if (!plain) return kept;
  const others = kept.filter((one) => one.toLowerCase() !== plain.toLowerCase());
  return [plain, ...others].slice(0, MOST);
}

export function rememberSearch(text: string): void {
  keep(withSearch(recentSearches(), text));
}

export function forgetSearches(): void {
  keep([]);
}

function keep(searches: string[]): void {
  // A view leaves nothing behind.
  if (session.isView) return;
  try {
    localStorage.setItem(KEY, JSON.stringify(searches));
  } catch {
    // A browser that keeps nothing has no recent searches.
  }
}
