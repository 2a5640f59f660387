/** The students of a quiz: their attempts, what counts, what they are granted. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { CalendarClock } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useFormats } from "@/i18n/useFormats";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/States";

import { Grade } from "../Grade";
import { studentsQuery } from "../queries";
import type { QuizDraft, QuizStudent } from "../types";
import { OverrideDialog } from "./OverrideDialog";
import { RegradeCard } from "./RegradeCard";

export function StudentsTab({ draft }: { draft: QuizDraft }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(studentsQuery(draft.lesson_id));
  const students = query.data?.pages.flatMap((page) => page.items) ?? [];
  const [chosen, setChosen] = useState<QuizStudent | null>(null);
  return (
    <div className="grid gap-6">
      {query.isPending && (
        <Loading className="grid gap-3">
          <Skeleton className="h-20 rounded-2xl" />
          <Skeleton className="h-20 rounded-2xl" />
        </Loading>
      )}
      {query.error && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.data && students.length === 0 && (
        <EmptyState title={t("quiz.students.emptyTitle")}>{t("quiz.students.empty")}</EmptyState>
      )}
      <ul className="grid gap-3">
        {students.map((student) => (
          <li key={student.student_id}>
            <StudentRow student={student} grant={() => setChosen(student)} />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button
          look="secondary"
          className="justify-self-center"
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t("quiz.more")}
        </Button>
      )}
      {draft.attempt_count > 0 && draft.published_number !== null && <RegradeCard draft={draft} />}
      {chosen && <OverrideDialog draft={draft} student={chosen} close={() => setChosen(null)} />}
    </div>
  );
}

function StudentRow({ student, grant }: { student: QuizStudent; grant: () => void }) {
  const { t } = useTranslation();
  const { percent } = useFormats();
  const name = student.student_name || t("quiz.students.unknown");
  return (
    <div className="grid gap-3 rounded-2xl border border-line bg-surface px-5 py-4">
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 font-semibold">
          <bdi>{name}</bdi>
        </p>
        {student.percent !== null && student.percent !== undefined && (
          <Badge tone={student.passed === false ? "accent" : "brand"}>
            {percent(student.percent / 100)}
          </Badge>
        )}
        {student.override && <Badge tone="info">{t("quiz.students.granted")}</Badge>}
        <Button
          look="quiet"
          size="small"
          aria-label={t("quiz.students.grantFor", { name })}
          onClick={grant}
        >
          <CalendarClock aria-hidden="true" className="size-4.5" />
          {t("quiz.students.grant")}
        </Button>
      </div>
      {student.attempts.length === 0 ? (
        <p className="text-sm text-muted">{t("quiz.students.none")}</p>
      ) : (
        <ul className="flex flex-wrap gap-2">
          {student.attempts.map((attempt) => (
            <li key={attempt.id}>
              <Link
                to={`/teach/attempts/${attempt.id}`}
                className="inline-flex min-h-11 items-center gap-2 rounded-xl border border-line px-3 hover:border-brand"
              >
                {t("quiz.attempt", { number: attempt.number })}
                {attempt.state === "in_progress" ? (
                  <Badge tone="accent">{t("quiz.running")}</Badge>
                ) : (
                  <Grade result={attempt.result} />
                )}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
