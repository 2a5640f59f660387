/** Narrowing the catalogue: how many courses there would be with each choice. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { SlidersHorizontal, X } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import { facetsQuery } from "@/api/queries";
import type { CourseFilter, FacetValue } from "@/api/types";
import { useFormats } from "@/i18n/useFormats";
import { Button } from "@/ui/Button";
import { Select } from "@/ui/Field";
import { Skeleton } from "@/ui/States";

import {
  chosenOf,
  type Facet,
  FACETS,
  LEVELS,
  ORDERS,
  PRICES,
  RATINGS,
  type useCatalogueFilter,
} from "./useCatalogueFilter";

const FilterSheet = lazy(async () => ({ default: (await import("./FilterSheet")).FilterSheet }));

type Filter = ReturnType<typeof useCatalogueFilter>;

/** In this order whatever their counts; other facets show the most frequent first. */
const FIXED: Partial<Record<Facet, readonly string[]>> = {
  level: LEVELS,
  price: PRICES,
  rating: RATINGS,
};
const SHOWN_AT_FIRST = 8;

export const useFacets = (filter: CourseFilter) =>
  useQuery({ ...facetsQuery(filter), placeholderData: keepPreviousData });

/** What a value is called; the server names shelves and tags, the rest is said here. */
function useNames() {
  const { t } = useTranslation();
  const { language } = useFormats();
  return (facet: Facet, value: string, given?: string): string => {
    switch (facet) {
      case "level": {
        const level = LEVELS.find((one) => one === value);
        return level ? t(`level.${level}`) : value;
      }
      case "language":
        return language(value);
      case "price": {
        const price = PRICES.find((one) => one === value);
        return price ? t(`facet.prices.${price}`) : value;
      }
      case "rating":
        return t("facet.stars", { count: Number(value) });
      default:
        return given ?? value;
    }
  };
}

export function FacetCount({ value }: { value: FacetValue }) {
  const { locale } = useFormats();
  const number = new Intl.NumberFormat(locale).format(value.count);
  return <>{value.at_least ? `${number}+` : number}</>;
}

function valuesOf(facet: Facet, found: FacetValue[], chosen: string[]): FacetValue[] {
  const fixed = FIXED[facet];
  const known = new Map(found.map((value) => [value.value, value]));
  const absent = (value: string): FacetValue => ({ value, name: value, count: 0 });
  if (fixed) {
    return fixed
      .map((value) => known.get(value) ?? absent(value))
      .filter(({ value, count }) => count > 0 || chosen.includes(value));
  }
  const gone = chosen.filter((value) => !known.has(value)).map(absent);
  return [...gone, ...found];
}

function FacetGroup({
  facet,
  found,
  filter,
}: {
  facet: Facet;
  found: FacetValue[];
  filter: Filter;
}) {
  const { t } = useTranslation();
  const nameOf = useNames();
  const [all, setAll] = useState(false);
  const chosen = chosenOf(filter.filter, facet);
  const values = valuesOf(facet, found, chosen);
  if (values.length === 0) return null;
  const shown = all ? values : values.slice(0, SHOWN_AT_FIRST);
  return (
    <fieldset className="border-t border-line pt-4">
      <legend className="float-start mb-2 w-full font-semibold">{t(`facet.${facet}`)}</legend>
      <div className="clear-both grid gap-0.5">
        {shown.map((value) => (
          <label
            key={value.value}
            className="flex min-h-11 cursor-pointer items-center gap-3 rounded-xl px-2 hover:bg-sunken lg:min-h-9"
          >
            <input
              type="checkbox"
              checked={chosen.includes(value.value)}
              onChange={() => filter.toggle(facet, value.value)}
              className="size-4.5 shrink-0 accent-brand"
            />
            <span dir="auto" className="min-w-0 flex-1">
              {nameOf(facet, value.value, value.name)}
            </span>
            <span className="text-sm text-muted">
              <FacetCount value={value} />
            </span>
          </label>
        ))}
      </div>
      {values.length > SHOWN_AT_FIRST && (
        <button
          type="button"
          onClick={() => setAll(!all)}
          className="mt-1 min-h-9 px-2 text-sm font-semibold text-brand-ink hover:underline"
        >
          {all ? t("facet.fewer") : t("facet.more", { count: values.length - SHOWN_AT_FIRST })}
        </button>
      )}
    </fieldset>
  );
}

export function FacetPanel({ filter }: { filter: Filter }) {
  const { data, isPending } = useFacets(filter.filter);
  if (isPending) {
    return (
      <div className="grid gap-3">
        {FACETS.map((facet) => (
          <Skeleton key={facet} className="h-32 w-full rounded-2xl" />
        ))}
      </div>
    );
  }
  return (
    <div className="grid gap-4">
      {FACETS.map((facet) => (
        <FacetGroup key={facet} facet={facet} found={data?.[facet] ?? []} filter={filter} />
      ))}
    </div>
  );
}

/** What is chosen, each to be taken back by one press. */
export function ChosenFilters({ filter }: { filter: Filter }) {
  const { t } = useTranslation();
  const { data } = useFacets(filter.filter);
  const nameOf = useNames();
  const chosen = FACETS.flatMap((facet) =>
    chosenOf(filter.filter, facet).map((value) => ({
      facet,
      value,
      name: nameOf(facet, value, data?.[facet].find((one) => one.value === value)?.name),
    })),
  );
  if (chosen.length === 0) return null;
  return (
    <ul aria-label={t("facet.chosen")} className="flex flex-wrap items-center gap-2">
      {chosen.map(({ facet, value, name }) => (
        <li key={`${facet} ${value}`}>
          <button
            type="button"
            aria-label={t("facet.drop", { name })}
            onClick={() => filter.toggle(facet, value)}
            className="inline-flex min-h-10 items-center gap-2 rounded-full bg-brand-soft px-4 text-sm font-semibold text-brand-ink hover:bg-sunken"
          >
            <bdi>{name}</bdi>
            <X aria-hidden="true" className="size-4" />
          </button>
        </li>
      ))}
      <li>
        <Button size="small" look="quiet" onClick={filter.clear}>
          {t("facet.clear")}
        </Button>
      </li>
    </ul>
  );
}

export function OrderSelect({ filter: { filter, choose } }: { filter: Filter }) {
  const { t } = useTranslation();
  return (
    <Select
      aria-label={t("catalogue.order")}
      value={filter.order ?? "relevance"}
      onChange={(event) =>
        choose("order", event.target.value === "relevance" ? undefined : event.target.value)
      }
      className="sm:w-52"
    >
      {ORDERS.map((order) => (
        <option key={order} value={order}>
          {t(`order.${order}`)}
        </option>
      ))}
    </Select>
  );
}

/** On a phone the filters come in a sheet. */
export function FilterButton({ filter }: { filter: Filter }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const chosen = FACETS.reduce((sum, facet) => sum + chosenOf(filter.filter, facet).length, 0);
  return (
    <div className="lg:hidden">
      <Button
        wide
        look="secondary"
        aria-expanded={open}
        onClick={() => {
          setWanted(true);
          setOpen(true);
        }}
      >
        <SlidersHorizontal aria-hidden="true" className="size-4.5" />
        {chosen ? t("facet.filtersChosen", { count: chosen }) : t("facet.filters")}
      </Button>
      {wanted && (
        <Suspense>
          <FilterSheet open={open} onOpenChange={setOpen} filter={filter} />
        </Suspense>
      )}
    </div>
  );
}
