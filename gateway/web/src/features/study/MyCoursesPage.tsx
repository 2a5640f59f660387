/** The courses that the person studies, and how far they are. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Award } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { enrollmentsQuery } from "@/api/queries";
import type { Enrollment } from "@/api/types";
import { useUser } from "@/app/useSession";
import { Cover } from "@/features/catalogue/Cover";
import { MyReviewButton } from "@/features/reviews/MyReviewButton";
import { useFormats } from "@/i18n/useFormats";
import { Button, ButtonLink } from "@/ui/Button";
import { ProgressBar } from "@/ui/ProgressBar";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/States";
import { useTitle } from "@/ui/useTitle";

export function MyCoursesPage() {
  const { t } = useTranslation();
  useTitle(t("study.title"));
  const user = useUser();
  const query = useInfiniteQuery(enrollmentsQuery);
  const enrollments = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page max-w-5xl pt-10">
      <p className="text-lg text-muted">{t("study.hello", { name: user?.name ?? "" })}</p>
      <div className="mt-1 flex flex-wrap items-center justify-between gap-4">
        <h1 className="text-4xl">{t("study.title")}</h1>
        <ButtonLink to="/certificates" look="secondary">
          <Award aria-hidden="true" className="size-5" />
          {t("certificates.title")}
        </ButtonLink>
      </div>
      {query.isPending && (
        <Loading className="mt-8 grid gap-4">
          <Skeleton className="h-40 rounded-3xl" />
          <Skeleton className="h-40 rounded-3xl" />
        </Loading>
      )}
      {query.error && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.data && enrollments.length === 0 && (
        <EmptyState
          title={t("study.emptyTitle")}
          action={<ButtonLink to="/courses">{t("action.browse")}</ButtonLink>}
        >
          {t("study.empty")}
        </EmptyState>
      )}
      <ul className="mt-8 grid gap-4">
        {enrollments.map((enrollment) => (
          <li key={enrollment.course.id}>
            <StudiedCourse enrollment={enrollment} />
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

function StudiedCourse({ enrollment }: { enrollment: Enrollment }) {
  const { t } = useTranslation();
  const { percent } = useFormats();
  const { course, completed_lessons: done } = enrollment;
  const all = course.lesson_count;
  const finished = all > 0 && done >= all;
  const lesson = enrollment.next_lesson_id;
  const to = lesson ? `/learn/${course.id}/${lesson}` : `/courses/${course.slug}`;
  const action = done === 0 ? "study.start" : finished ? "study.again" : "study.continue";
  return (
    <article className="grid overflow-hidden rounded-3xl border border-line bg-surface sm:grid-cols-[15rem_minmax(0,1fr)]">
      <div className="aspect-16/7 overflow-hidden sm:aspect-auto">
        <Cover slug={course.slug} url={course.cover_url} />
      </div>
      <div className="grid gap-4 p-5 sm:p-6">
        <div>
          <h2 dir="auto" className="text-xl">
            <Link to={`/courses/${course.slug}`} className="hover:underline">
              {course.title}
            </Link>
          </h2>
          <p className="mt-1 text-muted">{course.teacher.name}</p>
        </div>
        <div className="flex flex-wrap items-center gap-x-6 gap-y-4">
          <div className="grid min-w-48 flex-1 gap-1.5">
            <ProgressBar
              value={done}
              max={all}
              label={t("study.progressOf", { course: course.title })}
            />
            <p className="flex justify-between text-sm text-muted">
              <span>{t("study.doneOf", { done, count: all })}</span>
              <span>{percent(all ? Math.min(1, done / all) : 0)}</span>
            </p>
          </div>
          {done > 0 && <MyReviewButton course={course} />}
          <ButtonLink
            to={to}
            className="max-sm:w-full"
            look={finished ? "secondary" : "primary"}
            aria-label={`${t(action)}: ${course.title}`}
          >
            {t(action)}
          </ButtonLink>
        </div>
      </div>
    </article>
  );
}
