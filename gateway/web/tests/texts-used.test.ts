// @vitest-environment node
/** Texts that no page says are found, so that nobody translates them. */
import { readdirSync, readFileSync } from "node:fs";

import { expect, it } from "vitest";

import { en } from "@/i18n/en";

type Texts = { [key: string]: string | Texts };

const keysOf = (texts: Texts, path = ""): string[] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "string" ? [path + key] : keysOf(value, `${path}${key}.`),
  );

const source = new URL("../src/", import.meta.url);
const code = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith("schema.d.ts"))
  .map((name) => readFileSync(new URL(name, source), "utf8"))
  .join("\n");

const PLURAL = /_(zero|one|other)$/;
const literals = new Set(code.match(/(?<=")[\w.]+(?=")/g));
/** Of a key that is put together, what is not written out may be anything but a dot. */
const patterns = [...code.matchAll(/`(\w+\.(?:[\w.]|\$\{[^`}]*\})*)`/g)].map(
  ([, text = ""]) => new RegExp(`^${text.replace(/\./g, "\\.").replace(/\$\{[^}]*\}/g, "[^.]+")}$`),
);

it("says every text somewhere", () => {
  const said = (key: string) => literals.has(key) || patterns.some((one) => one.test(key));
  const keys = new Set(keysOf(en).map((key) => key.replace(PLURAL, "")));

  expect([...keys].filter((key) => !said(key))).toEqual([]);
});
