/** What a learner studies and how far they are, as their guardian sees it. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import type { Enrollment } from "@/api/types";
import { useFormats } from "@/i18n/useFormats";
import { Button } from "@/ui/Button";
import { ProgressBar } from "@/ui/ProgressBar";
import { ErrorState, Loading, Skeleton } from "@/ui/States";

interface Props {
  learnerId: string;
  name: string;
}

export function LearnerProgress({ learnerId, name }: Props) {
  const { t } = useTranslation();
  const query = useInfiniteQuery({
    queryKey: keys.learner(learnerId),
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET("/v1/learners/{learner_id}/enrollments", {
          params: { path: { learner_id: learnerId }, query: { after: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const courses = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isPending) {
    return (
      <Loading>
        <Skeleton className="h-14" />
      </Loading>
    );
  }
  if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  if (courses.length === 0) {
    return <p className="text-muted">{t("family.studiesNothing", { name })}</p>;
  }
  return (
    <>
      <ul className="grid gap-3">
        {courses.map((enrollment) => (
          <CourseRow key={enrollment.course.id} enrollment={enrollment} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button
          look="quiet"
          size="small"
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t("teacher.more")}
        </Button>
      )}
    </>
  );
}

function CourseRow({ enrollment: { course, completed_lessons } }: { enrollment: Enrollment }) {
  const { percent } = useFormats();
  const share = course.lesson_count === 0 ? 0 : completed_lessons / course.lesson_count;
  return (
    <li className="grid gap-1.5">
      <div className="flex items-baseline gap-3">
        <span dir="auto" className="min-w-0 flex-1 font-medium">
          {course.title}
        </span>
        <span className="text-sm text-muted">{percent(share)}</span>
      </div>
      <ProgressBar value={completed_lessons} max={course.lesson_count} label={course.title} />
    </li>
  );
}
