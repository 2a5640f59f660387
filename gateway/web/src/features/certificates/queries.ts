/** What is asked about certificates. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import type { Page } from "@/api/types";

const all = keys.certificates;
export const certificateKeys = {
  mine: [...all, "mine"],
  progress: [...all, "progress"],
  ofCourse: (courseId: string) => [...all, "course", courseId],
  record: (code: string) => [...all, "record", code],
  rule: (courseId: string) => [...all, "rule", courseId],
  students: (courseId: string) => [...all, "students", courseId],
} as const;

const nextCursor = <Item>(page: Page<Item>): string | undefined => page.next ?? undefined;
const firstPage = undefined as string | undefined;

export const certificatesQuery = infiniteQueryOptions({
  queryKey: certificateKeys.mine,
  queryFn: ({ signal, pageParam }) =>
    unwrap(api.GET("/v1/me/certificates", { params: { query: { after: pageParam } }, signal })),
  initialPageParam: firstPage,
  getNextPageParam: nextCursor,
});

export const progressQuery = infiniteQueryOptions({
  queryKey: certificateKeys.progress,
  queryFn: ({ signal, pageParam }) =>
    unwrap(
      api.GET("/v1/me/certificate-progress", { params: { query: { after: pageParam } }, signal }),
    ),
  initialPageParam: firstPage,
  getNextPageParam: nextCursor,
});

export const courseProgressQuery = (courseId: string) =>
  queryOptions({
    queryKey: certificateKeys.ofCourse(courseId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/enrollments/{course_id}/certificate", {
          params: { path: { course_id: courseId } },
          signal,
        }),
      ),
  });

export const recordQuery = (code: string) =>
  queryOptions({
    queryKey: certificateKeys.record(code),
    queryFn: ({ signal }) =>
      unwrap(api.GET("/v1/certificates/{code}", { params: { path: { code } }, signal })),
    retry: false,
  });

export const ruleQuery = (courseId: string) =>
  queryOptions({
    queryKey: certificateKeys.rule(courseId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/teaching/courses/{course_id}/certificate", {
          params: { path: { course_id: courseId } },
          signal,
        }),
      ),
  });

export const studentsQuery = (courseId: string) =>
  infiniteQueryOptions({
    queryKey: certificateKeys.students(courseId),
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET("/v1/teaching/courses/{course_id}/certificate/students", {
          params: { path: { course_id: courseId }, query: { after: pageParam } },
          signal,
        }),
      ),
    initialPageParam: firstPage,
    getNextPageParam: nextCursor,
  });

/** Where anybody downloads the PDF. */
export const pdfAddress = (code: string): string => `/v1/certificates/${code}/pdf`;

/** Where anybody verifies it. */
export const verifyAddress = (code: string): string =>
  new URL(`/verify/${code}`, window.location.origin).href;
