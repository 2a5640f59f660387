/** What the toolbar does to the text; every command is one step that can be undone. */
import { EditorSelection, type StateCommand } from "@codemirror/state";

/** Puts marks around each selection, or takes them away when they are there. */
export const around =
  (mark: string, placeholder: string): StateCommand =>
  ({ state, dispatch }) => {
    const width = mark.length;
    const change = state.changeByRange(({ from, to }) => {
      const inside = state.sliceDoc(from - width, from) === mark;
      if (inside && state.sliceDoc(to, to + width) === mark) {
        return {
          changes: [
            { from: from - width, to: from },
            { from: to, to: to + width },
          ],
          range: EditorSelection.range(from - width, to - width),
        };
      }
      const text = state.sliceDoc(from, to) || placeholder;
      return {
        changes: { from, to, insert: mark + text + mark },
        range: EditorSelection.range(from + width, from + width + text.length),
      };
    });
    dispatch(state.update(change, { scrollIntoView: true, userEvent: "input" }));
    return true;
  };

const PREFIX = /^(?:#{1,6} |> |[-*] |\d+\. )/;

/** Begins the selected lines with a mark, or takes it away when all of them have it. */
export const lines =
  (mark: (number: number) => string): StateCommand =>
  ({ state, dispatch }) => {
    const { from, to } = state.selection.main;
    const [first, last] = [state.doc.lineAt(from).number, state.doc.lineAt(to).number];
    const chosen = Array.from({ length: last - first + 1 }, (_, at) => state.doc.line(first + at));
    const marked = chosen.every((line, at) => line.text.startsWith(mark(at + 1)));
    const changes = chosen.map((line, at) => {
      const old = PREFIX.exec(line.text)?.[0].length ?? 0;
      return { from: line.from, to: line.from + old, insert: marked ? "" : mark(at + 1) };
    });
    dispatch(state.update({ changes, scrollIntoView: true, userEvent: "input" }));
    return true;
  };

/** Puts a block of its own around the selected text; the first placeholder is selected. */
export const block =
  (before: string, placeholder: string, after: string): StateCommand =>
  ({ state, dispatch }) => {
    const { from, to } = state.selection.main;
    const text = state.sliceDoc(from, to) || placeholder;
    const line = state.doc.lineAt(from);
    const start =
      from > line.from
        ? "\n\n"
        : line.number > 1 && previous(state.doc.sliceString(0, from))
          ? "\n"
          : "";
    const insert = `${start}${before}${text}${after}\n`;
    const anchor = from + start.length + before.length;
    dispatch(
      state.update({
        changes: { from, to, insert },
        selection: EditorSelection.range(anchor, anchor + text.length),
        scrollIntoView: true,
        userEvent: "input",
      }),
    );
    return true;
  };

const previous = (text: string): boolean => text.length > 0 && !text.endsWith("\n\n");

/** A link around the selection; its address is what is typed next. */
export const link =
  (placeholder: string): StateCommand =>
  ({ state, dispatch }) => {
    const { from, to } = state.selection.main;
    const text = state.sliceDoc(from, to) || placeholder;
    const address = from + text.length + 3;
    dispatch(
      state.update({
        changes: { from, to, insert: `[${text}](https://)` },
        selection: EditorSelection.range(address, address + "https://".length),
        scrollIntoView: true,
        userEvent: "input",
      }),
    );
    return true;
  };

/** How a stored file stands in a text. */
export function reference(file: { id: string; name: string; media_type: string }): string {
  const name = file.name.replace(/[[\]\\]/g, " ").trim();
  const plain = `[${name}](file:${file.id})`;
  return file.media_type.startsWith("image/") ? `!${plain}` : plain;
}
