/** What pages read about reviews, and what changes with one. */
import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";

import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import type { paths } from "@/api/schema";

export type ReviewOrder = NonNullable<paths["/v1/reviews"]["get"]["parameters"]["query"]["order"]>;
export const REVIEW_ORDERS: ReviewOrder[] = ["newest", "highest", "lowest"];

const firstPage = undefined as string | undefined;

export const reviewsQuery = (courseId: string, order: ReviewOrder) =>
  infiniteQueryOptions({
    queryKey: keys.reviewPages(courseId, order),
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET("/v1/reviews", {
          params: { query: { course_id: courseId, order, after: pageParam } },
          signal,
        }),
      ),
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const myReviewQuery = (courseId: string) =>
  queryOptions({
    queryKey: keys.myReview(courseId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/enrollments/{course_id}/review", {
          params: { path: { course_id: courseId } },
          signal,
        }),
      ),
  });

export const taughtReviewsQuery = (unanswered: boolean) =>
  infiniteQueryOptions({
    queryKey: [...keys.taughtReviews, unanswered],
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET("/v1/teaching/reviews", {
          params: { query: { unanswered, after: pageParam } },
          signal,
        }),
      ),
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** How long the gateway may take to hear that the catalogue it remembers has changed. */
const HEARD_BY_THEN = 1500;

/** The course's figures and lists follow a review, at the latest when the gateway has heard. */
export function refreshReviews(client: QueryClient, courseId?: string): void {
  const refreshCatalogue = () => void client.invalidateQueries({ queryKey: keys.catalogue });
  if (courseId) void client.invalidateQueries({ queryKey: keys.myReview(courseId) });
  refreshCatalogue();
  setTimeout(refreshCatalogue, HEARD_BY_THEN);
  void client.invalidateQueries({ queryKey: keys.taughtReviews });
}

export function useReply(onDone: () => void, onError: (error: unknown) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ reviewId, text }: { reviewId: string; text: string }) =>
      unwrap(
        api.PUT("/v1/reviews/{review_id}/reply", {
          params: { path: { review_id: reviewId } },
          body: { text },
        }),
      ),
    onSuccess: (review) => {
      refreshReviews(client, review.course_id);
      onDone();
    },
    onError,
  });
}
