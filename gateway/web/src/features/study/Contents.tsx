/** The outline beside a lesson: where the reader is and what is done. */
import { Check, Lock } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { StudiedLesson } from "@/api/types";
import { useFormats } from "@/i18n/useFormats";
import { classes } from "@/ui/classes";

export interface ContentsModule {
  id: string;
  title: string;
  lessons: (Omit<StudiedLesson, "completed"> & { completed?: boolean; locked?: boolean })[];
}

interface Props {
  courseId: string;
  modules: ContentsModule[];
  currentId: string;
  onChoose?: () => void;
}

export function Contents({ courseId, modules, currentId, onChoose }: Props) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t("lesson.contents")} className="grid gap-6">
      {modules.map((module) => (
        <section key={module.id} aria-labelledby={`module-${module.id}`}>
          <h2
            id={`module-${module.id}`}
            dir="auto"
            className="px-3 pb-2 font-sans text-[0.9375rem] font-semibold tracking-normal text-muted"
          >
            {module.title}
          </h2>
          <ol className="grid gap-0.5">
            {module.lessons.map((lesson) => (
              <li key={lesson.id}>
                <Entry
                  lesson={lesson}
                  courseId={courseId}
                  current={lesson.id === currentId}
                  onChoose={onChoose}
                />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </nav>
  );
}

interface EntryProps {
  lesson: ContentsModule["lessons"][number];
  courseId: string;
  current: boolean;
  onChoose?: () => void;
}

function Entry({ lesson, courseId, current, onChoose }: EntryProps) {
  const { duration } = useFormats();
  const place = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (current) place.current?.scrollIntoView({ block: "nearest" });
  }, [current]);
  const content = (
    <>
      <Mark lesson={lesson} />
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block leading-snug">
          {lesson.title}
        </span>
        {lesson.duration_minutes > 0 && (
          <span className="text-[0.8125rem] text-muted">{duration(lesson.duration_minutes)}</span>
        )}
      </span>
    </>
  );
  const look = "flex items-start gap-3 rounded-xl px-3 py-2.5";
  if (lesson.locked) return <div className={`${look} text-muted`}>{content}</div>;
  return (
    <Link
      ref={place}
      to={`/learn/${courseId}/${lesson.id}`}
      aria-current={current ? "page" : undefined}
      onClick={onChoose}
      className={classes(
        look,
        "transition-colors",
        current ? "bg-brand-soft font-semibold text-brand-ink" : "hover:bg-sunken",
      )}
    >
      {content}
    </Link>
  );
}

function Mark({ lesson }: { lesson: EntryProps["lesson"] }) {
  const { t } = useTranslation();
  if (lesson.locked) {
    return (
      <>
        <Lock aria-hidden="true" className="mt-0.5 size-5 shrink-0 p-0.5" />
        <span className="sr-only">{t("course.locked")}</span>
      </>
    );
  }
  return (
    <span
      className={classes(
        "mt-0.5 grid size-5 shrink-0 place-items-center rounded-full border-2",
        lesson.completed ? "border-brand bg-brand text-on-brand" : "border-line-strong",
      )}
    >
      {lesson.completed && <Check aria-hidden="true" className="size-3.5" strokeWidth={3.5} />}
      {lesson.completed && <span className="sr-only">{t("lesson.done")}</span>}
    </span>
  );
}
