/** What pages read: one definition per resource, with its key and its request. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { api, unwrap } from "./client";
import { keys } from "./keys";
import type { CourseFilter, Page } from "./types";

const nextCursor = <Item>(page: Page<Item>): string | undefined => page.next ?? undefined;
const firstPage = undefined as string | undefined;

export const categoriesQuery = queryOptions({
  queryKey: keys.categories,
  queryFn: ({ signal }) => unwrap(api.GET("/v1/categories", { signal })),
  staleTime: 5 * 60_000,
});

export const coursesQuery = (filter: CourseFilter) =>
  infiniteQueryOptions({
    queryKey: keys.courses(filter),
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET("/v1/courses", { params: { query: { ...filter, after: pageParam } }, signal }),
      ),
    initialPageParam: firstPage,
    getNextPageParam: nextCursor,
  });

export const facetsQuery = ({ order: _order, limit: _limit, ...filter }: CourseFilter) =>
  queryOptions({
    queryKey: keys.facets(filter),
    queryFn: ({ signal }) => unwrap(api.GET("/v1/facets", { params: { query: filter }, signal })),
  });

export const courseQuery = (slug: string) =>
  queryOptions({
    queryKey: keys.course(slug),
    queryFn: ({ signal }) =>
      unwrap(api.GET("/v1/courses/{slug}", { params: { path: { slug } }, signal })),
  });

export const accessQuery = (courseId: string) =>
  queryOptions({
    queryKey: keys.access(courseId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/access/{course_id}", { params: { path: { course_id: courseId } }, signal }),
      ),
  });

export const enrollmentsQuery = infiniteQueryOptions({
  queryKey: keys.enrollments,
  queryFn: ({ signal, pageParam }) =>
    unwrap(api.GET("/v1/enrollments", { params: { query: { after: pageParam } }, signal })),
  initialPageParam: firstPage,
  getNextPageParam: nextCursor,
});

export const studyPlanQuery = (courseId: string) =>
  queryOptions({
    queryKey: keys.studyPlan(courseId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/enrollments/{course_id}", {
          params: { path: { course_id: courseId } },
          signal,
        }),
      ),
  });

export const lessonQuery = (lessonId: string) =>
  queryOptions({
    queryKey: keys.lesson(lessonId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/lessons/{lesson_id}", { params: { path: { lesson_id: lessonId } }, signal }),
      ),
    // The addresses of its pictures and files end within the hour.
    refetchInterval: 40 * 60_000,
  });

export const ordersQuery = infiniteQueryOptions({
  queryKey: keys.orders,
  queryFn: ({ signal, pageParam }) =>
    unwrap(api.GET("/v1/orders", { params: { query: { after: pageParam } }, signal })),
  initialPageParam: firstPage,
  getNextPageParam: nextCursor,
});

export const orderQuery = (orderId: string) =>
  queryOptions({
    queryKey: keys.order(orderId),
    queryFn: ({ signal }) =>
      unwrap(api.GET("/v1/orders/{order_id}", { params: { path: { order_id: orderId } }, signal })),
  });

export const taughtQuery = infiniteQueryOptions({
  queryKey: keys.taught,
  queryFn: ({ signal, pageParam }) =>
    unwrap(api.GET("/v1/teaching/courses", { params: { query: { after: pageParam } }, signal })),
  initialPageParam: firstPage,
  getNextPageParam: nextCursor,
});

export const draftQuery = (courseId: string) =>
  queryOptions({
    queryKey: keys.draft(courseId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/teaching/courses/{course_id}", {
          params: { path: { course_id: courseId } },
          signal,
        }),
      ),
  });

export const lessonDraftQuery = (lessonId: string) =>
  queryOptions({
    queryKey: keys.lessonDraft(lessonId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/teaching/lessons/{lesson_id}", {
          params: { path: { lesson_id: lessonId } },
          signal,
        }),
      ),
  });

export const captionsQuery = (lessonId: string) =>
  queryOptions({
    queryKey: keys.captions(lessonId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/teaching/lessons/{lesson_id}/captions", {
          params: { path: { lesson_id: lessonId } },
          signal,
        }),
      ),
  });

export const courseFilesQuery = (courseId: string) =>
  queryOptions({
    queryKey: keys.courseFiles(courseId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/teaching/courses/{course_id}/files", {
          params: { path: { course_id: courseId } },
          signal,
        }),
      ),
  });

export const secondFactorsQuery = queryOptions({
  queryKey: keys.secondFactors,
  queryFn: ({ signal }) => unwrap(api.GET("/v1/me/second-factors", { signal })),
});

export const devicesQuery = queryOptions({
  queryKey: keys.devices,
  queryFn: ({ signal }) => unwrap(api.GET("/v1/me/sessions", { signal })),
});

/** The ways in that this academy offers do not change while somebody looks at a page. */
export const signInMethodsQuery = queryOptions({
  queryKey: keys.signInMethods,
  queryFn: ({ signal }) => unwrap(api.GET("/v1/sign-in-methods", { signal })),
  staleTime: Infinity,
});

export const signInSettingsQuery = queryOptions({
  queryKey: keys.signInSettings,
  queryFn: ({ signal }) => unwrap(api.GET("/v1/me/sign-in", { signal })),
});

export const profileQuery = queryOptions({
  queryKey: keys.profile,
  queryFn: ({ signal }) => unwrap(api.GET("/v1/me/profile", { signal })),
  staleTime: 5 * 60_000,
});

export const familyQuery = queryOptions({
  queryKey: keys.family,
  queryFn: ({ signal }) => unwrap(api.GET("/v1/family", { signal })),
});
