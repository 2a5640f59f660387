/** What the pages about the students of a course ask for. */
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";

import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import type { paths } from "@/api/schema";
import { saveAs } from "@/ui/save-as";

type ListedBy = NonNullable<
  paths["/v1/teaching/courses/{course_id}/students"]["get"]["parameters"]["query"]
>;
export type RosterFilter = Pick<ListedBy, "search" | "group" | "order">;

const at = (courseId: string) => ({ path: { course_id: courseId } });

export const studentsQuery = (courseId: string, filter: RosterFilter) =>
  infiniteQueryOptions({
    queryKey: keys.students(courseId, filter),
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET("/v1/teaching/courses/{course_id}/students", {
          params: { ...at(courseId), query: { ...filter, after: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const studentQuery = (courseId: string, studentId: string) =>
  queryOptions({
    queryKey: keys.student(courseId, studentId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/v1/teaching/courses/{course_id}/students/{student_id}", {
          params: { path: { course_id: courseId, student_id: studentId } },
          signal,
        }),
      ),
  });

export const figuresQuery = (courseId: string) =>
  queryOptions({
    queryKey: keys.figures(courseId),
    queryFn: ({ signal }) =>
      unwrap(api.GET("/v1/teaching/courses/{course_id}/figures", { params: at(courseId), signal })),
  });

export const announcementsQuery = (courseId: string) =>
  infiniteQueryOptions({
    queryKey: keys.announcements(courseId),
    queryFn: ({ signal, pageParam }) =>
      unwrap(
        api.GET("/v1/enrollments/{course_id}/announcements", {
          params: { ...at(courseId), query: { after: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

export function useAnnounce(courseId: string, onError: (error: unknown) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { subject: string; body: string }) =>
      unwrap(
        api.POST("/v1/teaching/courses/{course_id}/announcements", {
          params: at(courseId),
          body,
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.announcements(courseId) }),
    onError,
  });
}

/** Fetches the sheet as the signed-in person and hands it to the browser as a download. */
export async function downloadSheet(courseId: string, name: string): Promise<void> {
  const sheet = await unwrap(
    api.GET("/v1/teaching/courses/{course_id}/students.csv", {
      params: at(courseId),
      parseAs: "blob",
    }),
  );
  saveAs(sheet as unknown as Blob, name);
}
