/** Every course, to search and to filter. */
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigation } from "react-router";

import { categoriesQuery, coursesQuery } from "@/api/queries";
import type { FacetValue } from "@/api/types";
import { SearchBox } from "@/features/search/SearchBox";
import { useFormats } from "@/i18n/useFormats";
import { Button } from "@/ui/Button";
import { staleLook } from "@/ui/stale";
import { EmptyState, ErrorState, Loading } from "@/ui/States";
import { useTitle } from "@/ui/useTitle";

import { CourseTiles, CourseTileSkeletons } from "./CourseTile";
import { ChosenFilters, FacetPanel, FilterButton, OrderSelect, useFacets } from "./Filters";
import { chosenOf, FACETS, useCatalogueFilter, useSearchText } from "./useCatalogueFilter";

const SKELETONS = 6;

type Filter = ReturnType<typeof useCatalogueFilter>;

export function CataloguePage() {
  const { t } = useTranslation();
  useTitle(t("catalogue.title"));
  const filter = useCatalogueFilter();
  const { choose } = filter;
  const search = useCallback((text: string) => choose("search", text), [choose]);
  const leaving = useNavigation().state !== "idle";
  const [text, setText] = useSearchText(filter.filter.search ?? "", search, { leaving });
  return (
    <div className="page pt-8 sm:pt-12">
      <h1 className="text-4xl sm:text-5xl">{t("catalogue.title")}</h1>
      <form role="search" className="mt-6" onSubmit={(event) => event.preventDefault()}>
        <SearchBox value={text} onChange={setText} onSearch={search} />
      </form>
      <div className="mt-6 lg:grid lg:grid-cols-[15rem_minmax(0,1fr)] lg:gap-10">
        <aside aria-label={t("facet.filters")} className="hidden lg:block">
          <FacetPanel filter={filter} />
        </aside>
        <div className="grid content-start gap-5">
          <div className="grid grid-cols-2 items-center gap-3 lg:grid-cols-[minmax(0,1fr)_auto]">
            <FilterButton filter={filter} />
            <Total filter={filter} />
            <OrderSelect filter={filter} />
          </div>
          <ChosenFilters filter={filter} />
          <Results filter={filter} />
        </div>
      </div>
    </div>
  );
}

/** How many courses there are; on a phone below the two controls. */
function Total({ filter }: { filter: Filter }) {
  const { data } = useFacets(filter.filter);
  return (
    <p className="text-muted max-lg:order-last max-lg:col-span-2" role="status">
      {data && <TotalOf value={data.total} />}
    </p>
  );
}

function TotalOf({ value: { count, at_least: more } }: { value: FacetValue }) {
  const { t } = useTranslation();
  const { locale } = useFormats();
  const number = new Intl.NumberFormat(locale).format(count);
  return <>{more ? t("facet.atLeast", { number }) : t("catalogue.shownAll", { count })}</>;
}

function Results({ filter }: { filter: Filter }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery({
    ...coursesQuery(filter.filter),
    placeholderData: keepPreviousData,
  });
  const courses = query.data?.pages.flatMap((page) => page.items) ?? [];
  const corrected = query.data?.pages[0]?.corrected;
  if (query.isPending) {
    return (
      <Loading>
        <CourseTileSkeletons count={SKELETONS} narrow />
      </Loading>
    );
  }
  if (query.error && courses.length === 0) {
    return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  }
  return (
    <section aria-labelledby="results" className="grid gap-5">
      <h2 id="results" className="sr-only">
        {t("catalogue.results")}
      </h2>
      {corrected && <Corrected typed={filter.filter.search ?? ""} corrected={corrected} />}
      {courses.length === 0 ? (
        <NothingFound filter={filter} />
      ) : (
        <div className={staleLook(query.isPlaceholderData)}>
          <CourseTiles narrow courses={courses} />
        </div>
      )}
      {query.hasNextPage && (
        <div className="mt-5 text-center">
          <Button
            look="secondary"
            size="large"
            busy={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t("catalogue.more")}
          </Button>
        </div>
      )}
    </section>
  );
}

/** What was searched for instead of what was typed. */
function Corrected({ typed, corrected }: { typed: string; corrected: string }) {
  const { t } = useTranslation();
  return (
    <p role="status" className="rounded-2xl bg-info-soft px-4 py-3 text-info-ink">
      {t("search.showing")} <b dir="auto">{corrected}</b>. {t("search.nothingFor", { typed })}
    </p>
  );
}

/** Says which step leads back to courses: fewer filters, other words, a shelf. */
function NothingFound({ filter }: { filter: Filter }) {
  const { t } = useTranslation();
  const { data: shelves } = useQuery(categoriesQuery);
  const search = filter.filter.search ?? "";
  const filtered = FACETS.some((facet) => chosenOf(filter.filter, facet).length > 0);
  return (
    <EmptyState
      title={search ? t("catalogue.noneFor", { search }) : t("catalogue.none")}
      action={
        <>
          {filtered && <Button onClick={filter.clear}>{t("facet.clear")}</Button>}
          <Button look={filtered ? "secondary" : "primary"} onClick={filter.reset}>
            {t("catalogue.reset")}
          </Button>
        </>
      }
    >
      <p>{filtered ? t("search.adviceFilters") : t("catalogue.advice")}</p>
      {!filtered && (
        <ul className="mt-4 flex flex-wrap justify-center gap-2">
          {shelves
            ?.filter(({ course_count: count }) => count > 0)
            .map(({ slug, name }) => (
              <li key={slug}>
                <Link
                  to={`/courses?category=${slug}`}
                  className="inline-flex min-h-10 items-center rounded-full border border-line bg-surface px-4 font-semibold text-ink hover:border-brand"
                >
                  {name}
                </Link>
              </li>
            ))}
        </ul>
      )}
    </EmptyState>
  );
}
