/** How each question of a quiz did, so that its teacher mends what misleads. */
import { useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";

import { LessonBody } from "@/features/study/LessonBody";
import { useFormats } from "@/i18n/useFormats";
import { Badge } from "@/ui/Badge";
import { ProgressBar } from "@/ui/ProgressBar";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/States";
import { Totals } from "@/ui/Totals";

import { quizFiguresQuery } from "../queries";
import type { GivenAnswer, QuestionFigures, QuizDraft, QuizFigures } from "../types";
import { type Advice, adviceOn } from "./advice";

export function FiguresTab({ draft }: { draft: QuizDraft }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(quizFiguresQuery(draft.lesson_id));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) {
    return (
      <Loading className="grid gap-4">
        <Skeleton className="h-24 rounded-2xl" />
        <Skeleton className="h-56 rounded-2xl" />
      </Loading>
    );
  }
  if (data.attempt_count === 0) {
    return <EmptyState title={t("quiz.figures.emptyTitle")}>{t("quiz.figures.empty")}</EmptyState>;
  }
  return <Measured figures={data} />;
}

function Measured({ figures }: { figures: QuizFigures }) {
  const { t } = useTranslation();
  const { percent, locale } = useFormats();
  const count = new Intl.NumberFormat(locale).format(figures.attempt_count);
  return (
    <div className="grid gap-6">
      <Totals
        values={[
          [t("quiz.figures.attempts"), count],
          [t("quiz.figures.mean"), percent((figures.mean_percent ?? 0) / 100)],
        ]}
      />
      <p className="text-muted">{t("quiz.figures.first")}</p>
      <ol className="grid gap-4">
        {figures.questions.map((question) => (
          <li key={question.question_id}>
            <QuestionCard question={question} />
          </li>
        ))}
      </ol>
    </div>
  );
}

const TONES = { key: "danger", weak: "accent", hard: "accent", easy: "info" } as const;

function QuestionCard({ question }: { question: QuestionFigures }) {
  const { t } = useTranslation();
  const { percent, locale } = useFormats();
  const advice: Advice | null = adviceOn(question);
  const { discrimination, facility, unanswered_count: unanswered } = question;
  const correlation = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  return (
    <article className="grid gap-4 rounded-2xl border border-line bg-surface p-5">
      <div className="flex flex-wrap items-center gap-2">
        <Badge>{t(`quiz.types.${question.type}`)}</Badge>
        {advice && <Badge tone={TONES[advice]}>{t(`quiz.figures.advice.${advice}`)}</Badge>}
      </div>
      <LessonBody html={question.prompt_html} />
      <div className="grid gap-1.5">
        <p className="flex flex-wrap justify-between gap-x-4 text-sm">
          <span>{t("quiz.figures.facility", { share: percent(facility) })}</span>
          <span className="text-muted">
            {t("quiz.figures.asked", { count: question.asked_count })}
            {unanswered > 0 && ` · ${t("quiz.figures.unanswered", { count: unanswered })}`}
          </span>
        </p>
        <ProgressBar
          value={facility}
          max={1}
          label={t("quiz.figures.facility", { share: percent(facility) })}
        />
      </div>
      {advice && <p className="text-sm">{t(`quiz.figures.why.${advice}`)}</p>}
      {discrimination !== null && discrimination !== undefined && (
        <p className="text-sm text-muted">
          {t("quiz.figures.discrimination", { value: correlation.format(discrimination) })}
        </p>
      )}
      {question.answers.length > 0 && <Answers question={question} />}
    </article>
  );
}

function Answers({ question }: { question: QuestionFigures }) {
  const { t } = useTranslation();
  const given = (answer: GivenAnswer) =>
    question.type === "true_false"
      ? t(answer.text === "true" ? "quiz.true" : "quiz.false")
      : answer.text;
  return (
    <ul className="grid gap-2">
      {question.answers.map((answer) => (
        <li key={`${answer.text}/${answer.correct}`} className="grid gap-1">
          <p className="flex items-baseline gap-2 text-sm">
            {answer.correct && (
              <Check aria-label={t("quiz.figures.right")} className="size-4 shrink-0 self-center" />
            )}
            <span dir="auto" className="min-w-0 flex-1 break-words">
              {given(answer)}
            </span>
            <span className="shrink-0 text-muted">
              {t("quiz.figures.times", { count: answer.count })}
            </span>
          </p>
          <ProgressBar value={answer.count} max={question.asked_count} label={given(answer)} />
        </li>
      ))}
    </ul>
  );
}
