/** A lesson in the tree: what it is, what it lacks, and what can be done with it. */
import { CalendarClock, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { LessonState, LessonSummary } from "@/api/types";
import { KIND_ICONS } from "@/features/catalogue/Outline";
import { useFormats } from "@/i18n/useFormats";
import { Badge } from "@/ui/Badge";
import { classes } from "@/ui/classes";

import { AddTitle } from "./AddTitle";
import { Handle } from "./Handle";
import { lessonPage } from "./lesson-page";
import type { TreeNode } from "./model";
import { NodeMenu } from "./NodeMenu";
import { useTree } from "./tree-context";
import { useRenameLesson } from "./useTree";

export function LessonRow({ lesson }: { lesson: LessonSummary }) {
  const { t } = useTranslation();
  const { draft, frozen, dragged } = useTree();
  const [renaming, setRenaming] = useState(false);
  const rename = useRenameLesson(draft.id);
  const node: TreeNode = { id: lesson.id, kind: "lesson", title: lesson.title };
  const state = draft.lesson_states?.find((one) => one.lesson_id === lesson.id);
  const Icon = KIND_ICONS[lesson.kind];
  return (
    <div
      className={classes(
        "flex items-center gap-1 ps-2 pe-2 sm:ps-3",
        dragged?.id === lesson.id && "opacity-40",
      )}
    >
      {!frozen && <Handle node={node} />}
      {renaming ? (
        <AddTitle
          label={t("editor.title")}
          action={t("action.save")}
          initial={lesson.title}
          busy={rename.isPending}
          onAdd={(title) => rename.mutateAsync({ node, title }).then(() => setRenaming(false))}
          onClose={() => setRenaming(false)}
        />
      ) : (
        <>
          <Link
            to={lessonPage(draft.id, lesson)}
            className="flex min-h-12 min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1 rounded-lg px-1.5 py-2 hover:bg-sunken"
          >
            <span className="flex min-w-0 flex-1 basis-40 items-center gap-3">
              <Icon aria-hidden="true" className="size-4.5 shrink-0 text-muted" />
              <span className="sr-only">{t(`editor.kinds.${lesson.kind}`)}:</span>
              <span dir="auto" className="min-w-0 font-medium break-words">
                {lesson.title}
              </span>
            </span>
            <Marks lesson={lesson} state={state} />
          </Link>
          {!frozen && <NodeMenu node={node} onRename={() => setRenaming(true)} />}
        </>
      )}
    </div>
  );
}

function Marks({ lesson, state }: { lesson: LessonSummary; state: LessonState | undefined }) {
  const { t } = useTranslation();
  const { duration } = useFormats();
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      {state?.missing && (
        <Badge tone="accent">
          <TriangleAlert aria-hidden="true" className="size-3.5" />
          {t(`tree.missing.${state.missing}`)}
        </Badge>
      )}
      {state && <Opening state={state} />}
      {lesson.preview && <Badge tone="brand">{t("course.preview")}</Badge>}
      {lesson.duration_minutes > 0 && (
        <span className="ps-1 text-sm whitespace-nowrap text-muted">
          {duration(lesson.duration_minutes)}
        </span>
      )}
    </span>
  );
}

/** When the lesson opens, if not at once. */
function Opening({ state }: { state: LessonState }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const { release_at, release_after_days, release_after, requires } = state;
  if (!release_at && !release_after_days && requires.length === 0) return null;
  const words = release_at
    ? t("tree.opensAt", { date: date(release_at) })
    : release_after_days
      ? t(`tree.opensAfter.${release_after}`, { count: release_after_days })
      : t("tree.waits", { count: requires.length });
  return (
    <Badge tone="info">
      <CalendarClock aria-hidden="true" className="size-3.5" />
      {words}
    </Badge>
  );
}
