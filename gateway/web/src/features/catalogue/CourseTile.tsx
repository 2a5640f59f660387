/** A course in a list of courses. */
import { Clock, ListVideo } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { CourseCard } from "@/api/types";
import { Rating } from "@/features/reviews/Stars";
import { useFormats } from "@/i18n/useFormats";
import { Badge } from "@/ui/Badge";
import { classes } from "@/ui/classes";
import { Skeleton } from "@/ui/States";

import { Cover } from "./Cover";

export function Price({ price }: { price: CourseCard["price"] }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  return <>{price.amount === 0 ? t("course.free") : money(price)}</>;
}

export function CourseTile({ course }: { course: CourseCard }) {
  const { t } = useTranslation();
  const { duration } = useFormats();
  return (
    <article className="group relative flex h-full flex-col overflow-hidden rounded-3xl border border-line bg-surface transition-[box-shadow,translate] duration-300 ease-calm hover:-translate-y-1 hover:shadow-lift has-focus-visible:shadow-lift">
      <div className="aspect-16/10 overflow-hidden">
        <Cover
          slug={course.slug}
          url={course.cover_url}
          className="transition-transform duration-500 ease-calm group-hover:scale-[1.04]"
        />
      </div>
      <div className="flex flex-1 flex-col gap-2 p-5">
        <p className="eyebrow">{course.category_name}</p>
        <h3 dir="auto" className="text-[1.1875rem] leading-snug">
          <Link to={`/courses/${course.slug}`} className="after:absolute after:inset-0">
            {course.title}
          </Link>
        </h3>
        <p className="text-[0.9375rem] text-muted" dir="auto">
          {course.teacher.name}
        </p>
        <Rating rating={course.rating} count={course.rating_count} />
        <p className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-muted">
          <span className="inline-flex items-center gap-1.5">
            <ListVideo aria-hidden="true" className="size-4" />
            {t("course.lessons", { count: course.lesson_count })}
          </span>
          {course.duration_minutes > 0 && (
            <span className="inline-flex items-center gap-1.5">
              <Clock aria-hidden="true" className="size-4" />
              {duration(course.duration_minutes)}
            </span>
          )}
        </p>
        <div className="mt-auto flex items-center justify-between gap-3 pt-3">
          <Badge>{t(`level.${course.level}`)}</Badge>
          <p className="font-display text-lg font-bold">
            <Price price={course.price} />
          </p>
        </div>
      </div>
    </article>
  );
}

export const COURSE_GRID = "grid gap-x-6 gap-y-7 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4";
/** Beside a column of filters. */
const NARROW_GRID = "grid gap-x-6 gap-y-7 sm:grid-cols-2 xl:grid-cols-3";

interface CourseTilesProps {
  courses: CourseCard[];
  /** A taste only: a phone shows the first four. */
  brief?: boolean;
  narrow?: boolean;
}

export function CourseTiles({ courses, brief = false, narrow = false }: CourseTilesProps) {
  return (
    <ul className={narrow ? NARROW_GRID : COURSE_GRID}>
      {courses.map((course) => (
        <li key={course.id} className={classes("animate-fade", brief && "max-sm:nth-[n+5]:hidden")}>
          <CourseTile course={course} />
        </li>
      ))}
    </ul>
  );
}

export function CourseTileSkeletons({
  count,
  narrow = false,
}: {
  count: number;
  narrow?: boolean;
}) {
  return (
    <div className={narrow ? NARROW_GRID : COURSE_GRID}>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="overflow-hidden rounded-3xl border border-line bg-surface">
          <Skeleton className="aspect-16/10 rounded-none" />
          <div className="grid gap-3 p-5">
            <Skeleton className="h-3 w-24" />
            <Skeleton className="h-6 w-4/5" />
            <Skeleton className="h-4 w-2/5" />
            <Skeleton className="mt-4 h-6 w-full" />
          </div>
        </div>
      ))}
    </div>
  );
}
