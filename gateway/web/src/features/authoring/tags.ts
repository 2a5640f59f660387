/** Tags as a teacher types them; the server decides which spellings are the same. */
export const MOST_TAGS = 10;

const alike = (one: string, other: string): boolean =>
  one.localeCompare(other, undefined, { sensitivity: "base" }) === 0;

/** Adds what was typed, pasted lists too, each tag once and no more than ten. */
export function addTag(tags: string[], typed: string): string[] {
  const added = typed.split(",").map((tag) => tag.trim().replace(/\s+/g, " "));
  return added
    .filter(Boolean)
    .reduce((all, tag) => (all.some((one) => alike(one, tag)) ? all : [...all, tag]), tags)
    .slice(0, MOST_TAGS);
}
