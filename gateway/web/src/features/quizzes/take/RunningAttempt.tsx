/** The questions of a running attempt, in one list or one by one. */
import { ArrowLeft, ArrowRight } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { ConfirmDialog } from "@/ui/Dialog";
import { Notice } from "@/ui/Notice";
import { Loading, Skeleton } from "@/ui/States";
import { complain, toast } from "@/ui/Toasts";

import { type Attempt, isAnswered } from "../types";
import { type AnswerQueue, notSaved } from "./answer-queue";
import { Overview } from "./Overview";
import { QuestionCard } from "./QuestionCard";
import { StatusBar } from "./StatusBar";
import { useAnswers, useFinish, useQueueState, useSecondsLeft } from "./useAttempt";

interface Props {
  attempt: Attempt;
  reload: () => void;
}

export function RunningAttempt({ attempt, reload }: Props) {
  const queue = useAnswers(attempt);
  if (!queue)
    return (
      <Loading className="mt-6">
        <Skeleton className="h-56 rounded-3xl" />
      </Loading>
    );
  return <Sheet attempt={attempt} queue={queue} reload={reload} />;
}

function Sheet({ attempt, queue, reload }: Props & { queue: AnswerQueue }) {
  const { t } = useTranslation();
  const { answers, refused, state, closed } = useQueueState(queue);
  const seconds = useSecondsLeft(attempt);
  const ending = useEnding(attempt, queue, reload);
  const [at, setAt] = useState(0);
  const shown = attempt.one_by_one ? attempt.questions.slice(at, at + 1) : attempt.questions;
  useTimeUp(seconds, closed, ending.timeUp);
  const open = attempt.questions.filter(({ id }) => !isAnswered(answers.get(id)?.answer)).length;
  return (
    <>
      <StatusBar seconds={seconds} state={state} />
      {attempt.preview && (
        <div className="mb-5">
          <Badge tone="info">{t("quiz.card.trial")}</Badge>
        </div>
      )}
      <Overview attempt={attempt} answers={answers} refused={refused} current={at} choose={setAt} />
      <ol className="mt-6 grid gap-6">
        {shown.map((question) => (
          <li key={question.id}>
            <QuestionCard
              attempt={attempt}
              question={question}
              number={attempt.questions.indexOf(question) + 1}
              held={answers.get(question.id)}
              queue={queue}
              refusal={refused.get(question.id)}
            />
          </li>
        ))}
      </ol>
      {attempt.one_by_one && <Steps at={at} last={attempt.questions.length - 1} choose={setAt} />}
      {seconds === 0 && (
        <div className="mt-6">
          <Notice tone="warning" title={t("quiz.timeUpTitle")}>
            {t("quiz.timeUp")}
          </Notice>
        </div>
      )}
      <div className="mt-8 border-t border-line pt-6">
        <Button size="large" busy={ending.busy} onClick={ending.ask} className="w-full sm:w-auto">
          {t("quiz.finish")}
        </Button>
      </div>
      <ConfirmDialog
        open={ending.asking}
        onOpenChange={ending.setAsking}
        title={t("quiz.finishTitle")}
        consequence={open > 0 ? t("quiz.finishOpen", { count: open }) : t("quiz.finishAll")}
        action={t("quiz.finishYes")}
        onConfirm={() => void ending.end()}
      />
    </>
  );
}

/** Handing in waits for the last answers; without a connection nothing is handed in. */
function useEnding(attempt: Attempt, queue: AnswerQueue, reload: () => void) {
  const { t } = useTranslation();
  const finish = useFinish(attempt);
  const [asking, setAsking] = useState(false);
  const [draining, setDraining] = useState(false);
  const end = async () => {
    setDraining(true);
    const stored = await queue.drain();
    setDraining(false);
    if (!stored) {
      toast(t(notSaved(queue)), "bad");
      return;
    }
    finish.mutate(undefined, {
      onSuccess: () => queue.close(),
      onError: complain,
    });
  };
  const timeUp = async () => {
    if (await queue.drain()) finish.mutate(undefined, { onSettled: reload });
    else reload();
  };
  return {
    asking,
    setAsking,
    ask: () => setAsking(true),
    busy: draining || finish.isPending,
    end,
    timeUp,
  };
}

/** The server ends the attempt by itself; this only shows it without a wait. */
function useTimeUp(seconds: number | null, closed: boolean, react: () => Promise<void>): void {
  const done = useRef(false);
  const latest = useRef(react);
  useEffect(() => {
    latest.current = react;
  });
  useEffect(() => {
    if (done.current || !(seconds === 0 || closed)) return;
    done.current = true;
    void latest.current();
  }, [seconds, closed]);
}

interface StepsProps {
  at: number;
  last: number;
  choose: (at: number) => void;
}

function Steps({ at, last, choose }: StepsProps) {
  const { t } = useTranslation();
  return (
    <div className="mt-6 flex justify-between gap-3">
      <Button look="secondary" disabled={at === 0} onClick={() => choose(at - 1)}>
        <ArrowLeft aria-hidden="true" className="mirror-rtl size-4.5" />
        {t("quiz.previous")}
      </Button>
      <Button look="secondary" disabled={at === last} onClick={() => choose(at + 1)}>
        {t("quiz.next")}
        <ArrowRight aria-hidden="true" className="mirror-rtl size-4.5" />
      </Button>
    </div>
  );
}
