/** One student before the teacher: facts, attended classes, sign-off. */
import { CalendarPlus, PenLine, RotateCcw, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { CertificateCandidate, CertificateRule } from "@/api/types";
import { useFormats } from "@/i18n/useFormats";
import { Button, IconButton } from "@/ui/Button";

import { AttendanceDialog } from "./AttendanceDialog";
import { Requirements } from "./Requirements";
import { SignOffDialog } from "./SignOffDialog";
import { CertificateStatusBadge } from "./status";
import { useCandidate } from "./useCandidate";

interface Props {
  courseId: string;
  rule: CertificateRule;
  student: CertificateCandidate;
}

export function StudentRow({ courseId, rule, student }: Props) {
  const { t } = useTranslation();
  const [marking, setMarking] = useState(false);
  const [signing, setSigning] = useState(false);
  const { renew } = useCandidate(courseId, student.student_id);
  const given = student.sign_off?.given ?? false;
  const name = student.name || t("certificates.teach.nameless");
  return (
    <article className="grid gap-4 rounded-3xl border border-line bg-surface p-5 sm:p-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 dir="auto" className="text-lg">
          {name}
        </h2>
        {student.status && <CertificateStatusBadge status={student.status} />}
        {student.code && (
          <Link
            to={`/verify/${student.code}`}
            className="font-mono text-sm underline underline-offset-4"
          >
            <bdi>{student.code}</bdi>
          </Link>
        )}
      </div>
      <Requirements requirements={student.requirements} />
      <Attended courseId={courseId} student={student} />
      {student.sign_off?.note && (
        <p className="border-s-2 border-line-strong ps-3 text-muted">
          <bdi>{student.sign_off.note}</bdi>
        </p>
      )}
      <div className="flex flex-wrap gap-3">
        <Button look="secondary" size="small" onClick={() => setMarking(true)}>
          <CalendarPlus aria-hidden="true" className="size-4.5" />
          {t("certificates.teach.mark")}
        </Button>
        {(rule.sign_off || student.sign_off) && (
          <Button
            look={given ? "secondary" : "primary"}
            size="small"
            onClick={() => setSigning(true)}
          >
            <PenLine aria-hidden="true" className="size-4.5" />
            {t(given ? "certificates.teach.takeBack" : "certificates.teach.sign")}
          </Button>
        )}
        {student.status === "expired" && student.earned && (
          <Button
            look="secondary"
            size="small"
            busy={renew.isPending}
            onClick={() => renew.mutate()}
          >
            <RotateCcw aria-hidden="true" className="size-4.5" />
            {t("certificates.teach.renew")}
          </Button>
        )}
      </div>
      {marking && (
        <AttendanceDialog
          courseId={courseId}
          studentId={student.student_id}
          name={name}
          close={() => setMarking(false)}
        />
      )}
      {signing && (
        <SignOffDialog
          courseId={courseId}
          studentId={student.student_id}
          name={name}
          giving={!given}
          close={() => setSigning(false)}
        />
      )}
    </article>
  );
}

function Attended({ courseId, student }: { courseId: string; student: CertificateCandidate }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const { unmark } = useCandidate(courseId, student.student_id);
  if (student.attendances.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2">
      {student.attendances.map((one) => (
        <li
          key={one.id}
          className="flex min-w-0 items-center gap-1 rounded-full bg-sunken ps-3.5 text-sm"
        >
          <bdi className="truncate">{one.title}</bdi>
          <span className="whitespace-nowrap text-muted">· {date(one.attended_on)}</span>
          <IconButton
            label={t("certificates.teach.unmark", { title: one.title })}
            disabled={unmark.isPending}
            onClick={() => unmark.mutate(one.id)}
            className="size-9"
          >
            <X aria-hidden="true" className="size-4" />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}
