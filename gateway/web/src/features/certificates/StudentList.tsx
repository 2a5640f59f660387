/** The students of a course, what counts for each, and the teacher's word about them. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { CertificateRule } from "@/api/types";
import { Button } from "@/ui/Button";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/States";

import { studentsQuery } from "./queries";
import { StudentRow } from "./StudentRow";

export function StudentList({ courseId, rule }: { courseId: string; rule: CertificateRule }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(studentsQuery(courseId));
  const students = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.error) {
    return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  }
  if (query.isPending) {
    return (
      <Loading className="grid gap-4">
        <Skeleton className="h-36 rounded-3xl" />
        <Skeleton className="h-36 rounded-3xl" />
      </Loading>
    );
  }
  if (students.length === 0) {
    return (
      <EmptyState title={t("certificates.teach.nobodyTitle")}>
        {t("certificates.teach.nobody")}
      </EmptyState>
    );
  }
  return (
    <>
      <ul className="grid gap-4">
        {students.map((student) => (
          <li key={student.student_id}>
            <StudentRow courseId={courseId} rule={rule} student={student} />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <div className="mt-6 text-center">
          <Button
            look="secondary"
            busy={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t("catalogue.more")}
          </Button>
        </div>
      )}
    </>
  );
}
