/** Studying: a lesson with the course's outline beside it. */
import { useState } from "react";
import { ListTree, Megaphone } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import type { Lesson, StudyPlan } from "@/api/types";
import { AnnouncementList } from "@/features/roster/AnnouncementList";
import { useFormats } from "@/i18n/useFormats";
import { Button, ButtonLink } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { ProgressBar } from "@/ui/ProgressBar";
import { Loading, Skeleton } from "@/ui/States";
import { toast } from "@/ui/Toasts";
import { useTitle } from "@/ui/useTitle";

import { Contents, type ContentsModule } from "./Contents";
import { LessonArticle } from "./LessonArticle";
import { LessonRefused } from "./LessonRefused";
import { useAdoptRevision, useContents, useLesson } from "./useStudy";

export function LessonPage() {
  const { courseId = "", lessonId = "" } = useParams();
  const { data: lesson, error, refetch } = useLesson(lessonId);
  const { modules, plan, visiting } = useContents(courseId, lesson);
  useTitle(lesson && `${lesson.title} · ${lesson.course_title}`);
  if (error && !lesson) return <LessonRefused error={error} retry={() => void refetch()} />;
  return (
    <div className="flex-1 lg:grid lg:grid-cols-[21rem_minmax(0,1fr)]">
      <div className="no-print hidden border-e border-line bg-surface lg:block">
        <div className="sticky top-16 max-h-[calc(100dvh-4rem)] overflow-y-auto px-4 py-6">
          <CourseHead lesson={lesson} plan={plan} />
          {modules ? (
            <Contents courseId={courseId} modules={modules} currentId={lessonId} />
          ) : (
            <ContentsSkeleton />
          )}
        </div>
      </div>
      <div className="min-w-0">
        <PhoneBar
          courseId={courseId}
          modules={modules}
          lessonId={lessonId}
          plan={plan}
          lesson={lesson}
        />
        {visiting && lesson && <VisitorBar lesson={lesson} />}
        {lesson ? (
          <LessonArticle key={lesson.id} lesson={lesson} plan={plan} visiting={visiting} />
        ) : (
          <LessonSkeleton />
        )}
      </div>
    </div>
  );
}

function CourseHead({ lesson, plan }: { lesson?: Lesson; plan?: StudyPlan }) {
  return (
    <div className="mb-6 grid gap-3 px-3">
      {lesson ? (
        <p className="font-display text-lg leading-snug font-bold">
          <Link to={`/courses/${lesson.course_slug}`} dir="auto" className="hover:underline">
            {lesson.course_title}
          </Link>
        </p>
      ) : (
        <Skeleton className="h-6 w-4/5" />
      )}
      {plan && <PlanProgress plan={plan} />}
      {plan && <AnnouncementsButton courseId={plan.course_id} />}
      {plan && hasNewerEdition(plan) && <NewerEdition plan={plan} />}
    </div>
  );
}

function AnnouncementsButton({ courseId }: { courseId: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <div>
      <Button look="secondary" size="small" onClick={() => setOpen(true)}>
        <Megaphone aria-hidden="true" className="mirror-rtl size-4" />
        {t("roster.announcementsOf")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={t("roster.announcementsOf")}>
        <AnnouncementList courseId={courseId} />
      </Dialog>
    </div>
  );
}

const hasNewerEdition = ({ revision = 0, newest_revision = 0 }: StudyPlan): boolean =>
  revision < newest_revision;

function NewerEdition({ plan }: { plan: StudyPlan }) {
  const { t } = useTranslation();
  const adopt = useAdoptRevision(plan.course_id);
  return (
    <div className="grid gap-2 rounded-2xl bg-info-soft p-4 text-sm text-info-ink">
      <p className="font-semibold">{t("lesson.newEditionTitle")}</p>
      <p>{t("lesson.newEdition")}</p>
      <div>
        <Button
          look="secondary"
          size="small"
          busy={adopt.isPending}
          onClick={() => adopt.mutate(undefined, { onSuccess: () => toast(t("lesson.adopted")) })}
        >
          {t("lesson.adopt")}
        </Button>
      </div>
    </div>
  );
}

export function PlanProgress({ plan }: { plan: StudyPlan }) {
  const { t } = useTranslation();
  const { percent } = useFormats();
  const { completed_lessons: done, lesson_count: all } = plan;
  return (
    <div className="grid gap-1.5">
      <ProgressBar value={done} max={all} label={t("study.progress")} />
      <p className="flex justify-between text-sm text-muted">
        <span>{t("study.doneOf", { done, count: all })}</span>
        <span>{percent(all ? done / all : 0)}</span>
      </p>
    </div>
  );
}

interface PhoneBarProps {
  courseId: string;
  lessonId: string;
  modules?: ContentsModule[];
  plan?: StudyPlan;
  lesson?: Lesson;
}

function PhoneBar({ courseId, lessonId, modules, plan, lesson }: PhoneBarProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <div className="no-print sticky top-16 z-20 flex items-center gap-4 border-b border-line bg-canvas/95 px-5 py-2 backdrop-blur-md lg:hidden">
      <Button look="secondary" size="small" disabled={!modules} onClick={() => setOpen(true)}>
        <ListTree aria-hidden="true" className="size-4.5" />
        {t("lesson.contents")}
      </Button>
      {plan && (
        <div className="flex-1">
          <ProgressBar
            value={plan.completed_lessons}
            max={plan.lesson_count}
            label={t("study.progress")}
          />
        </div>
      )}
      <Dialog drawer open={open} onOpenChange={setOpen} title={t("lesson.contents")}>
        <CourseHead lesson={lesson} plan={plan} />
        {modules && (
          <Contents
            courseId={courseId}
            modules={modules}
            currentId={lessonId}
            onChoose={() => setOpen(false)}
          />
        )}
      </Dialog>
    </div>
  );
}

function VisitorBar({ lesson }: { lesson: Lesson }) {
  const { t } = useTranslation();
  return (
    <div className="no-print border-b border-line bg-accent-soft text-accent-ink">
      <div className="mx-auto flex max-w-3xl flex-wrap items-center justify-between gap-3 px-5 py-3">
        <p className="font-medium">{t("lesson.previewNote")}</p>
        <ButtonLink to={`/courses/${lesson.course_slug}`} size="small">
          {t("lesson.seeCourse")}
        </ButtonLink>
      </div>
    </div>
  );
}

function ContentsSkeleton() {
  return (
    <Loading className="grid gap-3 px-3">
      {Array.from({ length: 8 }, (_, index) => (
        <Skeleton key={index} className="h-9 w-full" />
      ))}
    </Loading>
  );
}

function LessonSkeleton() {
  return (
    <Loading className="mx-auto grid max-w-3xl gap-5 px-5 py-12">
      <Skeleton className="h-4 w-32" />
      <Skeleton className="h-11 w-3/4" />
      {Array.from({ length: 7 }, (_, index) => (
        <Skeleton key={index} className="h-5 w-full" />
      ))}
    </Loading>
  );
}
