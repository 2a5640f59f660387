/** The outline beside a lesson: where the reader is and what is done. */
import { Check, Lock } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { StudiedLesson, Topic } from "@/api/types";
import { byTopic } from "@/features/catalogue/topics";
import { useFormats } from "@/i18n/useFormats";
import { classes } from "@/ui/classes";

export interface ContentsModule {
  id: string;
  title: string;
  lessons: ContentsLesson[];
  topics?: Topic[];
}

/** For a visitor without progress; `locked` is what the public may not open. */
export type ContentsLesson = Omit<StudiedLesson, "completed" | "opens_at" | "waits_for"> &
  Partial<Pick<StudiedLesson, "completed" | "opens_at" | "waits_for">> & { locked?: boolean };

interface Props {
  courseId: string;
  modules: ContentsModule[];
  currentId: string;
  onChoose?: () => void;
}

export function Contents({ courseId, modules, currentId, onChoose }: Props) {
  const { t } = useTranslation();
  const lessons = modules.flatMap((module) => module.lessons);
  const titles = new Map(lessons.map(({ id, title }) => [id, title]));
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
          {byTopic(module).map(({ topic, lessons }) => (
            <div key={topic?.id ?? module.id}>
              {topic && (
                <h3
                  dir="auto"
                  className="px-3 pt-3 pb-1 font-sans text-[0.875rem] font-semibold tracking-normal"
                >
                  {topic.title}
                </h3>
              )}
              <ol className="grid gap-0.5">
                {lessons.map((lesson) => (
                  <li key={lesson.id}>
                    <Entry
                      lesson={lesson}
                      titles={titles}
                      courseId={courseId}
                      current={lesson.id === currentId}
                      onChoose={onChoose}
                    />
                  </li>
                ))}
              </ol>
            </div>
          ))}
        </section>
      ))}
    </nav>
  );
}

/** Why a student cannot open a lesson yet, in words. */
function useClosed(lesson: ContentsLesson, titles: Map<string, string>): string | undefined {
  const { t } = useTranslation();
  const { date } = useFormats();
  if (lesson.opens_at) return t("lesson.opensAt", { date: date(lesson.opens_at) });
  const first = lesson.waits_for?.[0];
  if (!first) return undefined;
  const more = (lesson.waits_for?.length ?? 0) > 1;
  return t(more ? "lesson.waitsForMore" : "lesson.waitsFor", { title: titles.get(first) ?? "" });
}

interface EntryProps {
  lesson: ContentsLesson;
  titles: Map<string, string>;
  courseId: string;
  current: boolean;
  onChoose?: () => void;
}

function Entry({ lesson, titles, courseId, current, onChoose }: EntryProps) {
  const closed = useClosed(lesson, titles);
  const { duration } = useFormats();
  const place = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (current) place.current?.scrollIntoView({ block: "nearest" });
  }, [current]);
  const content = (
    <>
      <Mark lesson={lesson} locked={lesson.locked || closed !== undefined} />
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block leading-snug">
          {lesson.title}
        </span>
        {lesson.duration_minutes > 0 && (
          <span className="text-[0.8125rem] text-muted">{duration(lesson.duration_minutes)}</span>
        )}
        {closed && <span className="block text-[0.8125rem]">{closed}</span>}
      </span>
    </>
  );
  const look = "flex items-start gap-3 rounded-xl px-3 py-2.5";
  if (lesson.locked || closed) return <div className={`${look} text-muted`}>{content}</div>;
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

function Mark({ lesson, locked }: { lesson: ContentsLesson; locked: boolean }) {
  const { t } = useTranslation();
  if (locked) {
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
