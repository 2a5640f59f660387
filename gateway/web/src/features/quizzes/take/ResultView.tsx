/** What came of an attempt: as much of it as the quiz tells now. */
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { studyPlanQuery } from "@/api/queries";
import { CourseFinished } from "@/features/study/CourseFinished";
import { LessonBody } from "@/features/study/LessonBody";
import { useFormats } from "@/i18n/useFormats";
import { ButtonLink } from "@/ui/Button";
import { Notice } from "@/ui/Notice";

import { AnswerInput } from "../questions/AnswerInput";
import { FeedbackBox } from "../questions/FeedbackBox";
import { type AskedQuestion, type Attempt, NO_ANSWER } from "../types";

export function ResultView({ attempt }: { attempt: Attempt }) {
  const { t } = useTranslation();
  // Whoever has just handed in stands at the end of the page.
  useEffect(() => window.scrollTo(0, 0), []);
  return (
    <>
      <Summary attempt={attempt} />
      {!attempt.preview && <Finished attempt={attempt} />}
      <ol className="mt-8 grid gap-6">
        {attempt.questions.map((question, index) => (
          <li key={question.id}>
            <Answered attempt={attempt} question={question} number={index + 1} />
          </li>
        ))}
      </ol>
      <div className="mt-8">
        <ButtonLink to={`/learn/${attempt.course_id}/${attempt.lesson_id}`} size="large">
          {t("quiz.back")}
        </ButtonLink>
      </div>
    </>
  );
}

/** Whether this was the last that the course asked for is known once the plan is. */
function Finished({ attempt }: { attempt: Attempt }) {
  const { data: plan } = useQuery(studyPlanQuery(attempt.course_id));
  return (
    <div className="mt-6 empty:hidden">
      <CourseFinished plan={plan} />
    </div>
  );
}

function Summary({ attempt }: { attempt: Attempt }) {
  const { t } = useTranslation();
  const { percent, moment, locale } = useFormats();
  const { score, max_score: best, percent: share, passed, ungraded } = attempt.result;
  const number = (value: number) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
  return (
    <section aria-labelledby="result" className="mt-6 grid gap-4">
      <div className="rounded-3xl bg-board p-6 text-on-board sm:p-8">
        <h2 id="result" className="text-lg text-board-muted">
          {t("quiz.result.title")}
        </h2>
        {score !== null && share !== null ? (
          <p className="mt-1 flex flex-wrap items-baseline gap-x-4 text-on-board">
            <span className="font-display text-5xl font-bold">{percent(share / 100)}</span>
            <span className="text-lg">
              {t("quiz.result.points", { score: number(score), count: best, max: number(best) })}
            </span>
          </p>
        ) : (
          <p className="mt-1 text-2xl font-semibold">
            {ungraded > 0 ? t("quiz.waiting") : t("quiz.finished")}
          </p>
        )}
        {attempt.finished_at && (
          <p className="mt-2 text-board-muted">
            <time dateTime={attempt.finished_at}>{moment(attempt.finished_at)}</time>
            {attempt.by_deadline && ` · ${t("quiz.result.byDeadline")}`}
          </p>
        )}
      </div>
      {passed !== null && (
        <Notice tone={passed ? "success" : "warning"}>
          {t(passed ? "quiz.result.passed" : "quiz.result.notPassed")}
        </Notice>
      )}
      {ungraded > 0 && <Notice>{t("quiz.result.ungraded", { count: ungraded })}</Notice>}
      {attempt.feedback_at && (
        <Notice>{t("quiz.result.later", { when: moment(attempt.feedback_at) })}</Notice>
      )}
      {attempt.feedback.length === 0 && !attempt.feedback_at && (
        <Notice>{t("quiz.result.nothing")}</Notice>
      )}
    </section>
  );
}

interface AnsweredProps {
  attempt: Attempt;
  question: AskedQuestion;
  number: number;
}

function Answered({ attempt, question, number }: AnsweredProps) {
  const { t } = useTranslation();
  const stored = attempt.answers.find((one) => one.question_id === question.id);
  const feedback = attempt.feedback.find((one) => one.question_id === question.id);
  const answer = stored?.answer ?? NO_ANSWER;
  return (
    <section
      aria-labelledby={`number-${question.id}`}
      className="rounded-3xl border border-line bg-surface p-5 sm:p-7"
    >
      <h2 id={`number-${question.id}`} className="mb-4 text-lg">
        {t("quiz.question", { number })}
      </h2>
      <LessonBody html={question.prompt_html} />
      <div className="mt-5">
        <AnswerInput
          question={question}
          answer={answer}
          frozen
          labelledBy={`number-${question.id}`}
          files={stored?.files ?? []}
        />
      </div>
      {feedback && <FeedbackBox question={question} feedback={feedback} answer={answer} />}
    </section>
  );
}
