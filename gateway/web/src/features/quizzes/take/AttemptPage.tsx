/** An attempt: while it runs its questions and the clock, afterwards what came of it. */
import { ArrowLeft } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { ErrorState, Loading, Skeleton } from "@/ui/States";
import { useTitle } from "@/ui/useTitle";

import { ResultView } from "./ResultView";
import { RunningAttempt } from "./RunningAttempt";
import { useAttempt } from "./useAttempt";

export function AttemptPage() {
  const { t } = useTranslation();
  const { courseId = "", lessonId = "", attemptId = "" } = useParams();
  const { data: attempt, error, refetch } = useAttempt(attemptId);
  useTitle(attempt?.title);
  return (
    <div className="mx-auto w-full max-w-[46rem] flex-1 px-5 pt-6 pb-24 sm:px-8">
      <Link
        to={`/learn/${courseId}/${lessonId}`}
        className="inline-flex min-h-11 items-center gap-2 font-semibold text-muted hover:text-ink"
      >
        <ArrowLeft aria-hidden="true" className="mirror-rtl size-4.5" />
        {t("quiz.back")}
      </Link>
      {error && !attempt && <ErrorState page error={error} retry={() => void refetch()} />}
      {!attempt && !error && (
        <Loading className="mt-4 grid gap-5">
          <Skeleton className="h-11 w-2/3" />
          <Skeleton className="h-56 rounded-3xl" />
          <Skeleton className="h-56 rounded-3xl" />
        </Loading>
      )}
      {attempt && (
        <>
          <h1 dir="auto" className="mt-2 text-3xl sm:text-4xl">
            {attempt.title}
          </h1>
          {attempt.state === "in_progress" ? (
            <RunningAttempt key={attempt.id} attempt={attempt} reload={() => void refetch()} />
          ) : (
            <ResultView attempt={attempt} />
          )}
        </>
      )}
    </div>
  );
}
