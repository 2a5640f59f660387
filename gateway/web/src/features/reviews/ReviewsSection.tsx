/** What students think of a course, on its page. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Course, Review } from "@/api/types";
import { useUser } from "@/app/useSession";
import { useFormats } from "@/i18n/useFormats";
import { Button } from "@/ui/Button";
import { Select } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
import { ErrorState, Loading, Skeleton } from "@/ui/States";

import { myReviewQuery, REVIEW_ORDERS, type ReviewOrder, reviewsQuery } from "./queries";
import { ReviewItem } from "./ReviewItem";
import { StarRow, STARS } from "./Stars";

const ReviewDialog = lazy(async () => ({ default: (await import("./ReviewDialog")).ReviewDialog }));

export function ReviewsSection({ course, enrolled }: { course: Course; enrolled: boolean }) {
  const { t } = useTranslation();
  return (
    <section id="reviews" className="mt-14 scroll-mt-24" aria-labelledby="reviews-title">
      <h2 id="reviews-title" className="text-2xl">
        {t("reviews.title")}
      </h2>
      <Summary course={course} />
      {enrolled && <Mine course={course} />}
      <ReviewList course={course} enrolled={enrolled} />
    </section>
  );
}

/** The average beside a bar for each number of stars. */
function Summary({ course }: { course: Course }) {
  const { t } = useTranslation();
  const { locale, percent } = useFormats();
  const count = course.rating_count ?? 0;
  if (!course.rating || count === 0) return null;
  const average = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(course.rating);
  return (
    <div className="mt-5 grid gap-6 rounded-2xl border border-line bg-surface p-5 sm:grid-cols-[auto_minmax(0,1fr)] sm:items-center sm:gap-10">
      <div className="grid justify-items-center gap-1">
        <p className="font-display text-5xl font-bold">{average}</p>
        <StarRow value={course.rating} className="size-5" />
        <p className="text-sm text-muted">{t("reviews.count", { count })}</p>
      </div>
      <ul className="grid gap-1.5">
        {STARS.toReversed().map((star) => {
          const share = (course.rating_stars?.[star - 1] ?? 0) / count;
          return (
            <li key={star} className="grid grid-cols-[5rem_minmax(0,1fr)_3rem] items-center gap-3">
              <span className="text-sm">{t("reviews.starCount", { count: star })}</span>
              <span aria-hidden="true" className="h-2.5 overflow-hidden rounded-full bg-sunken">
                <span
                  className="block h-full rounded-full bg-accent"
                  style={{ inlineSize: `${share * 100}%` }}
                />
              </span>
              <span className="text-end text-sm text-muted">{percent(share)}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** What the reader wrote, or the invitation to write. */
function Mine({ course }: { course: Course }) {
  const { t } = useTranslation();
  const user = useUser();
  const [open, setOpen] = useState(false);
  const { data } = useQuery({ ...myReviewQuery(course.id), enabled: user !== null });
  if (!data) return null;
  const mine = data.review ?? null;
  return (
    <div className="mt-5 grid gap-3">
      {data.hidden_reason != null && (
        <Notice tone="warning" title={t("reviews.hiddenTitle")}>
          {data.hidden_reason}
        </Notice>
      )}
      {data.may_write ? (
        <div>
          <Button look="secondary" onClick={() => setOpen(true)}>
            {mine ? t("reviews.edit") : t("reviews.write")}
          </Button>
        </div>
      ) : (
        <p className="text-muted">{t("reviews.tooEarly")}</p>
      )}
      {open && (
        <Suspense>
          <ReviewDialog course={course} review={mine} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}

function ReviewList({ course, enrolled }: { course: Course; enrolled: boolean }) {
  const { t } = useTranslation();
  const [order, setOrder] = useState<ReviewOrder>("newest");
  const query = useInfiniteQuery(reviewsQuery(course.id, order));
  const { data: my } = useQuery({ ...myReviewQuery(course.id), enabled: enrolled });
  const reviews: Review[] = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isPending) {
    return (
      <Loading className="mt-6 grid gap-4">
        <Skeleton className="h-28 rounded-2xl" />
        <Skeleton className="h-28 rounded-2xl" />
      </Loading>
    );
  }
  if (query.error && reviews.length === 0) {
    return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  }
  if (reviews.length === 0) return <p className="mt-4 text-muted">{t("reviews.none")}</p>;
  return (
    <>
      {reviews.length > 1 && (
        <div className="mt-6 max-w-56">
          <Select
            aria-label={t("reviews.order")}
            value={order}
            onChange={(event) =>
              setOrder(REVIEW_ORDERS.find((one) => one === event.target.value) ?? "newest")
            }
          >
            {REVIEW_ORDERS.map((one) => (
              <option key={one} value={one}>
                {t(`reviews.orders.${one}`)}
              </option>
            ))}
          </Select>
        </div>
      )}
      <ul className="mt-4 grid gap-4">
        {reviews.map((review) => (
          <li key={review.id}>
            <ReviewItem
              review={review}
              teacherId={course.teacher.id}
              own={review.id === my?.review?.id}
            />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button
          look="secondary"
          className="mt-5"
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t("reviews.more")}
        </Button>
      )}
    </>
  );
}
