/** What a browser remembers of watching: the speed, the captions, and the place in each video. */
import { session } from "@/api/session";

export function remember(key: string, value: string | number): void {
  // A view leaves nothing behind.
  if (session.isView) return;
  try {
    localStorage.setItem(`academy.${key}`, String(value));
  } catch {
    // Without storage the video starts at its beginning.
  }
}

export function recall(key: string): string {
  try {
    return localStorage.getItem(`academy.${key}`) ?? "";
  } catch {
    return "";
  }
}

/** A reload of this page may be quicker than the report to the server, so the tab remembers, too. */
export function rememberInTab(key: string, seconds: number): void {
  if (session.isView) return;
  try {
    sessionStorage.setItem(`academy.${key}`, String(seconds));
  } catch {
    // Without storage the server's word has to do.
  }
}

/** What this tab remembers, or null in a new one; a view shows the place of who is viewed. */
export function recallInTab(key: string): number | null {
  if (session.isView) return null;
  try {
    const kept = sessionStorage.getItem(`academy.${key}`);
    return kept === null ? null : Number(kept);
  } catch {
    return null;
  }
}

/** Seconds from the end within which a video starts over instead of resuming; less in short ones. */
const NEARLY_DONE = 10;

/** Where a video goes on: at the beginning for who has reached its end. */
export function placeToResume(at: number, duration: number): number {
  return at > 0 && at < duration - Math.min(NEARLY_DONE, duration / 10) ? at : 0;
}
