/** One question of a running attempt, with what it takes to answer it. */
import { Flag } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { Problem } from "@/api/problems";
import { LessonBody } from "@/features/study/LessonBody";
import { Button } from "@/ui/Button";
import { classes } from "@/ui/classes";
import { Notice } from "@/ui/Notice";
import { complain, toast } from "@/ui/Toasts";

import { AnswerInput } from "../questions/AnswerInput";
import { FeedbackBox } from "../questions/FeedbackBox";
import { type AskedQuestion, type Attempt, isAnswered, NO_ANSWER } from "../types";
import { type AnswerQueue, type Held, notSaved } from "./answer-queue";
import { useCheck } from "./useAttempt";

interface Props {
  attempt: Attempt;
  question: AskedQuestion;
  number: number;
  held: Held | undefined;
  queue: AnswerQueue;
  /** Why the server does not take the answer. */
  refusal: Problem | undefined;
}

export function QuestionCard({ attempt, question, number, held, queue, refusal }: Props) {
  const { t } = useTranslation();
  const feedback = attempt.feedback.find((one) => one.question_id === question.id);
  const answer = held?.answer ?? NO_ANSWER;
  const stored = attempt.answers.find((one) => one.question_id === question.id);
  return (
    <section
      id={`question-${question.id}`}
      aria-labelledby={`number-${question.id}`}
      className="scroll-mt-36 rounded-3xl border border-line bg-surface p-5 shadow-card sm:p-7"
    >
      <div className="mb-4 flex items-center justify-between gap-3">
        <h2 id={`number-${question.id}`} className="text-lg">
          {t("quiz.question", { number })}
          <bdi className="ms-3 font-sans text-sm font-medium text-muted">
            {t("quiz.points", { count: question.points })}
          </bdi>
        </h2>
        <FlagButton
          flagged={held?.flagged ?? false}
          toggle={(flagged) => queue.change(question.id, { flagged })}
        />
      </div>
      <LessonBody html={question.prompt_html} />
      <div className="mt-5">
        <AnswerInput
          question={question}
          answer={answer}
          frozen={Boolean(feedback)}
          labelledBy={`number-${question.id}`}
          onChange={(revise, typing) => queue.revise(question.id, revise, typing)}
          attemptId={attempt.id}
          files={stored?.files ?? []}
        />
      </div>
      {refusal && (
        <div className="mt-5">
          <Notice tone="danger" title={t("quiz.refusedTitle")}>
            {refusal.detail || refusal.title} {t("quiz.refusedHint")}
          </Notice>
        </div>
      )}
      {feedback && <FeedbackBox question={question} feedback={feedback} answer={answer} />}
      {attempt.checks && !feedback && question.type !== "essay" && (
        <Check
          attempt={attempt}
          questionId={question.id}
          queue={queue}
          ready={isAnswered(answer)}
        />
      )}
    </section>
  );
}

interface FlagProps {
  flagged: boolean;
  toggle: (flagged: boolean) => void;
}

function FlagButton({ flagged, toggle }: FlagProps) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      aria-pressed={flagged}
      onClick={() => toggle(!flagged)}
      className={classes(
        "inline-flex min-h-11 items-center gap-2 rounded-xl px-3 text-sm font-semibold hover:bg-sunken",
        flagged ? "text-accent-ink" : "text-muted",
      )}
    >
      <Flag aria-hidden="true" className={classes("size-4.5", flagged && "fill-accent")} />
      {t("quiz.flag")}
    </button>
  );
}

interface CheckProps {
  attempt: Attempt;
  questionId: string;
  queue: AnswerQueue;
  ready: boolean;
}

/** Checking gives the answer for good, so it is stored first. */
function Check({ attempt, questionId, queue, ready }: CheckProps) {
  const { t } = useTranslation();
  const check = useCheck(attempt);
  const act = async () => {
    if (!(await queue.drain())) {
      toast(t(notSaved(queue)), "bad");
      return;
    }
    check.mutate(questionId, { onError: complain });
  };
  return (
    <Button
      look="secondary"
      className="mt-5"
      disabled={!ready}
      busy={check.isPending}
      onClick={() => void act()}
    >
      {t("quiz.check")}
    </Button>
  );
}
