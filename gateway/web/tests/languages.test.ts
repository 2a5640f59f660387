import { describe, expect, it } from "vitest";

import { ar } from "@/i18n/ar";
import { en } from "@/i18n/en";

type Texts = { [key: string]: string | Texts };

function flatten(texts: Texts, path = ""): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "string" ? [[path + key, value]] : flatten(value, `${path}${key}.`),
  ) as [string, string][];
}

const PLURAL = /_(zero|one|two|few|many|other)$/;
const ARABIC_FORMS = ["zero", "one", "two", "few", "many", "other"];
const base = (key: string) => key.replace(PLURAL, "");
const english = new Map(flatten(en));
const arabic = new Map(flatten(ar));

describe("the Arabic translation", () => {
  it("has every text that the English one has, and no other", () => {
    const keys = (texts: Map<string, string>) => [...new Set([...texts.keys()].map(base))].sort();

    expect(keys(arabic)).toEqual(keys(english));
  });

  it("has all six plural forms of every counted text", () => {
    const counted = [...english.keys()].filter((key) => PLURAL.test(key)).map(base);
    const missing = counted.flatMap((key) =>
      ARABIC_FORMS.map((form) => `${key}_${form}`).filter((form) => !arabic.has(form)),
    );

    expect(missing).toEqual([]);
  });

  it("uses no placeholder that the English text does not have", () => {
    const placeholders = (text = "") => text.match(/{{\w+}}/g) ?? [];
    const known = (key: string) =>
      [...english]
        .filter(([name]) => base(name) === base(key))
        .flatMap(([, text]) => placeholders(text));
    const unknown = [...arabic].filter(
      ([key, text]) => !placeholders(text).every((name) => known(key).includes(name)),
    );

    expect(unknown).toEqual([]);
  });

  it("is written in Arabic", () => {
    const latin = [...arabic].filter(([, text]) => !/[\u0600-\u06ff]/.test(text));

    expect(latin).toEqual([]);
  });
});
