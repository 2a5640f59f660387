/** Searches wait for a pause in typing. */
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { useSearchText } from "@/features/catalogue/useCatalogueFilter";
import { PAUSE, useSettled } from "@/ui/useSettled";

/** Runs a hook with one input after another. */
function run<Input, Output>(hook: (input: Input) => Output, first: Input) {
  const results: Output[] = [];
  const Probe = ({ input }: { input: Input }) => {
    results.push(hook(input));
    return null;
  };
  const root = createRoot(document.createElement("div"));
  const give = (input: Input) => act(() => root.render(<Probe input={input} />));
  give(first);
  return { give, newest: () => results.at(-1) as Output };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const pass = (milliseconds: number) => act(() => vi.advanceTimersByTime(milliseconds));

describe("a value that somebody types", () => {
  it("settles once after the last stroke", () => {
    const asked = run((text: string) => useSettled(text), "" as string);
    for (const text of ["k", "kn", "knot"]) {
      asked.give(text);
      pass(PAUSE - 1);
      expect(asked.newest()).toBe("");
    }

    pass(1);

    expect(asked.newest()).toBe("knot");
  });
});

describe("the words in the catalogue's box", () => {
  const box = (commit: (text: string) => void) =>
    run((address: string) => useSearchText(address, commit), "" as string);

  it("come into the address after a pause, without the spaces around them", () => {
    const commit = vi.fn();
    const search = box(commit);
    act(() => search.newest()[1](" knots "));
    pass(PAUSE - 1);
    expect(commit).not.toHaveBeenCalled();

    pass(1);

    expect(commit.mock.calls).toEqual([["knots"]]);
  });

  it("call nobody back who is on the way to another page", () => {
    const commit = vi.fn();
    const search = run(
      (leaving: boolean) => useSearchText("", commit, { leaving }),
      false as boolean,
    );
    act(() => search.newest()[1]("knots"));
    search.give(true);
    pass(10 * PAUSE);
    expect(commit).not.toHaveBeenCalled();

    search.give(false);

    expect(commit.mock.calls).toEqual([["knots"]]);
  });

  it("follow the address when somebody goes back, and do not change it again", () => {
    const commit = vi.fn();
    const search = box(commit);
    act(() => search.newest()[1]("knots"));
    pass(PAUSE);
    search.give("knots");
    search.give("");
    pass(10 * PAUSE);

    expect(search.newest()[0]).toBe("");
    expect(commit.mock.calls).toEqual([["knots"]]);
  });
});
