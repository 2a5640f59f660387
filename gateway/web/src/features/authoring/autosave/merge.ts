/** What becomes of writing that was kept on the device when the server may have moved on. */

export interface Stored<Values> {
  values: Values;
  version: number;
}

export interface Kept<Values> {
  values: Values;
  base: Stored<Values>;
  at: number;
}

const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** The fields that differ from what is stored. */
export function changesOf<Values extends object>(stored: Values, edited: Values): Partial<Values> {
  const names = Object.keys(edited) as (keyof Values)[];
  const changed = names.filter((name) => !same(stored[name], edited[name]));
  return Object.fromEntries(changed.map((name) => [name, edited[name]])) as Partial<Values>;
}

export const isSame = <Values extends object>(one: Values, other: Values): boolean =>
  Object.keys(changesOf(one, other)).length === 0;

/** Both sides' changes together, when they are about different fields; else null. */
export function merged<Values extends object>(
  base: Values,
  mine: Values,
  theirs: Values,
): Values | null {
  const own = changesOf(base, mine);
  const other = changesOf(base, theirs);
  const both = Object.keys(own).filter((name) => name in other) as (keyof Values)[];
  return both.every((name) => same(mine[name], theirs[name])) ? { ...theirs, ...own } : null;
}

export type Recovery<Values> =
  | { kind: "nothing" }
  | { kind: "restored"; values: Values; at: number }
  | { kind: "conflict"; mine: Values; at: number };

/** What to do with kept writing when a page is opened again. */
export function recovery<Values extends object>(
  kept: Kept<Values> | null,
  stored: Stored<Values>,
): Recovery<Values> {
  if (!kept || isSame(stored.values, kept.values)) return { kind: "nothing" };
  const values =
    kept.base.version === stored.version
      ? kept.values
      : merged(kept.base.values, kept.values, stored.values);
  if (!values) return { kind: "conflict", mine: kept.values, at: kept.at };
  if (isSame(stored.values, values)) return { kind: "nothing" };
  return { kind: "restored", values, at: kept.at };
}
