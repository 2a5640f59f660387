/** Writing one lesson. */
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, ListChecks } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { draftQuery, lessonDraftQuery } from "@/api/queries";
import type { CourseDraft, LessonDraft } from "@/api/types";
import { Button, ButtonLink } from "@/ui/Button";
import { TextField } from "@/ui/Field";
import { FormRefusal } from "@/ui/FormRefusal";
import { Notice } from "@/ui/Notice";
import { ErrorState, Loading, Skeleton } from "@/ui/States";
import { useTitle } from "@/ui/useTitle";

import type { Autosave } from "./autosave/autosave";
import { Restored } from "./autosave/Restored";
import { SaveState } from "./autosave/SaveState";
import { useOtherPages } from "./autosave/useOtherPages";
import { KindChoice } from "./KindChoice";
import type { LessonValues } from "./lesson";
import { LessonConflict } from "./LessonConflict";
import { LessonSettings } from "./LessonSettings";
import { MarkdownField } from "./markdown/MarkdownField";
import { lessonPage } from "./tree/lesson-page";
import { type LessonEditing, useLessonEditor, useOpenedLesson } from "./useLessonEditor";
import { LinkFields, VideoFields, YoutubeFields } from "./VideoParts";

export function LessonEditorPage() {
  const { t } = useTranslation();
  const { courseId = "", lessonId = "" } = useParams();
  const { data: lesson, error, refetch } = useQuery(lessonDraftQuery(lessonId));
  const { data: course } = useQuery(draftQuery(courseId));
  useTitle(lesson?.title);
  return (
    <div className="page max-w-7xl pt-6">
      <Link
        to={`/teach/courses/${courseId}`}
        className="inline-flex min-h-11 items-center gap-2 font-semibold text-muted hover:text-ink"
      >
        <ArrowLeft aria-hidden="true" className="mirror-rtl size-4.5" />
        <span dir="auto">{course?.title ?? t("teach.title")}</span>
      </Link>
      {error && !lesson && <ErrorState page error={error} retry={() => void refetch()} />}
      {!lesson && !error && <PageSkeleton />}
      {lesson && <OpenedLesson key={lesson.id} lesson={lesson} course={course} />}
    </div>
  );
}

function PageSkeleton() {
  return (
    <Loading className="mt-6 grid gap-5">
      <Skeleton className="h-11 w-2/3" />
      <Skeleton className="h-72 rounded-3xl" />
    </Loading>
  );
}

interface LessonProps {
  lesson: LessonDraft;
  course: CourseDraft | undefined;
}

function OpenedLesson({ lesson, course }: LessonProps) {
  const { opened, subject } = useOpenedLesson(lesson);
  const others = useOtherPages(subject);
  if (!opened) return <PageSkeleton />;
  return (
    <LessonEditor
      lesson={lesson}
      course={course}
      autosave={opened.autosave}
      restoredAt={opened.restoredAt}
      others={others}
    />
  );
}

interface EditorProps extends LessonProps {
  autosave: Autosave<LessonValues>;
  restoredAt: number | null;
  others: number;
}

function LessonEditor({ lesson, course, autosave, restoredAt, others }: EditorProps) {
  const { t } = useTranslation();
  const editing = useLessonEditor(autosave, lesson);
  const { values, theirs, errors, change } = editing;
  const frozen = course?.status === "submitted";
  const title = errors.title ?? (values.title.trim() ? undefined : t("form.required"));
  return (
    <>
      <div className="mt-2 mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <h1 dir="auto" className="min-w-0 text-3xl break-words sm:text-4xl">
          {values.title || t("editor.title")}
        </h1>
        {!frozen && <SaveState status={editing.status} onDevice={editing.onDevice} />}
      </div>
      <div className="grid gap-6">
        {frozen && <Notice title={t("teach.inReviewTitle")}>{t("publication.inReview")}</Notice>}
        {others > 0 && <Notice title={t("writing.openTwice")}>{t("writing.openTwiceLead")}</Notice>}
        {restoredAt !== null && editing.status !== "conflict" && <Restored at={restoredAt} />}
        {theirs && (
          <LessonConflict
            editing={editing}
            theirs={theirs.values}
            lesson={lesson}
            course={course}
          />
        )}
        <fieldset disabled={frozen} className="grid min-w-0 gap-6">
          <legend className="sr-only">{t("writing.lesson")}</legend>
          <div className="grid items-start gap-6 lg:grid-cols-2">
            <TextField
              label={t("editor.title")}
              dir="auto"
              maxLength={200}
              value={values.title}
              error={title}
              onChange={(event) => change({ title: event.target.value })}
            />
            <KindChoice name="kind" value={values.kind} onChange={(kind) => change({ kind })} />
          </div>
          {values.kind === "quiz" && lesson.kind === "quiz" && (
            <div>
              <ButtonLink look="secondary" to={lessonPage(lesson.course_id, lesson)}>
                <ListChecks aria-hidden="true" className="size-4.5" />
                {t("quiz.edit.tabs.questions")}
              </ButtonLink>
            </div>
          )}
          {values.kind === "youtube" && <YoutubeFields editing={editing} lesson={lesson} />}
          {values.kind === "link" && <LinkFields editing={editing} lesson={lesson} />}
          {values.kind === "video" && (
            <VideoFields editing={editing} lesson={lesson} frozen={frozen} />
          )}
          <MarkdownField
            courseId={lesson.course_id}
            label={t("editor.body")}
            value={values.body}
            error={errors.body}
            disabled={frozen}
            onChange={(body) => change({ body })}
          />
          <LessonSettings editing={editing} lesson={lesson} course={course} />
        </fieldset>
        <Refusal editing={editing} />
        {!frozen && <SaveNow editing={editing} />}
      </div>
    </>
  );
}

function Refusal({ editing }: { editing: LessonEditing }) {
  const { status, problem, rest } = editing;
  return status === "refused" && problem ? <FormRefusal refusal={problem} rest={rest} /> : null;
}

/** What is written saves itself; the button is for those who trust what they press. */
function SaveNow({ editing }: { editing: LessonEditing }) {
  const { t } = useTranslation();
  const { status, onDevice, autosave } = editing;
  return (
    <div className="sticky bottom-0 z-10 -mx-5 flex items-center gap-4 border-t border-line bg-canvas/95 px-5 py-2.5 backdrop-blur-md sm:mx-0 sm:px-0">
      <Button
        busy={status === "saving"}
        disabled={status === "saved" || status === "conflict"}
        onClick={() => void autosave.flush()}
        className="shrink-0"
      >
        {t("action.save")}
      </Button>
      <p aria-hidden="true" className="text-sm text-muted">
        {status === "offline" && !onDevice ? t("writing.onlyHere") : t(`writing.${status}`)}
      </p>
    </div>
  );
}
