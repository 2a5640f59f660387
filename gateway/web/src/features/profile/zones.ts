/** Time zones of the IANA database, as far as this browser knows them. */

export const deviceZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

/** Every zone to choose from; one that is stored stays choosable even if the browser lacks it. */
export function zonesWith(stored: string): string[] {
  const known = Intl.supportedValuesOf("timeZone");
  return [...new Set(["UTC", deviceZone(), stored, ...known])].sort();
}

/** The time there now, so that a zone is recognized by more than its name. */
export function timeIn(zone: string, locale: string, now = new Date()): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone: zone }).format(now);
}
