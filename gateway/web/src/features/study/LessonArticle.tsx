/** One lesson: what it is about, the video or the text, its files, and how to go on. */
import { ArrowLeft, ArrowRight, Check, CheckCheck, Download } from "lucide-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";

import type { CourseFile, Lesson, StudyPlan } from "@/api/types";
import { useUser } from "@/app/useSession";
import { Credit } from "@/features/catalogue/Credit";
import { useFormats } from "@/i18n/useFormats";
import { Button, ButtonLink } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { Loading } from "@/ui/States";

import { CourseFinished } from "./CourseFinished";
import { LessonBody } from "./LessonBody";
import { LinkedVideo } from "./LinkedVideo";
import { useCompletion } from "./useStudy";
import { VideoPlayer } from "./VideoPlayer";
import { YoutubeVideo } from "./YoutubeVideo";

const QuizCard = lazy(async () => ({
  default: (await import("@/features/quizzes/pages")).QuizCard,
}));

interface Props {
  lesson: Lesson;
  plan?: StudyPlan;
  visiting: boolean;
}

export function LessonArticle({ lesson, plan, visiting }: Props) {
  const { t } = useTranslation();
  const user = useUser();
  const completion = useCompletion(lesson.course_id, lesson.id);
  const studying = Boolean(user) && !visiting;
  const finish = () => {
    if (studying && !lesson.completed) completion.mutate(true);
  };
  return (
    <article className="mx-auto max-w-[46rem] px-5 pt-8 pb-24 sm:px-8 lg:pt-12">
      <header dir="auto" className="own-side mb-8">
        <p className="eyebrow">{lesson.module_title}</p>
        <h1 className="mt-1.5 text-[clamp(1.9rem,4.5vw,2.75rem)]">{lesson.title}</h1>
      </header>
      <Aims lesson={lesson} />
      {lesson.video && lesson.kind !== "link" && (
        <div className="mb-8">
          <VideoPlayer lesson={lesson} studying={studying} finish={finish} />
        </div>
      )}
      <VideoElsewhere lesson={lesson} />
      {lesson.kind === "video" && !lesson.video && <Notice>{t("lesson.noVideo")}</Notice>}
      {lesson.body_html && <LessonBody html={lesson.body_html} />}
      <Files files={lesson.files} />
      {lesson.kind === "quiz" && studying && (
        <Suspense fallback={<Loading className="mt-8" />}>
          <QuizCard lessonId={lesson.id} />
        </Suspense>
      )}
      {studying && (
        <div className="no-print mt-14 grid gap-4 empty:hidden">
          {lesson.completed && <CourseFinished plan={plan} />}
          {lesson.kind !== "quiz" && (
            <Completion
              completed={lesson.completed}
              busy={completion.isPending}
              mark={completion.mutate}
            />
          )}
        </div>
      )}
      <Neighbors lesson={lesson} />
      {lesson.licence && <Credit licence={lesson.licence} />}
    </article>
  );
}

/** The address that belongs to the kind of the lesson: a teacher may have left others behind. */
function VideoElsewhere({ lesson: { kind, title, youtube_id, video_url } }: { lesson: Lesson }) {
  const { t } = useTranslation();
  const trouble = t("videoLink.askTeacher");
  const linked = video_url && (
    <LinkedVideo key={video_url} url={video_url} {...{ title, trouble }} />
  );
  const embedded = youtube_id && <YoutubeVideo id={youtube_id} title={title} />;
  const video = kind === "link" ? linked : embedded;
  return video && <div className="mb-8">{video}</div>;
}

function Aims({ lesson }: { lesson: Lesson }) {
  const { t } = useTranslation();
  const lists = [
    { title: t("lesson.objectives"), items: lesson.objectives },
    { title: t("lesson.questions"), items: lesson.questions },
  ].filter(({ items }) => items.length > 0);
  if (lists.length === 0) return null;
  return (
    <div
      dir="auto"
      className="own-side mb-10 grid gap-6 rounded-3xl bg-brand-soft p-6 text-brand-ink sm:grid-cols-2"
    >
      {lists.map(({ title, items }) => (
        <section key={title}>
          <h2 className="text-lg">{title}</h2>
          <ul className="mt-2 grid list-disc gap-1.5 ps-5 text-[0.9375rem]">
            {items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Files({ files }: { files: CourseFile[] }) {
  const { t } = useTranslation();
  const { size } = useFormats();
  if (files.length === 0) return null;
  return (
    <section className="mt-12" aria-labelledby="files">
      <h2 id="files" className="text-xl">
        {t("lesson.files")}
      </h2>
      <ul className="mt-3 grid gap-2">
        {files.map((file) => (
          <li key={file.id}>
            <a
              href={file.url}
              download={file.name}
              className="flex items-center gap-3 rounded-xl border border-line bg-surface px-4 py-3 hover:border-brand"
            >
              <Download aria-hidden="true" className="size-4.5 shrink-0 text-brand" />
              <bdi className="min-w-0 flex-1 font-medium break-all">{file.name}</bdi>
              <span className="text-sm whitespace-nowrap text-muted">{size(file.size)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface CompletionProps {
  completed: boolean;
  busy: boolean;
  mark: (completed: boolean) => void;
}

function Completion({ completed, busy, mark }: CompletionProps) {
  const { t } = useTranslation();
  return (
    <div>
      <Button
        look={completed ? "secondary" : "primary"}
        size="large"
        aria-pressed={completed}
        disabled={busy}
        onClick={() => mark(!completed)}
        className="w-full sm:w-auto"
      >
        {completed ? (
          <CheckCheck aria-hidden="true" className="size-5 text-brand" />
        ) : (
          <Check aria-hidden="true" className="size-5" />
        )}
        {completed ? t("lesson.completed") : t("lesson.complete")}
      </Button>
    </div>
  );
}

function Neighbors({ lesson }: { lesson: Lesson }) {
  const { t } = useTranslation();
  const address = (id: string) => `/learn/${lesson.course_id}/${id}`;
  return (
    <nav
      aria-label={t("lesson.neighbors")}
      className="no-print mt-8 flex flex-wrap justify-between gap-3 border-t border-line pt-6"
    >
      {lesson.previous_id ? (
        <ButtonLink to={address(lesson.previous_id)} look="quiet">
          <ArrowLeft aria-hidden="true" className="mirror-rtl size-4.5" />
          {t("lesson.previous")}
        </ButtonLink>
      ) : (
        <span />
      )}
      {lesson.next_id && (
        <ButtonLink to={address(lesson.next_id)} look={lesson.completed ? "primary" : "secondary"}>
          {t("lesson.next")}
          <ArrowRight aria-hidden="true" className="mirror-rtl size-4.5" />
        </ButtonLink>
      )}
    </nav>
  );
}
