/** The public page of a course: what it teaches, by whom, for how much. */
import { useQuery } from "@tanstack/react-query";
import { BookOpen, Clock, Globe, Signal } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";

import { isProblem } from "@/api/problems";
import { courseQuery } from "@/api/queries";
import type { Course } from "@/api/types";
import { ReviewsSection } from "@/features/reviews/ReviewsSection";
import { Rating } from "@/features/reviews/Stars";
import { useFormats } from "@/i18n/useFormats";
import { ButtonLink } from "@/ui/Button";
import { CourseCertificate } from "@/features/certificates/CourseCertificate";
import { Notice } from "@/ui/Notice";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/States";
import { useTitle } from "@/ui/useTitle";

import { BuyBar, BuyCard } from "./BuyCard";
import { Credit } from "./Credit";
import { Outline } from "./Outline";
import { useCourseAction } from "./useCourseAction";

export function CoursePage() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const { data: course, error, refetch } = useQuery(courseQuery(slug));
  useTitle(course?.title);
  if (isProblem(error, "courses.course_not_found", "not_found", "invalid")) {
    return (
      <div className="page py-10">
        <EmptyState
          page
          title={t("course.goneTitle")}
          action={<ButtonLink to="/courses">{t("action.browse")}</ButtonLink>}
        >
          {t("course.gone")}
        </EmptyState>
      </div>
    );
  }
  if (error) return <ErrorState page error={error} retry={() => void refetch()} />;
  return course ? <CourseView course={course} /> : <CourseSkeleton />;
}

function CourseView({ course }: { course: Course }) {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const action = useCourseAction(course);
  return (
    <div className="page pt-6 pb-28 sm:pt-10 lg:pb-0">
      <div className="lg:grid lg:grid-cols-[minmax(0,1fr)_23rem] lg:gap-14">
        <article>
          {params.get("payment") === "canceled" && (
            <div className="mb-8">
              <Notice tone="warning" title={t("course.canceledTitle")}>
                {t("course.canceled")}
              </Notice>
            </div>
          )}
          <Heading course={course} />
          <div className="mt-8 lg:hidden">
            <BuyCard course={course} action={action} compact />
          </div>
          {action.owned && <CourseCertificate courseId={course.id} />}
          {course.description_html && (
            <section className="mt-12" aria-labelledby="about">
              <h2 id="about" className="mb-4 text-2xl">
                {t("course.about")}
              </h2>
              <div
                dir="auto"
                lang={course.language}
                className="prose prose-small"
                dangerouslySetInnerHTML={{ __html: course.description_html }}
              />
            </section>
          )}
          <Outline course={course} open={action.owned} />
          {course.tags && course.tags.length > 0 && <Tags tags={course.tags} />}
          <ReviewsSection course={course} enrolled={action.action.kind === "continue"} />
          {course.licence && <Credit licence={course.licence} />}
        </article>
        <aside aria-label={t("course.buyLabel")} className="hidden lg:block">
          <div className="sticky top-24">
            <BuyCard course={course} action={action} />
          </div>
        </aside>
      </div>
      <BuyBar course={course} action={action} />
    </div>
  );
}

function Heading({ course }: { course: Course }) {
  const { t } = useTranslation();
  const { duration, language } = useFormats();
  const facts = [
    { Icon: Signal, text: t(`level.${course.level}`) },
    { Icon: BookOpen, text: t("course.lessons", { count: course.lesson_count }) },
    ...(course.duration_minutes > 0
      ? [{ Icon: Clock, text: duration(course.duration_minutes) }]
      : []),
    { Icon: Globe, text: language(course.language) },
  ];
  return (
    <header>
      <Link to={`/courses?category=${course.category}`} className="eyebrow hover:underline">
        {course.category_name}
      </Link>
      <h1
        dir="auto"
        className="mt-2 text-[clamp(2.1rem,5vw,3.25rem)] leading-[1.12] font-bold rtl:leading-[1.3]"
      >
        {course.title}
      </h1>
      {course.summary && (
        <p dir="auto" className="mt-4 max-w-2xl text-xl leading-relaxed text-muted">
          {course.summary}
        </p>
      )}
      <p className="mt-5">
        {t("course.taughtBy")}{" "}
        <Link
          to={`/teachers/${course.teacher.id}`}
          className="font-semibold underline decoration-line-strong underline-offset-4 hover:text-brand-ink"
        >
          {course.teacher.name}
        </Link>
      </p>
      {(course.rating_count ?? 0) > 0 && (
        <a href="#reviews" className="mt-4 inline-flex min-h-9 items-center hover:underline">
          <Rating rating={course.rating} count={course.rating_count} />
        </a>
      )}
      <ul className="mt-5 flex flex-wrap gap-x-6 gap-y-2.5 text-muted">
        {facts.map(({ Icon, text }) => (
          <li key={text} className="flex items-center gap-2">
            <Icon aria-hidden="true" className="size-4.5 text-brand" />
            {text}
          </li>
        ))}
      </ul>
    </header>
  );
}

function Tags({ tags }: { tags: NonNullable<Course["tags"]> }) {
  const { t } = useTranslation();
  return (
    <ul aria-label={t("tags.title")} className="mt-10 flex flex-wrap gap-2">
      {tags.map(({ slug, name }) => (
        <li key={slug}>
          <Link
            to={`/courses?tag=${encodeURIComponent(slug)}`}
            className="inline-flex min-h-10 items-center rounded-full border border-line bg-surface px-4 text-sm font-semibold hover:border-brand"
          >
            <bdi>{name}</bdi>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function CourseSkeleton() {
  return (
    <Loading className="page grid gap-14 pt-10 lg:grid-cols-[minmax(0,1fr)_23rem]">
      <div className="grid content-start gap-5">
        <Skeleton className="h-4 w-28" />
        <Skeleton className="h-12 w-4/5" />
        <Skeleton className="h-6 w-full" />
        <Skeleton className="h-6 w-2/3" />
        <Skeleton className="mt-8 h-64 w-full rounded-3xl" />
      </div>
      <Skeleton className="hidden h-96 rounded-3xl lg:block" />
    </Loading>
  );
}
