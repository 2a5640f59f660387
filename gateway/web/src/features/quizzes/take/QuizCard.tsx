/** The rules of a quiz before it begins, and the attempts that were made. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowRight, Clock, FlaskConical, ListChecks, Repeat, Target } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";

import { api, unwrap } from "@/api/client";
import { useFormats } from "@/i18n/useFormats";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { ErrorState, Loading, Skeleton } from "@/ui/States";
import { complain } from "@/ui/Toasts";

import { Grade } from "../Grade";
import { quizKeys, quizQuery } from "../queries";
import type { Attempt, AttemptSummary, Quiz } from "../types";

export function QuizCard({ lessonId }: { lessonId: string }) {
  const { data: quiz, error, refetch } = useQuery(quizQuery(lessonId));
  if (error && !quiz) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!quiz)
    return (
      <Loading className="mt-8">
        <Skeleton className="h-64 rounded-3xl" />
      </Loading>
    );
  return <Card quiz={quiz} />;
}

function Card({ quiz }: { quiz: Quiz }) {
  const { t } = useTranslation();
  return (
    <section
      aria-labelledby="quiz-rules"
      className="mt-8 grid gap-6 rounded-3xl border border-line bg-surface p-5 shadow-card sm:p-8"
    >
      <div className="flex flex-wrap items-center gap-3">
        <h2 id="quiz-rules" className="text-2xl">
          {t("quiz.card.title")}
        </h2>
        {quiz.preview && <Badge tone="info">{t("quiz.card.trial")}</Badge>}
        {quiz.passed !== null && (
          <Badge tone={quiz.passed ? "brand" : "accent"}>
            {t(quiz.passed ? "quiz.passed" : "quiz.notPassed")}
          </Badge>
        )}
      </div>
      <Rules quiz={quiz} />
      <Begin quiz={quiz} />
      {quiz.attempts.length > 0 && <Attempts quiz={quiz} />}
    </section>
  );
}

function Rules({ quiz }: { quiz: Quiz }) {
  const { t } = useTranslation();
  const { moment, duration, percent } = useFormats();
  const { opens_at: opens, closes_at: closes, time_limit_minutes: limit } = quiz;
  return (
    <ul className="grid gap-3 sm:grid-cols-2">
      <Rule Icon={ListChecks}>
        {t("quiz.card.questions", { count: quiz.question_count })}
        {" · "}
        {t("quiz.points", { count: quiz.max_score })}
      </Rule>
      <Rule Icon={Clock}>
        {limit ? t("quiz.card.limit", { time: duration(limit) }) : t("quiz.card.noLimit")}
      </Rule>
      <Rule Icon={Repeat}>
        {quiz.attempts_allowed
          ? t("quiz.card.attempts", {
              used: quiz.attempts_used,
              count: quiz.attempts_allowed,
            })
          : t("quiz.card.manyAttempts")}
        {quiz.attempts_allowed !== 1 && ` · ${t(`quiz.method.${quiz.grading_method}`)}`}
      </Rule>
      {quiz.pass_percent !== null && (
        <Rule Icon={Target}>
          {t("quiz.card.pass", { percent: percent(quiz.pass_percent / 100) })}
        </Rule>
      )}
      {opens && (
        <Rule Icon={Clock}>
          {t("quiz.card.opens")} <time dateTime={opens}>{moment(opens)}</time>
        </Rule>
      )}
      {closes && (
        <Rule Icon={Clock}>
          {t("quiz.card.closes")} <time dateTime={closes}>{moment(closes)}</time>
        </Rule>
      )}
      {quiz.extended && <Rule Icon={FlaskConical}>{t("quiz.card.extended")}</Rule>}
    </ul>
  );
}

function Rule({ Icon, children }: { Icon: typeof Clock; children: ReactNode }) {
  return (
    <li className="flex items-start gap-3">
      <Icon aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-brand" />
      <span>{children}</span>
    </li>
  );
}

function useStart(quiz: Quiz) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async () =>
      (await unwrap(
        api.POST("/v1/quizzes/{lesson_id}/attempts", {
          params: { path: { lesson_id: quiz.lesson_id } },
        }),
      )) as Attempt,
    onSuccess: (attempt) => {
      client.setQueryData(quizKeys.attempt(attempt.id), attempt);
      void client.invalidateQueries({ queryKey: quizKeys.quiz(quiz.lesson_id) });
      void navigate(addressOf(quiz, attempt.id));
    },
    onError: (error) => {
      complain(error);
      void client.invalidateQueries({ queryKey: quizKeys.quiz(quiz.lesson_id) });
    },
  });
}

const addressOf = (quiz: Quiz, attemptId: string): string =>
  `/learn/${quiz.course_id}/${quiz.lesson_id}/attempts/${attemptId}`;

function Begin({ quiz }: { quiz: Quiz }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const start = useStart(quiz);
  const { status } = quiz;
  if (status !== "ready" && status !== "in_progress") {
    const when = quiz.available_at ? moment(quiz.available_at) : "";
    return <Notice>{t(`quiz.status.${status}`, { when })}</Notice>;
  }
  const words = status === "in_progress" && !quiz.preview ? "continue" : "start";
  return (
    <Button
      size="large"
      busy={start.isPending}
      onClick={() => start.mutate()}
      className="w-full sm:w-auto sm:justify-self-start"
    >
      {t(`quiz.card.${quiz.attempts_used > 0 && words === "start" ? "again" : words}`)}
      <ArrowRight aria-hidden="true" className="mirror-rtl size-5" />
    </Button>
  );
}

function Attempts({ quiz }: { quiz: Quiz }) {
  const { t } = useTranslation();
  const { percent } = useFormats();
  return (
    <section aria-labelledby="quiz-attempts" className="border-t border-line pt-5">
      <h3 id="quiz-attempts" className="text-lg">
        {t("quiz.card.yourAttempts")}
      </h3>
      {quiz.percent !== null && (
        <p className="mt-1 text-muted">
          {t("quiz.card.counts", { percent: percent(quiz.percent / 100) })}
        </p>
      )}
      <ul className="mt-3 grid gap-2">
        {quiz.attempts.map((attempt) => (
          <li key={attempt.id}>
            <Made quiz={quiz} attempt={attempt} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Made({ quiz, attempt }: { quiz: Quiz; attempt: AttemptSummary }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  return (
    <Link
      to={addressOf(quiz, attempt.id)}
      className="flex flex-wrap items-center gap-x-4 gap-y-1 rounded-xl border border-line px-4 py-3 hover:border-brand"
    >
      <span className="font-semibold">{t("quiz.attempt", { number: attempt.number })}</span>
      <time dateTime={attempt.started_at} className="flex-1 text-sm text-muted">
        {moment(attempt.started_at)}
      </time>
      {attempt.state === "in_progress" ? (
        <Badge tone="accent">{t("quiz.running")}</Badge>
      ) : (
        <Grade result={attempt.result} />
      )}
    </Link>
  );
}
