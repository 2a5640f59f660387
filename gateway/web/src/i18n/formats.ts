/** Money, dates and durations in the person's language. */
import type { Money } from "@/api/types";

const digitsOf = (currency: string): number =>
  new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions()
    .maximumFractionDigits ?? 2;

/** Minor units as a number of the major unit: 1999 EUR is 19.99, 500 JPY is 500. */
export function majorUnits(money: Money): number {
  return money.amount / 10 ** digitsOf(money.currency);
}

/** The inverse of `majorUnits`, rounded to whole minor units. */
export function toMoney(amount: number, currency: string): Money {
  return { amount: Math.round(amount * 10 ** digitsOf(currency)), currency };
}

const LEFT_TO_RIGHT = "\u200e";

/** With a mark that keeps a sign like "US$" together among words that are read the other way. */
function inCurrency(money: Money, locale: string, digits?: Intl.NumberFormatOptions): string {
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: money.currency,
    ...digits,
  });
  return format.format(majorUnits(money)).replace(/(?<=[A-Z]\p{Sc})$/u, LEFT_TO_RIGHT);
}

/** A price as people write it; whole amounts go without empty decimals. */
export function formatMoney(money: Money, locale: string): string {
  const whole = Number.isInteger(majorUnits(money));
  return inCurrency(
    money,
    locale,
    whole ? { maximumFractionDigits: 0, minimumFractionDigits: 0 } : {},
  );
}

/** An amount with all its decimals, as a receipt states it. */
export function formatExactMoney(money: Money, locale: string): string {
  return inCurrency(money, locale);
}

/** Minutes as "1 hr 25 min" in the reader's language. */
export function formatDuration(minutes: number, locale: string): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const part = (value: number, unit: "hour" | "minute") =>
    new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short" }).format(value);
  if (hours === 0) return part(rest, "minute");
  return rest === 0 ? part(hours, "hour") : `${part(hours, "hour")} ${part(rest, "minute")}`;
}

/** Seconds as "45 sec" or "2 min 5 sec" in the reader's language; hours go without seconds. */
export function formatSpan(seconds: number, locale: string): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole >= 3600) return formatDuration(Math.round(whole / 60), locale);
  const part = (value: number, unit: "minute" | "second") =>
    new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short" }).format(value);
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  if (minutes === 0) return part(rest, "second");
  return rest === 0
    ? part(minutes, "minute")
    : `${part(minutes, "minute")} ${part(rest, "second")}`;
}

export function formatDate(iso: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(new Date(iso));
}

export function formatMoment(iso: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(
    new Date(iso),
  );
}

export function formatPercent(share: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(
    share,
  );
}

/** Bytes as "4.2 MB" in the reader's language. */
export function formatSize(bytes: number, locale: string): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: units[step] ?? "byte",
    unitDisplay: "short",
    maximumFractionDigits: step > 1 ? 1 : 0,
  }).format(bytes / 1000 ** step);
}

/** The name of a language in the reader's own, for example "Arabic" for `ar`. */
export function languageName(code: string, locale: string): string {
  return new Intl.DisplayNames([locale], { type: "language" }).of(code) ?? code;
}
