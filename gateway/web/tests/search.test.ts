import { describe, expect, it } from "vitest";

import { addTag } from "@/features/authoring/tags";
import { highlight } from "@/features/search/highlight";
import { withSearch } from "@/features/search/recent";

const typedIn = (label: string, typed: string): string[] =>
  highlight(label, typed)
    .filter((part) => part.typed)
    .map((part) => part.text);

describe("what was typed stands apart in a suggestion", () => {
  it("at the beginning of any word, whatever its case", () => {
    expect(typedIn("Guitar for beginners", "beg")).toEqual(["beg"]);
    expect(typedIn("Guitar for beginners", "GUI beg")).toEqual(["Gui", "beg"]);
  });

  it("accents apart", () => {
    expect(typedIn("Le café français", "cafe fran")).toEqual(["café", "fran"]);
    expect(typedIn("مَدخل إلى الخط", "مدخل")).toEqual(["مَدخل"]);
  });

  it("never inside a word, and the label stays whole", () => {
    expect(typedIn("Guitar", "tar")).toEqual([]);
    expect(
      highlight("Le café français", "caf")
        .map(({ text }) => text)
        .join(""),
    ).toBe("Le café français");
  });
});

describe("recent searches", () => {
  it("come newest first, once each, and not without end", () => {
    expect(withSearch(["guitar", "oud"], "Oud")).toEqual(["Oud", "guitar"]);
    expect(withSearch(["a", "b", "c", "d", "e", "f"], "g")).toHaveLength(6);
    expect(withSearch(["a"], "  ")).toEqual(["a"]);
  });
});

describe("tags", () => {
  it("are added once each, lists too, and no more than ten", () => {
    expect(addTag(["Python"], " python ")).toEqual(["Python"]);
    expect(addTag([], "night sky, telescopes")).toEqual(["night sky", "telescopes"]);
    expect(addTag([], "a,b,c,d,e,f,g,h,i,j,k")).toHaveLength(10);
  });
});
