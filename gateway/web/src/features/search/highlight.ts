/** Which parts of a suggestion are what was typed. */
export interface Part {
  text: string;
  typed: boolean;
}

const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f\u064b-\u065f\u0670]/g, "")
    .toLowerCase();

/** Length of the beginning of `word` that reads like `typed`, accents and case apart. */
function typedLength(word: string, typed: string): number {
  const wanted = plain(typed);
  for (let length = 1; length <= word.length; length += 1) {
    const read = plain(word.slice(0, length));
    if (read === wanted && !/^\p{M}/u.test(word.slice(length))) return length;
    if (!wanted.startsWith(read)) return 0;
  }
  return 0;
}

/** Cuts a label so that beginnings of words that were typed stand apart. */
export function highlight(label: string, typed: string): Part[] {
  const words = typed.trim().split(/\s+/).filter(Boolean);
  return label
    .split(/(?<=\s)/)
    .flatMap((word) => {
      const length = Math.max(0, ...words.map((one) => typedLength(word, one)));
      return [
        { text: word.slice(0, length), typed: true },
        { text: word.slice(length), typed: false },
      ];
    })
    .filter(({ text }) => text !== "");
}
