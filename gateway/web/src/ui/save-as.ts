/** Hands something to the browser as a download. */

/** Milliseconds in which every browser has taken the bytes. */
const TAKEN_WITHIN = 60_000;

export function saveAs(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), TAKEN_WITHIN);
}
