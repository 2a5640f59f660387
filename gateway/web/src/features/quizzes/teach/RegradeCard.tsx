/** Grading every attempt anew by the keys as they are now, and what that changed. */
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { api, unwrap } from "@/api/client";
import { useFormats } from "@/i18n/useFormats";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/Field";
import { ProgressBar } from "@/ui/ProgressBar";
import { ErrorState, Loading, Skeleton } from "@/ui/States";
import { complain } from "@/ui/Toasts";

import { changesQuery, quizKeys } from "../queries";
import type { QuizDraft, Regrade } from "../types";
import { useRegrades } from "./useRegrades";

export function RegradeCard({ draft }: { draft: QuizDraft }) {
  const { t } = useTranslation();
  const { data: regrades, error, refetch } = useRegrades(draft.lesson_id);
  return (
    <section
      aria-labelledby="regrade"
      className="grid gap-4 rounded-3xl border border-line bg-surface p-5 sm:p-7"
    >
      <h2 id="regrade" className="text-xl">
        {t("quiz.regrade.title")}
      </h2>
      <p className="text-muted">{t("quiz.regrade.hint")}</p>
      <RegradeForm draft={draft} />
      {error && !regrades && <ErrorState error={error} retry={() => void refetch()} />}
      <ul className="grid gap-3 empty:hidden">
        {regrades?.map((regrade) => (
          <li key={regrade.id}>
            <Done regrade={regrade} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function RegradeForm({ draft }: { draft: QuizDraft }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const start = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST("/v1/teaching/quizzes/{lesson_id}/regrades", {
          params: { path: { lesson_id: draft.lesson_id } },
          body: { reason: reason.trim() },
        }),
      ),
    onSuccess: () => {
      setReason("");
      void client.invalidateQueries({ queryKey: quizKeys.regrades(draft.lesson_id) });
    },
    onError: complain,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start.mutate();
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-3">
      <div className="min-w-60 flex-1">
        <TextField
          label={t("quiz.regrade.reason")}
          dir="auto"
          required
          minLength={3}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <Button type="submit" look="secondary" busy={start.isPending}>
        {t("quiz.regrade.start")}
      </Button>
    </form>
  );
}

function Done({ regrade }: { regrade: Regrade }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const [open, setOpen] = useState(false);
  const running = !regrade.finished_at;
  return (
    <div className="grid gap-2 rounded-2xl bg-sunken px-4 py-3">
      <p className="flex flex-wrap justify-between gap-x-4">
        <span dir="auto" className="font-medium">
          {regrade.reason}
        </span>
        <time dateTime={regrade.requested_at} className="text-sm text-muted">
          {moment(regrade.requested_at)}
        </time>
      </p>
      {running ? (
        <ProgressBar
          value={regrade.graded_count}
          max={regrade.attempt_count}
          label={t("quiz.regrade.running")}
        />
      ) : (
        <p className="text-sm text-muted">
          {t("quiz.regrade.done", {
            graded: regrade.graded_count,
            count: regrade.changed_count,
          })}
        </p>
      )}
      {!running && regrade.changed_count > 0 && (
        <Button
          look="quiet"
          size="small"
          className="justify-self-start"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {t("quiz.regrade.changes")}
        </Button>
      )}
      {open && <Changes regradeId={regrade.id} />}
    </div>
  );
}

function Changes({ regradeId }: { regradeId: string }) {
  const { t } = useTranslation();
  const { locale } = useFormats();
  const query = useInfiniteQuery(changesQuery(regradeId));
  const changes = query.data?.pages.flatMap((page) => page.items) ?? [];
  const number = (value: number) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
  if (query.isPending) {
    return (
      <Loading>
        <Skeleton className="h-6 w-full" />
      </Loading>
    );
  }
  return (
    <>
      {query.error && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      <ul className="grid gap-1 text-[0.9375rem]">
        {changes.map(({ attempt_id: id, student_name: name, number: attempt, before, after }) => (
          <li key={id} className="flex flex-wrap justify-between gap-x-4">
            <span>
              <bdi>{name || t("quiz.students.unknown")}</bdi> ·{" "}
              {t("quiz.attempt", { number: attempt })}
            </span>
            <span className="tabular-nums">
              {t("quiz.regrade.fromTo", { before: number(before), after: number(after) })}
            </span>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button
          look="secondary"
          size="small"
          className="justify-self-start"
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t("quiz.more")}
        </Button>
      )}
    </>
  );
}
