/** Imports and exports, looked at again and again while they are underway. */
import { queryOptions } from "@tanstack/react-query";

import { api, unwrap } from "@/api/client";
import type { CourseExport, CourseImport } from "@/api/types";

const LOOK_AGAIN = 1500;

export const exchangeKeys = {
  import: (importId: string) => ["course-imports", importId],
  exports: (courseId: string) => ["course-exports", courseId],
} as const;

export const isUnderway = ({ state }: Pick<CourseImport | CourseExport, "state">): boolean =>
  state === "waiting" || state === "running";

export const importQuery = (importId: string) =>
  queryOptions({
    queryKey: exchangeKeys.import(importId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/teaching/imports/{course_import_id}", {
          params: { path: { course_import_id: importId } },
          signal,
        }),
      ),
    refetchInterval: ({ state: { data } }) => (data && !isUnderway(data) ? false : LOOK_AGAIN),
  });

export const exportsQuery = (courseId: string) =>
  queryOptions({
    queryKey: exchangeKeys.exports(courseId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/teaching/courses/{course_id}/exports", {
          params: { path: { course_id: courseId } },
          signal,
        }),
      ),
    refetchInterval: ({ state: { data } }) => (data?.some(isUnderway) ? LOOK_AGAIN : false),
  });
