/** Every course, to search and to filter. */
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import { coursesQuery } from "@/api/queries";
import { Button } from "@/ui/Button";
import { classes } from "@/ui/classes";
import { EmptyState, ErrorState, Loading } from "@/ui/States";
import { useTitle } from "@/ui/useTitle";

import { CourseTiles, CourseTileSkeletons } from "./CourseTile";
import { CategoryChips, FilterSelects } from "./Filters";
import { SearchBox } from "./SearchBox";
import { useCatalogueFilter, useSearchText } from "./useCatalogueFilter";

const SKELETONS = 8;

export function CataloguePage() {
  const { t } = useTranslation();
  useTitle(t("catalogue.title"));
  const { filter, choose, reset } = useCatalogueFilter();
  const search = useCallback((text: string) => choose("search", text), [choose]);
  const [text, setText] = useSearchText(filter.search ?? "", search);
  return (
    <div className="page pt-8 sm:pt-12">
      <h1 className="text-4xl sm:text-5xl">{t("catalogue.title")}</h1>
      <form
        role="search"
        className="mt-6 grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          search(text.trim());
        }}
      >
        <div className="grid gap-3 lg:grid-cols-[minmax(0,1fr)_auto]">
          <SearchBox value={text} onChange={setText} />
          <FilterSelects filter={filter} choose={choose} />
        </div>
        <CategoryChips chosen={filter.category ?? undefined} choose={choose} />
      </form>
      <Results filter={filter} reset={reset} />
    </div>
  );
}

type ResultsProps = Pick<ReturnType<typeof useCatalogueFilter>, "filter" | "reset">;

function Results({ filter, reset }: ResultsProps) {
  const { t } = useTranslation();
  const query = useInfiniteQuery({ ...coursesQuery(filter), placeholderData: keepPreviousData });
  const courses = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isPending) {
    return (
      <Loading className="mt-8">
        <CourseTileSkeletons count={SKELETONS} />
      </Loading>
    );
  }
  if (query.error && courses.length === 0) {
    return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  }
  return (
    <section aria-labelledby="results" className="mt-8">
      <h2 id="results" className="sr-only" aria-live="polite">
        {query.hasNextPage
          ? t("catalogue.shownSome", { count: courses.length })
          : t("catalogue.shownAll", { count: courses.length })}
      </h2>
      {courses.length === 0 ? (
        <NothingFound search={filter.search ?? ""} reset={reset} />
      ) : (
        <div className={classes("transition-opacity", query.isPlaceholderData && "opacity-60")}>
          <CourseTiles courses={courses} />
        </div>
      )}
      {query.hasNextPage && (
        <div className="mt-10 text-center">
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

function NothingFound({ search, reset }: { search: string; reset: () => void }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={search ? t("catalogue.noneFor", { search }) : t("catalogue.none")}
      action={<Button onClick={reset}>{t("catalogue.reset")}</Button>}
    >
      {t("catalogue.advice")}
    </EmptyState>
  );
}
