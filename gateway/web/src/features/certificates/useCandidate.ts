/** What a teacher does about one student; the answer is how the student stands afterwards. */
import { type InfiniteData, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, unwrap } from "@/api/client";
import type { CertificateCandidate, Page } from "@/api/types";
import { complain } from "@/ui/Toasts";

import { certificateKeys } from "./queries";

type Pages = InfiniteData<Page<CertificateCandidate>>;

export interface Attended {
  title: string;
  attended_on: string;
}

export interface Word {
  given: boolean;
  note: string;
}

export function useCandidate(courseId: string, studentId: string) {
  const client = useQueryClient();
  const path = { course_id: courseId, student_id: studentId };
  const show = (fresh: CertificateCandidate) => {
    client.setQueryData<Pages>(
      certificateKeys.students(courseId),
      (known) =>
        known && {
          ...known,
          pages: known.pages.map((page) => ({
            ...page,
            items: page.items.map((one) => (one.student_id === studentId ? fresh : one)),
          })),
        },
    );
    void client.invalidateQueries({ queryKey: certificateKeys.rule(courseId) });
  };
  const mark = useMutation({
    mutationFn: (body: Attended) =>
      unwrap(
        api.POST("/v1/teaching/courses/{course_id}/students/{student_id}/attendances", {
          params: { path },
          body,
        }),
      ),
    onSuccess: show,
  });
  const unmark = useMutation({
    mutationFn: (attendanceId: string) =>
      unwrap(
        api.DELETE("/v1/teaching/courses/{course_id}/attendances/{attendance_id}", {
          params: { path: { course_id: courseId, attendance_id: attendanceId } },
        }),
      ),
    onSuccess: show,
    onError: complain,
  });
  const sign = useMutation({
    mutationFn: (body: Word) =>
      unwrap(
        api.PUT("/v1/teaching/courses/{course_id}/students/{student_id}/sign-off", {
          params: { path },
          body,
        }),
      ),
    onSuccess: show,
  });
  const renew = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST("/v1/teaching/courses/{course_id}/students/{student_id}/certificate-renewal", {
          params: { path },
        }),
      ),
    onSuccess: show,
    onError: complain,
  });
  return { mark, unmark, sign, renew };
}
