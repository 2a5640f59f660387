/** The front door: what the academy is, a search, shelves and some courses. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";

import { categoriesQuery, coursesQuery } from "@/api/queries";
import { useUser } from "@/app/useSession";
import { SearchBox } from "@/features/search/SearchBox";
import { resultsOf } from "@/features/search/useSuggestions";
import { Button, ButtonLink } from "@/ui/Button";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/States";
import { useTitle } from "@/ui/useTitle";

import { Cover } from "./Cover";
import { CourseTiles, CourseTileSkeletons } from "./CourseTile";
import { HeroArt } from "./HeroArt";

const FEATURED = 8;
/** How many shelves the skeleton shows; close to what an academy has, so that little moves. */
const SHELVES = 12;

function Hero() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const search = (words: string) => void navigate(resultsOf(words));
  return (
    <section className="page pt-4 sm:pt-6">
      {/* Not hidden where it overflows, or the suggestions would be. */}
      <div className="relative rounded-[2rem] bg-board text-on-board">
        <HeroArt className="absolute inset-y-0 end-0 hidden h-full w-1/2 rounded-e-[2rem] lg:block" />
        <div className="relative max-w-2xl px-6 py-14 sm:px-12 sm:py-20">
          <h1 className="text-[clamp(2.4rem,6vw,4rem)] leading-[1.04] font-bold rtl:leading-[1.4]">
            {t("home.title")}
          </h1>
          <p className="mt-5 max-w-lg text-lg text-board-muted">{t("home.lead")}</p>
          <form
            role="search"
            className="mt-8 flex max-w-xl flex-col gap-3 sm:flex-row"
            onSubmit={(event) => {
              event.preventDefault();
              search(text.trim());
            }}
          >
            <SearchBox
              value={text}
              onChange={setText}
              onSearch={search}
              className="flex-1 text-ink"
            />
            <Button type="submit" look="board" size="large">
              {t("catalogue.searchAction")}
            </Button>
          </form>
        </div>
      </div>
    </section>
  );
}

function Shelves() {
  const { t } = useTranslation();
  const { data, isPending } = useQuery(categoriesQuery);
  if (!isPending && !data?.length) return null;
  return (
    <section className="page mt-12" aria-labelledby="shelves">
      <h2 id="shelves" className="text-2xl sm:text-3xl">
        {t("home.categories")}
      </h2>
      <ul className="mt-5 grid grid-cols-2 gap-3 md:grid-cols-3 lg:grid-cols-4">
        {isPending &&
          Array.from({ length: SHELVES }, (_, index) => (
            <li key={index}>
              <Skeleton className="h-20 rounded-2xl" />
            </li>
          ))}
        {data?.map(({ slug, name, course_count }) => (
          <li key={slug}>
            <Link
              to={`/courses?category=${slug}`}
              className="flex h-full items-center gap-4 rounded-2xl border border-line bg-surface p-3 transition-colors hover:border-brand hover:bg-brand-soft"
            >
              <span className="hidden size-14 shrink-0 overflow-hidden rounded-xl sm:block">
                <Cover slug={slug} url={null} />
              </span>
              <span className="grid gap-0.5 max-sm:px-1.5">
                <span className="leading-snug font-semibold">{name}</span>
                <span className="text-sm text-muted">
                  {t("home.courses", { count: course_count })}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Featured() {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useInfiniteQuery(coursesQuery({ limit: FEATURED }));
  const courses = data?.pages[0]?.items ?? [];
  return (
    <section className="page mt-14" aria-labelledby="featured">
      <div className="mb-6 flex flex-wrap items-end justify-between gap-4">
        <h2 id="featured" className="text-2xl sm:text-3xl">
          {t("home.featured")}
        </h2>
        <Link
          to="/courses"
          className="inline-flex items-center gap-2 font-semibold text-brand-ink hover:underline"
        >
          {t("home.all")}
          <ArrowRight aria-hidden="true" className="mirror-rtl size-4.5" />
        </Link>
      </div>
      {isPending && (
        <Loading>
          <CourseTileSkeletons count={FEATURED} />
        </Loading>
      )}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {data && courses.length === 0 && (
        <EmptyState title={t("home.emptyTitle")}>{t("home.empty")}</EmptyState>
      )}
      <CourseTiles brief courses={courses} />
    </section>
  );
}

function Promise({ title, text, number }: { title: string; text: string; number: string }) {
  return (
    <li className="border-t-2 border-ink pt-5">
      <p aria-hidden="true" className="font-display text-lg font-bold text-brand-ink">
        {number}
      </p>
      <h3 className="mt-2 text-xl">{title}</h3>
      <p className="mt-2 text-muted">{text}</p>
    </li>
  );
}

export function HomePage() {
  const { t } = useTranslation();
  const user = useUser();
  useTitle(t("home.tab"));
  return (
    <>
      <Hero />
      <Shelves />
      <Featured />
      <section className="page mt-20" aria-labelledby="promises">
        <h2 id="promises" className="max-w-xl text-2xl sm:text-3xl">
          {t("home.promises")}
        </h2>
        <ol className="mt-7 grid gap-8 md:grid-cols-3">
          <Promise number="1" title={t("home.previewTitle")} text={t("home.preview")} />
          <Promise number="2" title={t("home.ownTitle")} text={t("home.own")} />
          <Promise number="3" title={t("home.reviewTitle")} text={t("home.review")} />
        </ol>
        {!user && (
          <div className="mt-10">
            <ButtonLink to="/register" size="large">
              {t("home.join")}
            </ButtonLink>
          </div>
        )}
      </section>
    </>
  );
}
