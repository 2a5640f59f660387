import { describe, expect, it } from "vitest";

import { formatDuration, formatMoney, formatSize, majorUnits, toMoney } from "@/i18n/formats";

const plain = (text: string) => text.replace(/[\u00a0\u202f\u200f\u200e]/g, " ").trim();

describe("money", () => {
  it.each([
    [{ amount: 4900, currency: "EUR" }, "en", "€49"],
    [{ amount: 1999, currency: "EUR" }, "en", "€19.99"],
    [{ amount: 500, currency: "JPY" }, "en", "¥500"],
    [{ amount: 1500, currency: "KWD" }, "en", "KWD 1.500"],
    [{ amount: 4900, currency: "EUR" }, "de", "49 €"],
  ])("shows %o in %s as %s", (money, locale, shown) => {
    expect(plain(formatMoney(money, locale))).toBe(shown);
  });

  it("keeps a sign of letters and a symbol together in Arabic", () => {
    expect(formatMoney({ amount: 1900, currency: "USD" }, "ar")).toMatch(/US\$\u200e$/);
  });

  it.each([
    [19.99, "EUR", 1999],
    [0.1 + 0.2, "EUR", 30],
    [500, "JPY", 500],
    [1.5, "KWD", 1500],
  ])("turns %d %s into %d minor units", (amount, currency, minor) => {
    const money = toMoney(amount, currency);

    expect(money).toEqual({ amount: minor, currency });
    expect(majorUnits(money)).toBeCloseTo(amount);
  });
});

describe("durations", () => {
  it.each([
    [0, "0 min"],
    [45, "45 min"],
    [60, "1 hr"],
    [85, "1 hr 25 min"],
  ])("shows %d minutes as %s", (minutes, shown) => {
    expect(plain(formatDuration(minutes, "en"))).toBe(shown);
  });
});

describe("sizes", () => {
  it.each([
    [0, "0 byte"],
    [999, "999 byte"],
    [12_300, "12 kB"],
    [4_210_000, "4.2 MB"],
    [5_000_000_000, "5 GB"],
  ])("shows %d bytes as %s", (bytes, shown) => {
    expect(plain(formatSize(bytes, "en"))).toBe(shown);
  });
});
