/** A student's attempt as their teacher reads and grades it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { showAnswer } from "@/api/answers";
import { api, unwrap } from "@/api/client";
import { asProblem, type Problem, reasonOf } from "@/api/problems";
import { LessonBody } from "@/features/study/LessonBody";
import { useFormats } from "@/i18n/useFormats";
import { Button } from "@/ui/Button";
import { SelectField, TextArea, TextField } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
import { ErrorState, Loading, Skeleton } from "@/ui/States";
import { toast } from "@/ui/Toasts";
import { useTitle } from "@/ui/useTitle";

import { Grade } from "../Grade";
import { gradedQuery, quizKeys } from "../queries";
import { AnswerInput } from "../questions/AnswerInput";
import { RightAnswer, VerdictLine } from "../questions/FeedbackBox";
import { type Answer, type GradedAnswer, type GradedAttempt, NO_ANSWER } from "../types";

export function GradeAttemptPage() {
  const { attemptId = "" } = useParams();
  const { data: attempt, error, refetch } = useQuery(gradedQuery(attemptId));
  useTitle(attempt && `${attempt.student_name} · ${attempt.quiz_title}`);
  return (
    <div className="page max-w-3xl pt-8">
      {error && !attempt && <ErrorState page error={error} retry={() => void refetch()} />}
      {!attempt && !error && (
        <Loading className="grid gap-5">
          <Skeleton className="h-11 w-2/3" />
          <Skeleton className="h-72 rounded-3xl" />
        </Loading>
      )}
      {attempt && <Sheet attempt={attempt} />}
    </div>
  );
}

function Sheet({ attempt }: { attempt: GradedAttempt }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const open = attempt.state === "in_progress";
  return (
    <>
      <Link
        to={`/teach/quizzes/${attempt.lesson_id}?tab=students`}
        className="inline-flex min-h-11 items-center gap-2 font-semibold text-muted hover:text-ink"
      >
        <ArrowLeft aria-hidden="true" className="mirror-rtl size-4.5" />
        <span dir="auto">{attempt.quiz_title}</span>
      </Link>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <h1 className="text-3xl sm:text-4xl">
          <bdi>{attempt.student_name}</bdi>
        </h1>
        {!open && <Grade result={attempt.result} />}
      </div>
      <p className="mt-2 text-muted">
        {t("quiz.attempt", { number: attempt.number })}
        {" · "}
        <time dateTime={attempt.started_at}>{moment(attempt.started_at)}</time>
        {attempt.by_deadline && ` · ${t("quiz.result.byDeadline")}`}
        {attempt.score_before !== null &&
          ` · ${t("quiz.grading.before", { score: attempt.score_before })}`}
      </p>
      {open && (
        <div className="mt-5">
          <Notice>{t("quiz.grading.running")}</Notice>
        </div>
      )}
      <ol className="mt-8 grid gap-6">
        {attempt.answers.map((answer, index) => (
          <li key={answer.question.id}>
            <Judged attempt={attempt} given={answer} number={index + 1} />
          </li>
        ))}
      </ol>
    </>
  );
}

interface JudgedProps {
  attempt: GradedAttempt;
  given: GradedAnswer;
  number: number;
}

function Judged({ attempt, given, number }: JudgedProps) {
  const { t } = useTranslation();
  const { question, stored } = given;
  const [changing, setChanging] = useState(false);
  const finished = attempt.state === "finished";
  const wanted = given.verdict === "ungraded" || changing;
  const answer = (stored?.answer as Answer | undefined) ?? NO_ANSWER;
  return (
    <section
      aria-labelledby={`number-${question.id}`}
      className="rounded-3xl border border-line bg-surface p-5 sm:p-7"
    >
      <h2 id={`number-${question.id}`} className="mb-4 text-lg">
        {t("quiz.question", { number })}
        <span className="ms-3 font-sans text-sm font-medium text-muted">
          {t(`quiz.types.${question.type}`)}
        </span>
      </h2>
      <LessonBody html={question.prompt_html} />
      <div className="mt-5 grid gap-4">
        <AnswerInput
          question={question}
          answer={answer}
          frozen
          labelledBy={`number-${question.id}`}
          files={stored?.files ?? []}
        />
        <RightAnswer question={question} answerKey={given.key} />
        {finished && (
          <VerdictLine verdict={given.verdict} score={given.score} points={question.points} />
        )}
        {given.comment && !wanted && (
          <blockquote className="border-s-4 border-brand ps-4 whitespace-pre-line">
            <span dir="auto" className="block">
              {given.comment}
            </span>
          </blockquote>
        )}
        {finished && !wanted && (
          <Button
            look="quiet"
            size="small"
            className="justify-self-start"
            onClick={() => setChanging(true)}
          >
            {t("quiz.grading.change")}
          </Button>
        )}
        {finished && wanted && (
          <GradeForm attempt={attempt} given={given} done={() => setChanging(false)} />
        )}
      </div>
    </section>
  );
}

interface GradeFormProps {
  attempt: GradedAttempt;
  given: GradedAnswer;
  done: () => void;
}

function GradeForm({ attempt, given, done }: GradeFormProps) {
  const { t } = useTranslation();
  const { question } = given;
  const [levels, setLevels] = useState<Record<string, string>>(given.levels);
  const [score, setScore] = useState(given.score);
  const [comment, setComment] = useState(given.comment);
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const save = useGrade(attempt, question.id);
  const errorAt = (pointer: string) =>
    refusal?.fields.find((one) => one.pointer === pointer)?.detail;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const grade = question.rubric.length > 0 ? { levels } : { levels: {}, score };
    save.mutate(
      { ...grade, comment },
      { onSuccess: done, onError: (error) => setRefusal(asProblem(error)) },
    );
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-4 rounded-2xl bg-sunken p-4">
      {question.rubric.map(({ id = "", title, levels: choices }) => (
        <SelectField
          key={id}
          label={title}
          value={levels[id] ?? ""}
          error={errorAt(`/levels/${id}`)}
          onChange={(event) => setLevels({ ...levels, [id]: event.target.value })}
        >
          <option value="">{t("quiz.choose")}</option>
          {choices.map((level) => (
            <option key={level.id} value={level.id}>
              {`${level.title} (${level.points})`}
            </option>
          ))}
        </SelectField>
      ))}
      {question.rubric.length === 0 && (
        <TextField
          label={t("quiz.grading.points", { max: question.points })}
          type="number"
          min={0}
          max={question.points}
          step="any"
          value={score}
          error={errorAt("/score")}
          onChange={(event) => setScore(event.target.valueAsNumber || 0)}
        />
      )}
      <TextArea
        label={t("quiz.grading.comment")}
        dir="auto"
        rows={3}
        maxLength={5000}
        value={comment}
        onChange={(event) => setComment(event.target.value)}
      />
      {refusal && refusal.fields.length === 0 && <Notice tone="danger">{reasonOf(refusal)}</Notice>}
      <Button type="submit" busy={save.isPending} className="justify-self-end">
        {t("quiz.grading.save")}
      </Button>
    </form>
  );
}

function useGrade(attempt: GradedAttempt, questionId: string) {
  const client = useQueryClient();
  const { t } = useTranslation();
  return useMutation({
    mutationFn: (grade: { levels: Record<string, string>; score?: number; comment: string }) =>
      unwrap(
        api.PUT("/v1/teaching/attempts/{attempt_id}/grades/{question_id}", {
          params: { path: { attempt_id: attempt.id, question_id: questionId } },
          body: grade,
        }),
      ),
    onSuccess: async (graded) => {
      await showAnswer(client, quizKeys.graded(attempt.id), graded);
      void client.invalidateQueries({ queryKey: quizKeys.waiting });
      void client.invalidateQueries({ queryKey: quizKeys.students(attempt.lesson_id) });
      toast(t("quiz.edit.saved"));
    },
  });
}
