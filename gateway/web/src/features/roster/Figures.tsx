/** How the students of a course fare together, and at which lesson they stop. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { CourseFigures } from "@/api/types";
import { useFormats } from "@/i18n/useFormats";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/States";
import { Totals } from "@/ui/Totals";

import { figuresQuery } from "./queries";

export function Figures({ courseId }: { courseId: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(figuresQuery(courseId));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) {
    return (
      <Loading className="grid gap-4">
        <Skeleton className="h-24 rounded-2xl" />
        <Skeleton className="h-64 rounded-2xl" />
      </Loading>
    );
  }
  if (data.students === 0) {
    return <EmptyState title={t("roster.emptyTitle")}>{t("roster.noFigures")}</EmptyState>;
  }
  return (
    <div className="grid gap-8">
      <TotalsOf figures={data} />
      <Reach figures={data} />
    </div>
  );
}

function TotalsOf({ figures }: { figures: CourseFigures }) {
  const { t } = useTranslation();
  const { percent, locale } = useFormats();
  const count = (value: number) => new Intl.NumberFormat(locale).format(value);
  const shown = [
    ["students", count(figures.students)],
    ["activeThisWeek", count(figures.active_this_week)],
    ["atRisk", count(figures.at_risk)],
    ["done", count(figures.completed)],
    ["average", percent(figures.average_progress)],
  ] as const;
  return (
    <Totals
      className="sm:grid-cols-5"
      values={shown.map(([name, value]) => [t(`roster.figures.${name}`), value] as const)}
    />
  );
}

/** Bars of how many got through each lesson; the words beside them say the same. */
function Reach({ figures }: { figures: CourseFigures }) {
  const { t } = useTranslation();
  const { percent } = useFormats();
  return (
    <section className="grid gap-4">
      <div className="grid gap-1">
        <h2 className="text-2xl">{t("roster.reachTitle")}</h2>
        <p className="text-muted">{t("roster.reach")}</p>
      </div>
      <ol className="grid gap-4">
        {figures.lessons.map((lesson) => {
          const share = lesson.completed / figures.students;
          return (
            <li key={lesson.lesson_id} className="grid gap-1.5">
              <div className="flex items-baseline justify-between gap-4">
                <p dir="auto" className="min-w-0 font-medium">
                  {lesson.title}
                </p>
                <p className="shrink-0 text-sm text-muted">
                  {percent(share)}
                  {lesson.stopped > 0 && ` · ${t("roster.stopped", { count: lesson.stopped })}`}
                </p>
              </div>
              <div aria-hidden="true" className="h-2.5 overflow-hidden rounded-full bg-line">
                <div
                  className="h-full rounded-full bg-brand"
                  style={{ inlineSize: `${Math.min(1, share) * 100}%` }}
                />
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
