/** What the catalogue shows, kept in the address so that it can be shared and gone back to. */
import { useCallback, useEffect, useMemo, useState } from "react";
import { useSearchParams } from "react-router";

import type { CourseFilter } from "@/api/types";

const PAUSE_AFTER_TYPING = 300;

export const LEVELS = ["beginner", "intermediate", "advanced"] as const;
export const ORDERS = ["relevance", "newest", "price_low", "price_high"] as const;

const oneOf = <T extends string>(choices: readonly T[], value: string | null): T | undefined =>
  choices.find((choice) => choice === value);

/** Reads the address; whatever is not a known choice is left out. */
export function readFilter(params: URLSearchParams): CourseFilter {
  const slug = params.get("category") ?? "";
  const language = params.get("language") ?? "";
  const filter: CourseFilter = {
    search: params.get("search")?.trim().slice(0, 200) || undefined,
    category: /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) ? slug : undefined,
    level: oneOf(LEVELS, params.get("level")),
    language: /^[a-z]{2,3}$/.test(language) ? language : undefined,
    order: oneOf(ORDERS, params.get("order")),
  };
  return filter;
}

type Key = "search" | "category" | "level" | "language" | "order";

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
  const reset = useCallback(() => setParams({}, { preventScrollReset: true }), [setParams]);
  return { filter, choose, reset };
}

/** The text in the search box runs ahead of the address by a short pause in typing. */
export function useSearchText(inAddress: string, commit: (text: string) => void) {
  const [text, setText] = useState(inAddress);
  const [known, setKnown] = useState(inAddress);
  if (known !== inAddress) {
    setKnown(inAddress);
    if (text.trim() !== inAddress) setText(inAddress);
  }
  useEffect(() => {
    if (text.trim() === inAddress) return undefined;
    const timer = setTimeout(() => commit(text.trim()), PAUSE_AFTER_TYPING);
    return () => clearTimeout(timer);
  }, [text, inAddress, commit]);
  return [text, setText] as const;
}
