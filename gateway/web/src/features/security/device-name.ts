/** What a device is called by those who use it, as far as its user agent tells. */
import type { TFunction } from "i18next";

/** Order matters: nearly every browser also claims to be one of those below it. */
const BROWSERS: [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, "Edge"],
  [/OPR\/|Opera/, "Opera"],
  [/SamsungBrowser\//, "Samsung Internet"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/Chrome\/|CriOS\//, "Chrome"],
  [/Safari\//, "Safari"],
];

const SYSTEMS: [RegExp, string][] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/CrOS/, "ChromeOS"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "macOS"],
  [/Linux/, "Linux"],
];

const CONSOLE = /^academy-console\b/;

const named = (list: [RegExp, string][], userAgent: string): string | undefined =>
  list.find(([pattern]) => pattern.test(userAgent))?.[1];

export function deviceOf(userAgent: string, t: TFunction): string {
  if (CONSOLE.test(userAgent)) return t("security.device.console");
  const browser = named(BROWSERS, userAgent);
  const system = named(SYSTEMS, userAgent);
  if (browser && system) return t("security.device.both", { browser, system });
  return browser ?? system ?? t("security.device.unknown");
}

/** Whether to draw it as something that one holds in the hand. */
export const isHandheld = (userAgent: string): boolean =>
  /Mobi|iPhone|iPad|Android/.test(userAgent);
