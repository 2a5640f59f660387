/** Why a lesson cannot be shown, and the way to it. */
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";

import { asProblem } from "@/api/problems";
import { withReturn } from "@/app/return-to";
import { useFormats } from "@/i18n/useFormats";
import { ButtonLink } from "@/ui/Button";
import { EmptyState, ErrorState } from "@/ui/States";

const SIGN_IN = 401;
const NOT_YOURS = [403, 404, 422];

export function LessonRefused({ error, retry }: { error: unknown; retry: () => void }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const { date } = useFormats();
  const { code, status, courseSlug, opensAt } = asProblem(error);
  if (status === SIGN_IN) {
    return (
      <div className="page py-10">
        <EmptyState
          page
          title={t("lesson.signInTitle")}
          action={<ButtonLink to={withReturn("/signin", pathname)}>{t("nav.signIn")}</ButtonLink>}
        >
          {t("lesson.signIn")}
        </EmptyState>
      </div>
    );
  }
  if (code === "courses.lesson_not_released" || code === "courses.lesson_locked") {
    const dated = opensAt !== undefined;
    return (
      <div className="page py-10">
        <EmptyState
          page
          title={t(dated ? "lesson.notReleasedTitle" : "lesson.prerequisitesTitle")}
          action={<ButtonLink to="/learn">{t("lesson.goOn")}</ButtonLink>}
        >
          {dated ? t("lesson.notReleased", { date: date(opensAt) }) : t("lesson.prerequisites")}
        </EmptyState>
      </div>
    );
  }
  if (NOT_YOURS.includes(status)) {
    return (
      <div className="page py-10">
        <EmptyState
          page
          title={t("lesson.lockedTitle")}
          action={
            <ButtonLink to={courseSlug ? `/courses/${courseSlug}` : "/courses"}>
              {t(courseSlug ? "lesson.seeCourse" : "action.browse")}
            </ButtonLink>
          }
        >
          {t("lesson.locked")}
        </EmptyState>
      </div>
    );
  }
  return <ErrorState page error={error} retry={retry} />;
}
