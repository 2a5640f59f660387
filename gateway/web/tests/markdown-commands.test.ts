import { EditorSelection, EditorState, type StateCommand } from "@codemirror/state";
import { describe, expect, it } from "vitest";

import { around, block, lines, link, reference } from "@/features/authoring/markdown/commands";

/** What a command makes of a text whose selection stands between two bars. */
function made(text: string, command: StateCommand): string {
  const [before = "", selected = "", after = ""] = text.split("|");
  let state = EditorState.create({
    doc: before + selected + after,
    selection: EditorSelection.range(before.length, before.length + selected.length),
  });
  command({ state, dispatch: (transaction) => (state = transaction.state) });
  const { from, to } = state.selection.main;
  const doc = state.doc.toString();
  return `${doc.slice(0, from)}|${doc.slice(from, to)}|${doc.slice(to)}`;
}

describe("a tool of the editor", () => {
  it.each([
    ["a |b| c", around("**", "bold"), "a **|b|** c"],
    ["a **|b|** c", around("**", "bold"), "a |b| c"],
    ["a ||", around("*", "stressed"), "a *|stressed|*"],
    ["|one\ntwo|", lines(() => "- "), "- |one\n- two|"],
    ["|- one\n- two|", lines(() => "- "), "|one\ntwo|"],
    ["|one\ntwo|", lines((number) => `${number}. `), "1. |one\n2. two|"],
    ["|> one|", lines(() => "## "), "|## one|"],
    ["see |this|", link("text"), "see [this](|https://|)"],
    ["||", block("$$\n", "x", "\n$$"), "$$\n|x|\n$$\n"],
    ["text||", block("::: callout\n\n", "x", "\n\n:::"), "text\n\n::: callout\n\n|x|\n\n:::\n"],
  ])("makes of %j", (text, command, expected) => {
    expect(made(text, command).replaceAll("|", "")).toBe(expected.replaceAll("|", ""));
  });

  it("leaves selected what is written next", () => {
    expect(made("see |this|", link("text"))).toBe("see [this](|https://|)");
    expect(made("||", around("**", "bold"))).toBe("**|bold|**");
    expect(made("||", block("$$\n", "x", "\n$$"))).toBe("$$\n|x|\n$$\n");
  });

  it("names a picture and a file", () => {
    const file = { id: "7", name: "a [b].png", media_type: "image/png" };

    expect(reference(file)).toBe("![a  b .png](file:7)");
    expect(reference({ ...file, name: "plan.pdf", media_type: "application/pdf" })).toBe(
      "[plan.pdf](file:7)",
    );
  });
});
