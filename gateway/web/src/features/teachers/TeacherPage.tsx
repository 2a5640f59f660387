/** A teacher as everybody may see them, with their courses. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import { isProblem } from "@/api/problems";
import { coursesQuery } from "@/api/queries";
import type { TeacherPage as Teacher } from "@/api/types";
import { CourseTiles, CourseTileSkeletons } from "@/features/catalogue/CourseTile";
import { useFormats } from "@/i18n/useFormats";
import { Avatar } from "@/ui/Avatar";
import { Badge } from "@/ui/Badge";
import { Button, ButtonLink } from "@/ui/Button";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/States";
import { useTitle } from "@/ui/useTitle";

export function TeacherPage() {
  const { t } = useTranslation();
  const { teacher = "" } = useParams();
  const page = useQuery({
    queryKey: keys.teacher(teacher),
    queryFn: ({ signal }) =>
      unwrap(api.GET("/v1/teachers/{teacher}", { params: { path: { teacher } }, signal })),
  });
  useTitle(page.data?.name);
  if (isProblem(page.error, "accounts.teacher_not_found", "invalid")) {
    return (
      <EmptyState
        page
        title={t("teacher.notFound")}
        action={<ButtonLink to="/courses">{t("action.browse")}</ButtonLink>}
      >
        {t("teacher.notFoundHint")}
      </EmptyState>
    );
  }
  if (page.error) return <ErrorState page error={page.error} retry={() => void page.refetch()} />;
  return (
    <div className="page grid gap-14 pt-10">
      {page.data ? <About teacher={page.data} /> : <AboutSkeleton />}
      {page.data && <Courses teacherId={page.data.user_id} />}
    </div>
  );
}

function About({ teacher }: { teacher: Teacher }) {
  const { t } = useTranslation();
  const { money, language, date } = useFormats();
  return (
    <header className="grid gap-8 sm:grid-cols-[auto_minmax(0,1fr)]">
      <Avatar name={teacher.name} url={teacher.picture_url} className="size-32 text-4xl" />
      <div className="grid min-w-0 content-start gap-4">
        <div>
          <h1 dir="auto" className="text-4xl">
            {teacher.name}
          </h1>
          {teacher.headline && (
            <p dir="auto" className="mt-2 text-xl text-muted">
              {teacher.headline}
            </p>
          )}
        </div>
        {teacher.subjects.length > 0 && (
          <ul aria-label={t("profile.subjects")} className="flex flex-wrap gap-2">
            {teacher.subjects.map((subject) => (
              <li key={subject}>
                <Badge tone="brand">{subject}</Badge>
              </li>
            ))}
          </ul>
        )}
        <dl className="grid gap-x-8 gap-y-2 sm:grid-cols-[auto_1fr]">
          {teacher.languages.length > 0 && (
            <>
              <dt className="text-muted">{t("profile.languages")}</dt>
              <dd>{teacher.languages.map(language).join(" · ")}</dd>
            </>
          )}
          {teacher.rates.length > 0 && (
            <>
              <dt className="text-muted">{t("profile.rates")}</dt>
              <dd>{teacher.rates.map(money).join(" · ")}</dd>
            </>
          )}
          <dt className="text-muted">{t("teacher.since")}</dt>
          <dd>{date(teacher.teaches_since)}</dd>
        </dl>
        {teacher.bio_html && (
          <section aria-labelledby="about">
            <h2 id="about" className="sr-only">
              {t("teacher.about")}
            </h2>
            <div
              dir="auto"
              className="prose max-w-2xl"
              dangerouslySetInnerHTML={{ __html: teacher.bio_html }}
            />
          </section>
        )}
      </div>
    </header>
  );
}

function Courses({ teacherId }: { teacherId: string }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(coursesQuery({ teacher_id: teacherId, order: "newest" }));
  const courses = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="courses" className="grid gap-6">
      <h2 id="courses" className="text-2xl">
        {t("teacher.courses")}
      </h2>
      {query.isPending && (
        <Loading>
          <CourseTileSkeletons count={4} />
        </Loading>
      )}
      {query.error && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.data && courses.length === 0 && <p className="text-muted">{t("teacher.none")}</p>}
      {courses.length > 0 && <CourseTiles courses={courses} />}
      {query.hasNextPage && (
        <div className="text-center">
          <Button
            look="secondary"
            busy={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t("teacher.more")}
          </Button>
        </div>
      )}
    </section>
  );
}

function AboutSkeleton() {
  return (
    <Loading className="flex gap-8">
      <Skeleton className="size-32 rounded-full" />
      <div className="grid flex-1 content-start gap-4">
        <Skeleton className="h-10 w-2/3" />
        <Skeleton className="h-6 w-1/2" />
        <Skeleton className="h-24 w-full" />
      </div>
    </Loading>
  );
}
