/** What the catalogue shows, kept in the address so that it can be shared and gone back to. */
import { useCallback, useEffect, useMemo, useState } from "react";
import { useSearchParams } from "react-router";

import type { CourseFilter } from "@/api/types";
import { useSettled } from "@/ui/useSettled";

export const LEVELS = ["beginner", "intermediate", "advanced"] as const;
export const ORDERS = [
  "relevance",
  "popular",
  "rating",
  "newest",
  "price_low",
  "price_high",
] as const;
export const PRICES = ["free", "paid", "low", "middle", "high"] as const;
export const RATINGS = ["4", "3"] as const;

/** Filters of which several values can be chosen, and what a value looks like. */
const SEVERAL = {
  category: /^[a-z0-9]+(-[a-z0-9]+)*$/,
  level: /^(beginner|intermediate|advanced)$/,
  language: /^[a-z]{2,3}(-[A-Za-z]{2,4})?$/,
  tag: /^[^\s,]{1,60}$/,
  price: /^(free|paid|low|middle|high)$/,
};
const MOST = { category: 20, level: 3, language: 20, tag: 10, price: 5 };

export type Several = keyof typeof SEVERAL;
export type Facet = Several | "rating";
export const FACETS: Facet[] = ["category", "level", "language", "price", "rating", "tag"];

const oneOf = <T extends string>(choices: readonly T[], value: string | null): T | undefined =>
  choices.find((choice) => choice === value);

const listOf = (text: string | null | undefined): string[] => (text ? text.split(",") : []);

function readSeveral(params: URLSearchParams, key: Several): string | undefined {
  const known = listOf(params.get(key)).filter((value) => SEVERAL[key].test(value));
  return [...new Set(known)].slice(0, MOST[key]).join(",") || undefined;
}

/** Reads the address; whatever is not a known choice is left out. */
export function readFilter(params: URLSearchParams): CourseFilter {
  const rating = oneOf(RATINGS, params.get("rating"));
  return {
    search: params.get("search")?.trim().slice(0, 200) || undefined,
    category: readSeveral(params, "category"),
    level: readSeveral(params, "level"),
    language: readSeveral(params, "language"),
    tag: readSeveral(params, "tag"),
    price: readSeveral(params, "price"),
    rating: rating ? Number(rating) : undefined,
    order: oneOf(ORDERS, params.get("order")),
  };
}

/** The values of a filter that are chosen. */
export function chosenOf(filter: CourseFilter, facet: Facet): string[] {
  if (facet === "rating") return filter.rating ? [String(filter.rating)] : [];
  return listOf(filter[facet]);
}

type Key = "search" | "order" | Facet;

export function useCatalogueFilter() {
  const [params, setParams] = useSearchParams();
  const filter = useMemo(() => readFilter(params), [params]);

  const choose = useCallback(
    (key: Key, value: string | undefined) =>
      setParams(
        (previous) => {
          const next = new URLSearchParams(previous);
          if (value) next.set(key, value);
          else next.delete(key);
          return next;
        },
        { replace: key === "search", preventScrollReset: true },
      ),
    [setParams],
  );
  const toggle = useCallback(
    (facet: Facet, value: string) => {
      const chosen = chosenOf(filter, facet);
      const without = chosen.filter((one) => one !== value);
      const added = facet === "rating" ? [value] : [...chosen, value];
      choose(facet, (chosen.includes(value) ? without : added).join(","));
    },
    [filter, choose],
  );
  /** Everything but the words and the order. */
  const clear = useCallback(
    () =>
      setParams(
        (previous) => {
          const next = new URLSearchParams(previous);
          for (const facet of FACETS) next.delete(facet);
          return next;
        },
        { preventScrollReset: true },
      ),
    [setParams],
  );
  const reset = useCallback(() => setParams({}, { preventScrollReset: true }), [setParams]);
  return { filter, choose, toggle, clear, reset };
}

/**
 * The text in the search box runs ahead of the address by a short pause in typing.
 *
 * While somebody is on the way to another page nothing is committed: it would call them back.
 */
export function useSearchText(
  inAddress: string,
  commit: (text: string) => void,
  { leaving = false } = {},
) {
  const [text, setText] = useState(inAddress);
  const [known, setKnown] = useState(inAddress);
  if (known !== inAddress) {
    setKnown(inAddress);
    if (text.trim() !== inAddress) setText(inAddress);
  }
  const settled = useSettled(text);
  useEffect(() => {
    // What the address said meanwhile wins over what was typed before.
    if (!leaving && settled === text && settled.trim() !== inAddress) commit(settled.trim());
  }, [settled, text, inAddress, commit, leaving]);
  return [text, setText] as const;
}
