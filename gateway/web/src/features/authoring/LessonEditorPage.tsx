/** Writing one lesson. */
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { draftQuery, lessonDraftQuery } from "@/api/queries";
import type { CourseFile, LessonDraft } from "@/api/types";
import { YoutubeVideo } from "@/features/study/YoutubeVideo";
import { Badge } from "@/ui/Badge";
import { Button, ButtonLink } from "@/ui/Button";
import { ConfirmDialog } from "@/ui/Dialog";
import { TextField } from "@/ui/Field";
import { FormRefusal } from "@/ui/FormRefusal";
import { ErrorState, Loading, Skeleton } from "@/ui/States";
import { toast } from "@/ui/Toasts";
import { useTitle } from "@/ui/useTitle";

import { KindChoice } from "./KindChoice";
import { MarkdownField } from "./MarkdownField";
import { minutesOf } from "./upload";
import { useLessonEditor } from "./useLessonEditor";
import { VideoUpload } from "./VideoUpload";

export function LessonEditorPage() {
  const { t } = useTranslation();
  const { courseId = "", lessonId = "" } = useParams();
  const { data: lesson, error, refetch } = useQuery(lessonDraftQuery(lessonId));
  const { data: course } = useQuery(draftQuery(courseId));
  useTitle(lesson?.title);
  const frozen = course?.status === "submitted" || course?.status === "archived";
  return (
    <div className="page max-w-4xl pt-8">
      <Link
        to={`/teach/courses/${courseId}`}
        className="inline-flex min-h-11 items-center gap-2 font-semibold text-muted hover:text-ink"
      >
        <ArrowLeft aria-hidden="true" className="mirror-rtl size-4.5" />
        <span dir="auto">{course?.title ?? t("teach.title")}</span>
      </Link>
      {error && !lesson && <ErrorState page error={error} retry={() => void refetch()} />}
      {!lesson && !error && (
        <Loading className="mt-6 grid gap-5">
          <Skeleton className="h-11 w-2/3" />
          <Skeleton className="h-72 rounded-3xl" />
        </Loading>
      )}
      {lesson && <LessonEditor key={lesson.id} lesson={lesson} frozen={frozen} />}
    </div>
  );
}

type Editor = ReturnType<typeof useLessonEditor>;

function LessonEditor({ lesson, frozen }: { lesson: LessonDraft; frozen: boolean }) {
  const { t } = useTranslation();
  const editor = useLessonEditor(lesson);
  const { form, busy } = editor;
  const kind = form.watch("kind");
  const submit = form.handleSubmit(async () => {
    if (await editor.saveAll()) toast(t("teach.saved"));
  });
  return (
    <>
      <h1 dir="auto" className="mt-3 mb-8 text-3xl sm:text-4xl">
        {lesson.title}
      </h1>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <fieldset disabled={frozen} className="grid gap-7">
          {lesson.kind === "quiz" && (
            <ButtonLink
              to={`/teach/quizzes/${lesson.id}`}
              look="secondary"
              className="justify-self-start"
            >
              {t("quiz.edit.tabs.questions")}
            </ButtonLink>
          )}
          <Basics editor={editor} />
          {kind === "youtube" && <YoutubeFields editor={editor} lesson={lesson} />}
          {kind === "video" && <VideoFields editor={editor} lesson={lesson} frozen={frozen} />}
          <MarkdownField editor={editor} lesson={lesson} />
          <FormRefusal refusal={form.refusal} rest={form.rest} />
          {!frozen && (
            <div className="sticky bottom-0 -mx-5 flex items-center gap-4 border-t border-line bg-canvas/95 px-5 py-3 backdrop-blur-md sm:mx-0 sm:px-0">
              <Button type="submit" size="large" busy={busy}>
                {t("action.save")}
              </Button>
              <p role="status" className="text-sm text-muted">
                {form.formState.isDirty && t("editor.unsaved")}
              </p>
            </div>
          )}
        </fieldset>
      </form>
      <LeaveQuestion editor={editor} />
    </>
  );
}

function Basics({ editor: { form } }: { editor: Editor }) {
  const { t } = useTranslation();
  return (
    <>
      <TextField
        label={t("editor.title")}
        dir="auto"
        error={form.errorOf("title")}
        {...form.register("title", {
          required: t("form.required"),
          maxLength: { value: 200, message: t("form.tooLong", { count: 200 }) },
        })}
      />
      <KindChoice
        name="kind"
        value={form.watch("kind")}
        onChange={(kind) => form.setValue("kind", kind, { shouldDirty: true })}
      />
      <div className="grid items-start gap-6 sm:grid-cols-2">
        <TextField
          label={t("editor.minutes")}
          type="number"
          min={0}
          max={100_000}
          inputMode="numeric"
          dir="ltr"
          error={form.errorOf("duration_minutes")}
          {...form.register("duration_minutes", {
            setValueAs: (text) => Math.round(Number(text) || 0),
            validate: (minutes) => (minutes >= 0 && minutes <= 100_000) || t("editor.minutesWrong"),
          })}
        />
        <label className="flex cursor-pointer items-start gap-3 rounded-2xl border border-line bg-surface p-4">
          <input
            type="checkbox"
            className="mt-0.5 size-5 accent-(--brand)"
            {...form.register("preview")}
          />
          <span className="grid gap-0.5">
            <span className="font-semibold">{t("editor.preview")}</span>
            <span className="text-sm text-muted">{t("editor.previewHint")}</span>
          </span>
        </label>
      </div>
    </>
  );
}

function YoutubeFields({ editor: { form }, lesson }: { editor: Editor; lesson: LessonDraft }) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-4">
      <TextField
        label={t("editor.youtube")}
        type="url"
        dir="ltr"
        inputMode="url"
        placeholder="https://www.youtube.com/watch?v=…"
        hint={
          <>
            <Badge tone="accent">{t("editor.notProtected")}</Badge> {t("editor.notProtectedHint")}
          </>
        }
        error={form.errorOf("youtube_url")}
        {...form.register("youtube_url")}
      />
      {lesson.youtube_id && <YoutubeVideo id={lesson.youtube_id} title={lesson.title} />}
    </div>
  );
}

interface VideoFieldsProps {
  editor: Editor;
  lesson: LessonDraft;
  frozen: boolean;
}

/** The stored file belongs to the lesson at once, so that a long upload is never lost. */
function VideoFields({ editor: { form, changes, save }, lesson, frozen }: VideoFieldsProps) {
  const { t } = useTranslation();
  const attach = async (stored: CourseFile, file: File) => {
    const minutes = form.getValues("duration_minutes") || (await minutesOf(file));
    const saved = await save({
      ...changes(),
      video_file_id: stored.id,
      duration_minutes: minutes,
    });
    if (saved) toast(t("editor.videoStored"));
  };
  return (
    <VideoUpload
      lesson={lesson}
      disabled={frozen}
      onStored={(stored, file) => void attach(stored, file)}
    />
  );
}

function LeaveQuestion({ editor: { blocker } }: { editor: Editor }) {
  const { t } = useTranslation();
  return (
    <ConfirmDialog
      open={blocker.state === "blocked"}
      onOpenChange={(open) => open || blocker.reset?.()}
      title={t("editor.leaveTitle")}
      consequence={t("editor.leave")}
      action={t("editor.leaveAction")}
      onConfirm={() => blocker.proceed?.()}
    />
  );
}
