/** What a course consists of; previews can be opened by anybody. */
import { ChevronDown, FileText, Link as LinkIcon, ListChecks, Lock, Play } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { Course, LessonKind, LessonSummary, Module } from "@/api/types";
import { useFormats } from "@/i18n/useFormats";
import { Badge } from "@/ui/Badge";

import { byTopic } from "./topics";

export const KIND_ICONS: Record<LessonKind, typeof Play> = {
  article: FileText,
  video: Play,
  youtube: Play,
  link: LinkIcon,
  quiz: ListChecks,
};

interface Props {
  course: Course;
  /** Whether the reader may open every lesson. */
  open: boolean;
}

export function Outline({ course, open }: Props) {
  const { t } = useTranslation();
  if (course.outline.length === 0) return null;
  return (
    <section className="mt-14" aria-labelledby="outline">
      <h2 id="outline" className="text-2xl">
        {t("course.outline")}
      </h2>
      <p className="mt-1 text-muted">
        {t(course.section_label === "week" ? "course.weeks" : "course.modules", {
          count: course.outline.length,
        })}
        {" · "}
        {t("course.lessons", { count: course.lesson_count })}
      </p>
      <div className="mt-5 grid gap-3">
        {course.outline.map((module, index) => (
          <ModuleFold
            key={module.id}
            module={module}
            courseId={course.id}
            open={open}
            first={index === 0}
          />
        ))}
      </div>
    </section>
  );
}

interface ModuleFoldProps {
  module: Module;
  courseId: string;
  open: boolean;
  first: boolean;
}

function ModuleFold({ module, courseId, open, first }: ModuleFoldProps) {
  const { t } = useTranslation();
  return (
    <details
      open={first}
      className="group overflow-hidden rounded-2xl border border-line bg-surface"
    >
      <summary className="flex list-none items-center gap-4 px-5 py-4 hover:bg-sunken">
        <ChevronDown
          aria-hidden="true"
          className="size-5 shrink-0 text-muted transition-transform group-open:rotate-180"
        />
        <h3 dir="auto" className="flex-1 text-lg">
          {module.title}
        </h3>
        <span className="text-sm whitespace-nowrap text-muted">
          {t("course.lessons", { count: module.lessons.length })}
        </span>
      </summary>
      {byTopic(module).map(({ topic, lessons }) => (
        <div key={topic?.id ?? module.id} className="border-t border-line">
          {topic && (
            <h4
              dir="auto"
              className="px-5 pt-4 pb-1 font-sans text-base font-semibold tracking-normal"
            >
              {topic.title}
            </h4>
          )}
          <ol>
            {lessons.map((lesson) => (
              <li key={lesson.id} className="border-line not-first:border-t">
                <LessonRow
                  lesson={lesson}
                  courseId={courseId}
                  open={open || lesson.preview}
                  owned={open}
                />
              </li>
            ))}
          </ol>
        </div>
      ))}
    </details>
  );
}

interface LessonRowProps {
  lesson: LessonSummary;
  courseId: string;
  open: boolean;
  owned: boolean;
}

function LessonRow({ lesson, courseId, open, owned }: LessonRowProps) {
  const { t } = useTranslation();
  const { duration } = useFormats();
  const Icon = KIND_ICONS[lesson.kind];
  const row = (
    <>
      <Icon aria-hidden="true" className="size-4.5 shrink-0 text-muted" />
      <span dir="auto" className="min-w-0 flex-1">
        {lesson.title}
      </span>
      {lesson.preview && !owned && <Badge tone="brand">{t("course.preview")}</Badge>}
      {lesson.duration_minutes > 0 && (
        <span className="text-sm whitespace-nowrap text-muted">
          {duration(lesson.duration_minutes)}
        </span>
      )}
      {!open && (
        <>
          <Lock aria-hidden="true" className="size-4 shrink-0 text-muted" />
          <span className="sr-only">{t("course.locked")}</span>
        </>
      )}
    </>
  );
  const look = "flex min-h-13 items-center gap-4 px-5 py-2.5";
  if (!open) return <div className={`${look} text-muted`}>{row}</div>;
  return (
    <Link to={`/learn/${courseId}/${lesson.id}`} className={`${look} font-medium hover:bg-sunken`}>
      {row}
    </Link>
  );
}
