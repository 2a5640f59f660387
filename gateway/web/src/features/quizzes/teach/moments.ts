/** Moments of the API as the fields of a form show them, in the person's own time zone. */

/** What a `datetime-local` field shows for a moment. */
export function inputMoment(iso: string | null | undefined): string {
  if (!iso) return "";
  const moment = new Date(iso);
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** The moment that a `datetime-local` field means, or null when it is empty. */
export function momentOf(value: string): string | null {
  return value ? new Date(value).toISOString() : null;
}
