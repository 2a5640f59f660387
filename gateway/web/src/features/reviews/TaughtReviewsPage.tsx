/** What students think of the person's courses, to be answered. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";

import { useUser } from "@/app/useSession";
import { Button, ButtonLink } from "@/ui/Button";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/States";
import { useTitle } from "@/ui/useTitle";

import { taughtReviewsQuery } from "./queries";
import { ReviewItem } from "./ReviewItem";

export function TaughtReviewsPage() {
  const { t } = useTranslation();
  useTitle(t("reviews.taughtTitle"));
  const user = useUser();
  const [params, setParams] = useSearchParams();
  const unanswered = params.get("show") === "unanswered";
  const query = useInfiniteQuery(taughtReviewsQuery(unanswered));
  const reviews = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page max-w-4xl pt-10">
      <p>
        <Link to="/teach" className="font-semibold text-brand-ink hover:underline">
          {t("reviews.backToCourses")}
        </Link>
      </p>
      <h1 className="mt-2 text-4xl">{t("reviews.taughtTitle")}</h1>
      <label className="mt-5 inline-flex min-h-11 cursor-pointer items-center gap-3">
        <input
          type="checkbox"
          checked={unanswered}
          onChange={() => setParams(unanswered ? {} : { show: "unanswered" })}
          className="size-4.5 accent-brand"
        />
        {t("reviews.unanswered")}
      </label>
      {query.isPending && (
        <Loading className="mt-6 grid gap-4">
          <Skeleton className="h-32 rounded-2xl" />
          <Skeleton className="h-32 rounded-2xl" />
        </Loading>
      )}
      {query.error && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.data && reviews.length === 0 && (
        <EmptyState
          title={unanswered ? t("reviews.allAnswered") : t("reviews.noneTaughtTitle")}
          action={<ButtonLink to="/teach">{t("reviews.backToCourses")}</ButtonLink>}
        >
          {t("reviews.noneTaught")}
        </EmptyState>
      )}
      <ul className="mt-6 grid gap-6">
        {reviews.map((review) => (
          <li key={review.id} className="grid gap-2">
            <p dir="auto" className="font-semibold">
              <Link to={`/courses/${review.course_slug}`} className="hover:underline">
                {review.course_title}
              </Link>
            </p>
            <ReviewItem review={review} teacherId={user?.id ?? ""} />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button
          look="secondary"
          className="mt-6"
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t("reviews.more")}
        </Button>
      )}
    </div>
  );
}
