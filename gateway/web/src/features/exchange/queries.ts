/** Imports and exports, looked at again and again while they are underway. */
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import type { CourseExport, CourseImport } from "@/api/types";

const LOOK_AGAIN = 1500;

export const exchangeKeys = {
  import: (importId: string) => ["course-imports", "one", importId],
  imports: (courseId: string) => ["course-imports", "of", courseId],
  exports: (courseId: string) => ["course-exports", courseId],
} as const;

type Job = Pick<CourseImport | CourseExport, "state">;

export const isUnderway = ({ state }: Job): boolean => state === "waiting" || state === "running";

/** When to look again: not at what is done, nor at what was not found. */
export const lookAgain = (jobs: readonly Job[] = []): number | false =>
  jobs.some(isUnderway) ? LOOK_AGAIN : false;

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
    refetchInterval: ({ state: { data } }) => lookAgain(data && [data]),
  });

/** The imports into a course, the newest first. */
export const importsQuery = (courseId: string) =>
  queryOptions({
    queryKey: exchangeKeys.imports(courseId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/teaching/courses/{course_id}/imports", {
          params: { path: { course_id: courseId } },
          signal,
        }),
      ),
    refetchInterval: ({ state: { data } }) => lookAgain(data),
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
    refetchInterval: ({ state: { data } }) => lookAgain(data),
  });

/** The draft is read anew once all of its import is in it. */
export function useShowImported(job: CourseImport | undefined): void {
  const client = useQueryClient();
  const courseId = job && !isUnderway(job) ? job.course_id : null;
  useEffect(() => {
    if (!courseId) return;
    void client.invalidateQueries({ queryKey: keys.draft(courseId) });
    void client.invalidateQueries({ queryKey: keys.taught, exact: true });
  }, [client, courseId]);
}
