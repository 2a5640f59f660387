/** Every student of a course with their progress; the rows lead to one student's way. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Download, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { CourseStudent } from "@/api/types";
import { useFormats } from "@/i18n/useFormats";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { SelectField, TextField } from "@/ui/Field";
import { ProgressBar } from "@/ui/ProgressBar";
import { staleLook } from "@/ui/stale";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/States";
import { complain } from "@/ui/Toasts";
import { useSettled } from "@/ui/useSettled";

import { downloadSheet, type RosterFilter, studentsQuery } from "./queries";
import { StudentDialog } from "./StudentDialog";

const GROUPS = ["all", "at_risk", "studying", "completed"] as const;
const ORDERS = ["newest", "least_active", "most_progress"] as const;

export function Roster({ courseId, slug }: { courseId: string; slug: string }) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<RosterFilter>({ group: "all", order: "newest" });
  const [chosen, setChosen] = useState<CourseStudent | null>(null);
  const search = useSettled(filter.search?.trim()) || undefined;
  const query = useInfiniteQuery(studentsQuery(courseId, { ...filter, search }));
  const students = query.data?.pages.flatMap((page) => page.items) ?? [];
  const narrowed = filter.group !== "all" || Boolean(filter.search);
  return (
    <div className="grid gap-6">
      <Controls courseId={courseId} slug={slug} filter={filter} onChange={setFilter} />
      {query.isPending && (
        <Loading className="grid gap-3">
          {Array.from({ length: 5 }, (_, index) => (
            <Skeleton key={index} className="h-20 rounded-2xl" />
          ))}
        </Loading>
      )}
      {query.error && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.data && students.length === 0 && (
        <EmptyState title={t(narrowed ? "roster.nobodyTitle" : "roster.emptyTitle")}>
          {t(narrowed ? "roster.nobody" : "roster.empty")}
        </EmptyState>
      )}
      <ul className={staleLook(query.isPlaceholderData, "grid gap-3")}>
        {students.map((student) => (
          <li key={student.student_id}>
            <Student student={student} onOpen={() => setChosen(student)} />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <div className="text-center">
          <Button
            look="secondary"
            busy={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t("action.more")}
          </Button>
        </div>
      )}
      <StudentDialog courseId={courseId} student={chosen} onClose={() => setChosen(null)} />
    </div>
  );
}

interface ControlsProps {
  courseId: string;
  slug: string;
  filter: RosterFilter;
  onChange: (filter: RosterFilter) => void;
}

function Controls({ courseId, slug, filter, onChange }: ControlsProps) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const download = () => {
    setBusy(true);
    downloadSheet(courseId, `${slug}-students.csv`)
      .catch(complain)
      .finally(() => setBusy(false));
  };
  return (
    <div className="grid items-end gap-4 sm:grid-cols-[1fr_auto_auto_auto]">
      <TextField
        type="search"
        label={t("roster.search")}
        maxLength={200}
        value={filter.search ?? ""}
        onChange={(event) => onChange({ ...filter, search: event.target.value || undefined })}
      />
      <SelectField
        label={t("roster.group")}
        value={filter.group}
        onChange={(event) =>
          onChange({ ...filter, group: GROUPS.find((name) => name === event.target.value) })
        }
      >
        {GROUPS.map((name) => (
          <option key={name} value={name}>
            {t(`roster.groups.${name}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t("roster.order")}
        value={filter.order}
        onChange={(event) =>
          onChange({ ...filter, order: ORDERS.find((name) => name === event.target.value) })
        }
      >
        {ORDERS.map((name) => (
          <option key={name} value={name}>
            {t(`roster.orders.${name}`)}
          </option>
        ))}
      </SelectField>
      <Button look="secondary" busy={busy} onClick={download}>
        <Download aria-hidden="true" className="size-4.5" />
        {t("roster.sheet")}
      </Button>
    </div>
  );
}

function Student({ student, onOpen }: { student: CourseStudent; onOpen: () => void }) {
  const { t } = useTranslation();
  const { date, percent } = useFormats();
  const { completed_lessons: done, lesson_count: all } = student;
  const name = student.name || t("roster.unnamed");
  return (
    <article className="relative grid items-center gap-x-6 gap-y-3 rounded-2xl border border-line bg-surface p-4 transition-shadow hover:shadow-card sm:grid-cols-[minmax(0,1fr)_14rem]">
      <div className="grid min-w-0 gap-1">
        <h2 className="flex flex-wrap items-center gap-2 font-sans text-base font-semibold">
          <button
            type="button"
            dir="auto"
            onClick={onOpen}
            className="text-start after:absolute after:inset-0 hover:underline"
          >
            {name}
          </button>
          {student.completed_at && <Badge tone="brand">{t("roster.completed")}</Badge>}
          {student.risk && (
            <Badge tone="accent">
              <TriangleAlert aria-hidden="true" className="size-3.5" />
              {t(`roster.risks.${student.risk}`)}
            </Badge>
          )}
        </h2>
        <p className="text-sm text-muted">
          {t("roster.since", { date: date(student.enrolled_at) })} ·{" "}
          {t("roster.active", { date: date(student.active_at) })}
        </p>
      </div>
      <div className="grid gap-1.5">
        <ProgressBar value={done} max={all} label={t("roster.progressOf", { name })} />
        <p className="flex justify-between text-sm text-muted">
          <span>{t("study.doneOf", { done, count: all })}</span>
          <span>{percent(all ? done / all : 0)}</span>
        </p>
      </div>
    </article>
  );
}
