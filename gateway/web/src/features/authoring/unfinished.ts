/** What a browser remembers of uploads that are not finished, by lesson, so that they can go on. */

export interface Unfinished {
  id: string;
  url: string;
  name: string;
  size: number;
  print: string;
  begunAt: number;
}

const DAY = 24 * 3_600_000;
/** Before the server forgets what has arrived. */
const MARGIN = 10 * 60_000;
const SAMPLE = 256 * 1024;

const place = (lessonId: string) => `academy.upload.${lessonId}`;

export function keepUnfinished(lessonId: string, begun: Unfinished): void {
  try {
    localStorage.setItem(place(lessonId), JSON.stringify(begun));
  } catch {
    // Without storage an upload goes on only while its page is open.
  }
}

export function forgetUnfinished(lessonId: string): void {
  try {
    localStorage.removeItem(place(lessonId));
  } catch {
    // Nothing was kept then.
  }
}

/** The upload that an earlier visit has begun, as long as the server keeps what has arrived. */
export function findUnfinished(lessonId: string, now = Date.now()): Unfinished | null {
  try {
    const found = JSON.parse(localStorage.getItem(place(lessonId)) ?? "null") as Unfinished | null;
    return found && now - found.begunAt < DAY - MARGIN ? found : null;
  } catch {
    return null;
  }
}

/** A file's fingerprint by its size and three samples: the same file chosen again has the same. */
export async function printOf(file: File): Promise<string> {
  const middle = Math.max(0, Math.floor(file.size / 2) - SAMPLE / 2);
  const samples = [
    file.slice(0, SAMPLE),
    file.slice(middle, middle + SAMPLE),
    file.slice(Math.max(0, file.size - SAMPLE)),
  ];
  const content = await new Blob([String(file.size), ...samples]).arrayBuffer();
  // Pages that came over plain HTTP from elsewhere may not hash.
  if (!globalThis.crypto?.subtle) return `${file.name} ${file.size} ${file.lastModified}`;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
