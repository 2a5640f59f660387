/** Setting up one quiz: what it asks, its rules, and how its students do. */
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Eye, FileText } from "lucide-react";
import { Tabs } from "radix-ui";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";

import { draftQuery } from "@/api/queries";
import { ButtonLink } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { ErrorState, Loading, Skeleton } from "@/ui/States";
import { TAB, TAB_ROW } from "@/ui/tabs";
import { useTitle } from "@/ui/useTitle";

import { quizDraftQuery } from "../queries";
import type { QuizDraft } from "../types";
import { FiguresTab } from "./FiguresTab";
import { QuestionsTab } from "./QuestionsTab";
import { SettingsForm } from "./SettingsForm";
import { StudentsTab } from "./StudentsTab";

const TABS = ["questions", "rules", "students", "figures"] as const;

export function QuizEditorPage() {
  const { lessonId = "" } = useParams();
  const { data: draft, error, refetch } = useQuery(quizDraftQuery(lessonId));
  useTitle(draft?.title);
  return (
    <div className="page max-w-4xl pt-8">
      {error && !draft && <ErrorState page error={error} retry={() => void refetch()} />}
      {!draft && !error && (
        <Loading className="grid gap-5">
          <Skeleton className="h-11 w-2/3" />
          <Skeleton className="h-72 rounded-3xl" />
        </Loading>
      )}
      {draft && <Editor draft={draft} />}
    </div>
  );
}

function Editor({ draft }: { draft: QuizDraft }) {
  const { t } = useTranslation();
  const { data: course } = useQuery(draftQuery(draft.course_id));
  const [search, setSearch] = useSearchParams();
  const frozen = course?.status === "submitted";
  const wanted = search.get("tab");
  const tab = TABS.find((one) => one === wanted) ?? "questions";
  return (
    <>
      <Link
        to={`/teach/courses/${draft.course_id}`}
        className="inline-flex min-h-11 items-center gap-2 font-semibold text-muted hover:text-ink"
      >
        <ArrowLeft aria-hidden="true" className="mirror-rtl size-4.5" />
        <span dir="auto">{course?.title ?? t("teach.title")}</span>
      </Link>
      <h1 dir="auto" className="mt-3 text-3xl sm:text-4xl">
        {draft.title}
      </h1>
      <p className="mt-2 text-muted">
        {t("quiz.card.questions", { count: draft.question_count })}
        {" · "}
        {t("quiz.points", { count: draft.max_score })}
      </p>
      <div className="mt-4 flex flex-wrap gap-3">
        <ButtonLink
          look="secondary"
          to={`/teach/courses/${draft.course_id}/lessons/${draft.lesson_id}`}
        >
          <FileText aria-hidden="true" className="size-4.5" />
          {t("quiz.edit.intro")}
        </ButtonLink>
        {draft.question_count > 0 && (
          <ButtonLink look="secondary" to={`/learn/${draft.course_id}/${draft.lesson_id}`}>
            <Eye aria-hidden="true" className="size-4.5" />
            {t("quiz.edit.try")}
          </ButtonLink>
        )}
      </div>
      <Standing draft={draft} frozen={frozen} />
      <Tabs.Root
        value={tab}
        onValueChange={(next) => setSearch({ tab: next }, { replace: true })}
        className="mt-6 grid gap-6"
      >
        <Tabs.List aria-label={draft.title} className={TAB_ROW}>
          {TABS.map((one) => (
            <Tabs.Trigger key={one} value={one} className={TAB}>
              {t(`quiz.edit.tabs.${one}`)}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content value="questions">
          <QuestionsTab draft={draft} frozen={frozen} />
        </Tabs.Content>
        <Tabs.Content value="rules">
          <SettingsForm draft={draft} />
        </Tabs.Content>
        <Tabs.Content value="students">
          <StudentsTab draft={draft} />
        </Tabs.Content>
        <Tabs.Content value="figures">
          <FiguresTab draft={draft} />
        </Tabs.Content>
      </Tabs.Root>
    </>
  );
}

function Standing({ draft, frozen }: { draft: QuizDraft; frozen: boolean }) {
  const { t } = useTranslation();
  if (frozen)
    return (
      <div className="mt-5">
        <Notice>{t("quiz.edit.frozen")}</Notice>
      </div>
    );
  if (draft.published_number === null || !draft.changed) return null;
  return (
    <div className="mt-5">
      <Notice tone="warning" title={t("quiz.edit.changedTitle")}>
        {t("quiz.edit.changed")}
      </Notice>
    </div>
  );
}
