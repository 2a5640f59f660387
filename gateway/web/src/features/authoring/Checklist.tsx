/** What the server says is missing before a course is handed in, and what would help it. */
import { ChevronDown, CircleCheck, CircleDashed, Lightbulb } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { CourseDraft, Missing } from "@/api/types";

/** Lessons that are named one by one; the tree marks all of them. */
const NAMED = 3;
const IN_DETAILS = ["summary", "description", "cover"];

export function Checklist({ draft }: { draft: CourseDraft }) {
  const { t } = useTranslation();
  const missing = draft.missing ?? [];
  const required = missing.filter((one) => one.required);
  const advised = missing.filter((one) => !one.required);
  if (missing.length === 0) {
    return (
      <p className="flex items-center gap-2.5 rounded-2xl bg-brand-soft px-4 py-3 font-medium text-brand-ink">
        <CircleCheck aria-hidden="true" className="size-5 shrink-0" />
        {t("checklist.complete")}
      </p>
    );
  }
  const rest = required.length - NAMED;
  return (
    <details
      open={required.length <= NAMED}
      className="group rounded-2xl border border-line bg-surface px-4 py-1.5"
    >
      <summary className="flex min-h-11 list-none items-center gap-2.5 font-semibold">
        <ChevronDown
          aria-hidden="true"
          className="size-5 shrink-0 -rotate-90 text-muted transition-transform group-open:rotate-0"
        />
        {required.length > 0
          ? t("checklist.required", { count: required.length })
          : t("checklist.ready")}
      </summary>
      <ul className="grid gap-0.5 pb-3">
        {required.slice(0, NAMED).map((one) => (
          <Step key={one.lesson_id ?? one.part} missing={one} courseId={draft.id} />
        ))}
        {rest > 0 && (
          <li className="px-1 py-2 ps-9 text-muted">{t("checklist.more", { count: rest })}</li>
        )}
        {advised.map((one) => (
          <Step key={one.part} missing={one} courseId={draft.id} />
        ))}
      </ul>
    </details>
  );
}

function Step({ missing, courseId }: { missing: Missing; courseId: string }) {
  const { t } = useTranslation();
  const { part, required, lesson_id, lesson_title } = missing;
  const Icon = required ? CircleDashed : Lightbulb;
  const words = lesson_title
    ? t("checklist.lesson", { title: lesson_title, missing: t(`tree.missing.${part}`) })
    : t(`checklist.parts.${part}`);
  const page = lesson_id
    ? `/teach/courses/${courseId}/lessons/${lesson_id}`
    : IN_DETAILS.includes(part)
      ? `/teach/courses/${courseId}?tab=details`
      : null;
  const content = (
    <>
      <Icon aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-muted" />
      <span className="min-w-0 break-words">{words}</span>
    </>
  );
  const look = "flex min-h-10 items-start gap-3 rounded-lg px-1 py-2";
  if (!page) return <li className={look}>{content}</li>;
  return (
    <li>
      <Link to={page} className={`${look} hover:bg-sunken`}>
        {content}
      </Link>
    </li>
  );
}
