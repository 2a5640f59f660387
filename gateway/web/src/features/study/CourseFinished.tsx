/** Below what was done last: the certificate, or praise, once everything of the course is done. */
import { useTranslation } from "react-i18next";

import type { StudyPlan } from "@/api/types";
import { CertificateMoment } from "@/features/certificates/CertificateMoment";
import { Notice } from "@/ui/Notice";

type Counts = Pick<StudyPlan, "completed_lessons" | "lesson_count">;

export const isFinished = ({ completed_lessons: done, lesson_count: all }: Counts): boolean =>
  all > 0 && done === all;

export function CourseFinished({ plan }: { plan: StudyPlan | undefined }) {
  const { t } = useTranslation();
  if (!plan || !isFinished(plan)) return null;
  return (
    <CertificateMoment courseId={plan.course_id}>
      <Notice tone="success" title={t("lesson.finishedTitle")}>
        {t("lesson.finished")}
      </Notice>
    </CertificateMoment>
  );
}
