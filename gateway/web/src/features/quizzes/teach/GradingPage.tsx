/** Everything that waits for the teacher to grade, the longest waiting first. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useFormats } from "@/i18n/useFormats";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/States";
import { useTitle } from "@/ui/useTitle";

import { waitingQuery } from "../queries";

export function GradingPage() {
  const { t } = useTranslation();
  const { moment } = useFormats();
  useTitle(t("quiz.grading.title"));
  const query = useInfiniteQuery(waitingQuery);
  const waiting = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page max-w-4xl pt-10">
      <h1 className="text-4xl">{t("quiz.grading.title")}</h1>
      {query.isPending && (
        <Loading className="mt-8 grid gap-3">
          <Skeleton className="h-20 rounded-2xl" />
          <Skeleton className="h-20 rounded-2xl" />
        </Loading>
      )}
      {query.error && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.data && waiting.length === 0 && (
        <EmptyState title={t("quiz.grading.emptyTitle")}>{t("quiz.grading.empty")}</EmptyState>
      )}
      <ul className="mt-8 grid gap-3">
        {waiting.map((attempt) => (
          <li key={attempt.attempt_id}>
            <Link
              to={`/teach/attempts/${attempt.attempt_id}`}
              className="flex flex-wrap items-center gap-x-4 gap-y-1 rounded-2xl border border-line bg-surface px-5 py-4 hover:border-brand"
            >
              <span className="min-w-0 flex-1">
                <bdi className="block font-semibold">{attempt.student_name}</bdi>
                <span className="text-sm text-muted">
                  <bdi>{attempt.quiz_title}</bdi> · <bdi>{attempt.course_title}</bdi>
                </span>
              </span>
              <time dateTime={attempt.finished_at} className="text-sm text-muted">
                {moment(attempt.finished_at)}
              </time>
              <Badge tone="accent">{t("quiz.grading.open", { count: attempt.ungraded })}</Badge>
            </Link>
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
            {t("quiz.more")}
          </Button>
        </div>
      )}
    </div>
  );
}
