/** One student's way through a course, lesson by lesson. */
import { useQuery } from "@tanstack/react-query";
import { Check, Circle } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { CourseStudent, StudentProgress } from "@/api/types";
import { useFormats } from "@/i18n/useFormats";
import { Dialog } from "@/ui/Dialog";
import { ErrorState, Loading, Skeleton } from "@/ui/States";

import { studentQuery } from "./queries";

interface Props {
  courseId: string;
  student: CourseStudent | null;
  onClose: () => void;
}

export function StudentDialog({ courseId, student, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog
      open={student !== null}
      onOpenChange={(open) => !open && onClose()}
      title={student?.name || t("roster.unnamed")}
    >
      {student && <Way courseId={courseId} studentId={student.student_id} />}
    </Dialog>
  );
}

function Way({ courseId, studentId }: { courseId: string; studentId: string }) {
  const { data, error, refetch } = useQuery(studentQuery(courseId, studentId));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) {
    return (
      <Loading className="grid gap-3">
        {Array.from({ length: 5 }, (_, index) => (
          <Skeleton key={index} className="h-9" />
        ))}
      </Loading>
    );
  }
  return <Lessons lessons={data.lessons} />;
}

function Lessons({ lessons }: Pick<StudentProgress, "lessons">) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  return (
    <ol className="grid gap-1">
      {lessons.map((lesson) => {
        const Icon = lesson.completed_at ? Check : Circle;
        return (
          <li key={lesson.lesson_id} className="flex items-start gap-3 py-2">
            <Icon
              aria-hidden="true"
              className={`mt-0.5 size-5 shrink-0 ${lesson.completed_at ? "text-brand" : "text-muted"}`}
            />
            <div className="min-w-0">
              <p dir="auto" className="leading-snug font-medium">
                {lesson.title}
              </p>
              <p className="text-sm text-muted">
                <span dir="auto">{lesson.place}</span> ·{" "}
                {lesson.completed_at ? moment(lesson.completed_at) : t("roster.open")}
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
