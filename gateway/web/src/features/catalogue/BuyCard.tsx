/** The price of a course beside the one thing to do next. */
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { asProblem, reasonOf } from "@/api/problems";
import type { Course } from "@/api/types";
import { Button, ButtonLink } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { Skeleton } from "@/ui/States";

import { Cover } from "./Cover";
import { Price } from "./CourseTile";
import type { CourseAction, useCourseAction } from "./useCourseAction";

interface Props {
  course: Course;
  action: ReturnType<typeof useCourseAction>;
  compact?: boolean;
}

export function BuyCard({ course, action: { owned, action }, compact = false }: Props) {
  const { t } = useTranslation();
  const promises = [
    t("course.promiseAccess"),
    t("course.promiseLessons", { count: course.lesson_count }),
    t("course.promiseProgress"),
  ];
  return (
    <div className="overflow-hidden rounded-3xl border border-line bg-surface shadow-card">
      <div className="aspect-16/9 overflow-hidden">
        <Cover eager slug={course.slug} url={course.cover_url} />
      </div>
      <div className="grid gap-5 p-6">
        {!compact && (
          <>
            <p className="font-display text-4xl font-bold">
              {owned ? t("course.yours") : <Price price={course.price} />}
            </p>
            <MainAction course={course} action={action} wide />
            <AccountHint action={action} />
          </>
        )}
        <ul className="grid gap-2.5 text-[0.9375rem]">
          {promises.map((promise) => (
            <li key={promise} className="flex gap-3">
              <Check aria-hidden="true" className="mt-0.5 size-4.5 shrink-0 text-brand" />
              {promise}
            </li>
          ))}
        </ul>
        {compact && <AccountHint action={action} />}
      </div>
    </div>
  );
}

/** On a phone the price and the action stay within reach of the thumb. */
export function BuyBar({ course, action: { owned, action } }: Props) {
  const { t } = useTranslation();
  return (
    <div className="no-print fixed inset-x-0 bottom-0 z-20 border-t border-line bg-surface/95 pb-[env(safe-area-inset-bottom)] backdrop-blur-md lg:hidden">
      <div className="page flex items-center gap-5 py-3">
        <p className="font-display text-2xl font-bold whitespace-nowrap">
          {owned ? (
            <span className="text-base">{t("course.yours")}</span>
          ) : (
            <Price price={course.price} />
          )}
        </p>
        <div className="min-w-0 flex-1">
          <MainAction course={course} action={action} wide />
        </div>
      </div>
    </div>
  );
}

function MainAction({
  course,
  action,
  wide,
}: {
  course: Course;
  action: CourseAction;
  wide: boolean;
}) {
  const { t } = useTranslation();
  const free = course.price.amount === 0;
  switch (action.kind) {
    case "checking":
      return <Skeleton className="h-13 w-full rounded-2xl" />;
    case "register":
      return (
        <ButtonLink to={action.to} size="large" wide={wide}>
          {free ? t("course.enroll") : t("course.buy")}
        </ButtonLink>
      );
    case "continue":
      return (
        <ButtonLink to={action.to} size="large" wide={wide}>
          {t("course.continue")}
        </ButtonLink>
      );
    case "edit":
      return (
        <ButtonLink to={action.to} size="large" wide={wide}>
          {t("course.edit")}
        </ButtonLink>
      );
    default:
      return (
        <div className="grid gap-3">
          {Boolean(action.error) && <Refusal error={action.error} />}
          <Button size="large" wide={wide} busy={action.busy} onClick={action.start}>
            {action.kind === "enroll" ? t("course.enroll") : t("course.buy")}
          </Button>
        </div>
      );
  }
}

function Refusal({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const problem = asProblem(error);
  return (
    <Notice tone="danger" title={problem.title || t("error.title")}>
      {reasonOf(problem)}
    </Notice>
  );
}

function AccountHint({ action }: { action: CourseAction }) {
  const { t } = useTranslation();
  if (action.kind !== "register") return null;
  return (
    <p className="text-sm text-muted">
      {t("course.haveAccount")}{" "}
      <Link
        to={action.signInTo}
        className="font-semibold text-brand-ink underline underline-offset-2"
      >
        {t("nav.signIn")}
      </Link>
    </p>
  );
}
