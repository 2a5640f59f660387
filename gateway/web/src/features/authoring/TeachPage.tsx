/** The courses that the person teaches, in every status. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { draftQuery, taughtQuery } from "@/api/queries";
import type { CourseCard } from "@/api/types";
import { Cover } from "@/features/catalogue/Cover";
import { Price } from "@/features/catalogue/CourseTile";
import { Button, ButtonLink } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/States";
import { useTitle } from "@/ui/useTitle";

import { CourseMenu } from "./CourseMenu";
import { LiveBadge, StatusBadge } from "./status";

export function TeachPage() {
  const { t } = useTranslation();
  useTitle(t("teach.title"));
  const query = useInfiniteQuery(taughtQuery);
  const courses = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page max-w-5xl pt-10">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <h1 className="text-4xl">{t("teach.title")}</h1>
        <div className="flex flex-wrap gap-3">
          <ButtonLink to="/teach/grading" look="secondary">
            {t("quiz.grading.link")}
          </ButtonLink>
          <ButtonLink to="/teach/reviews" look="secondary">
            {t("reviews.title")}
          </ButtonLink>
          <ButtonLink to="/teach/import" look="secondary">
            {t("exchange.importShort")}
          </ButtonLink>
          <ButtonLink to="/teach/new">
            <Plus aria-hidden="true" className="size-5" />
            {t("teach.newCourse")}
          </ButtonLink>
        </div>
      </div>
      {query.isPending && (
        <Loading className="mt-8 grid gap-4">
          <Skeleton className="h-32 rounded-3xl" />
          <Skeleton className="h-32 rounded-3xl" />
        </Loading>
      )}
      {query.error && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.data && courses.length === 0 && (
        <EmptyState
          title={t("teach.emptyTitle")}
          action={<ButtonLink to="/teach/new">{t("teach.newCourse")}</ButtonLink>}
        >
          {t("teach.empty")}
        </EmptyState>
      )}
      <ul className="mt-8 grid grid-cols-1 gap-4">
        {courses.map((course) => (
          <li key={course.id}>
            <TaughtCourse course={course} />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <div className="mt-8 text-center">
          <Button
            look="secondary"
            busy={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t("catalogue.more")}
          </Button>
        </div>
      )}
    </div>
  );
}

function TaughtCourse({ course }: { course: CourseCard }) {
  const { t } = useTranslation();
  return (
    <article className="relative grid gap-4 rounded-3xl border border-line bg-surface p-4 transition-shadow hover:shadow-card sm:p-5">
      <div className="flex gap-4 sm:gap-6">
        <div className="h-20 w-28 shrink-0 overflow-hidden rounded-2xl sm:w-36">
          <Cover slug={course.slug} url={course.cover_url} />
        </div>
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1.5">
            <h2 dir="auto" className="text-xl">
              <Link
                to={`/teach/courses/${course.id}`}
                className="after:absolute after:inset-0 hover:underline"
              >
                {course.title}
              </Link>
            </h2>
            <span className="flex flex-wrap items-center gap-2">
              <StatusBadge status={course.status} />
              <LiveBadge course={course} />
              <span className="relative z-10 has-data-[state=open]:z-30">
                <CourseMenu course={course} />
              </span>
            </span>
          </div>
          <p className="mt-1.5 text-muted">
            <bdi>{course.category_name}</bdi> ·{" "}
            {t("course.lessons", { count: course.lesson_count })} · <Price price={course.price} />
          </p>
        </div>
      </div>
      {course.status === "changes_requested" && <ReviewNote courseId={course.id} />}
    </article>
  );
}

function ReviewNote({ courseId }: { courseId: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(draftQuery(courseId));
  if (!data?.review_note) return null;
  return (
    <Notice tone="warning" title={t("teach.changesTitle")}>
      <bdi>{data.review_note}</bdi>
    </Notice>
  );
}
