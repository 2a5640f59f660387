/** The modules and lessons of a course, to add to, rename and remove from. */
import { Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { CourseDraft, LessonSummary, Module } from "@/api/types";
import { KIND_ICONS } from "@/features/catalogue/Outline";
import { useFormats } from "@/i18n/useFormats";
import { Badge } from "@/ui/Badge";
import { Button, IconButton } from "@/ui/Button";
import { ConfirmDialog } from "@/ui/Dialog";

import { AddLessonDialog } from "./AddLessonDialog";
import { TitleDialog } from "./TitleDialog";
import { useAddModule, useRemoveLesson, useRemoveModule, useRenameModule } from "./useDraft";

export function OutlineEditor({ draft, frozen }: { draft: CourseDraft; frozen: boolean }) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const add = useAddModule(draft.id);
  return (
    <div className="grid gap-5">
      {draft.outline.length === 0 && <p className="text-lg text-muted">{t("outline.empty")}</p>}
      {draft.outline.map((module, index) => (
        <ModuleEditor
          key={module.id}
          module={module}
          number={index + 1}
          draft={draft}
          frozen={frozen}
        />
      ))}
      {!frozen && (
        <Button look="secondary" className="justify-self-start" onClick={() => setAdding(true)}>
          <Plus aria-hidden="true" className="size-5" />
          {t("outline.addModule")}
        </Button>
      )}
      <TitleDialog
        open={adding}
        onOpenChange={setAdding}
        title={t("outline.addModule")}
        label={t("outline.moduleTitle")}
        busy={add.isPending}
        onSave={(title) => add.mutate(title, { onSuccess: () => setAdding(false) })}
      />
    </div>
  );
}

interface ModuleEditorProps {
  module: Module;
  number: number;
  draft: CourseDraft;
  frozen: boolean;
}

function ModuleEditor({ module, number, draft, frozen }: ModuleEditorProps) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  return (
    <section
      aria-labelledby={`module-${module.id}`}
      className="overflow-hidden rounded-3xl border border-line bg-surface"
    >
      <header className="flex items-center gap-2 py-2 ps-5 pe-3">
        <h2 id={`module-${module.id}`} dir="auto" className="min-w-0 flex-1 py-2 text-lg">
          <span className="text-muted">{number}.</span> {module.title}
        </h2>
        {!frozen && <ModuleTools module={module} />}
      </header>
      {module.lessons.length > 0 && (
        <ol className="border-t border-line">
          {module.lessons.map((lesson) => (
            <li key={lesson.id} className="border-line not-first:border-t">
              <LessonRow lesson={lesson} draft={draft} frozen={frozen} />
            </li>
          ))}
        </ol>
      )}
      {!frozen && (
        <div className="border-t border-line bg-sunken/60 px-3 py-2">
          <Button look="quiet" size="small" onClick={() => setAdding(true)}>
            <Plus aria-hidden="true" className="size-4.5" />
            {t("outline.addLesson")}
          </Button>
        </div>
      )}
      <AddLessonDialog
        open={adding}
        onOpenChange={setAdding}
        moduleId={module.id}
        courseId={draft.id}
      />
    </section>
  );
}

function ModuleTools({ module }: { module: Module }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<"rename" | "remove" | null>(null);
  const rename = useRenameModule(module.id);
  const remove = useRemoveModule(module.id);
  const close = () => setAsking(null);
  return (
    <>
      <IconButton
        label={t("outline.rename", { title: module.title })}
        onClick={() => setAsking("rename")}
      >
        <Pencil aria-hidden="true" className="size-4.5" />
      </IconButton>
      <IconButton
        label={t("outline.remove", { title: module.title })}
        onClick={() => setAsking("remove")}
      >
        <Trash2 aria-hidden="true" className="size-4.5" />
      </IconButton>
      <TitleDialog
        open={asking === "rename"}
        onOpenChange={close}
        title={t("outline.renameModule")}
        label={t("outline.moduleTitle")}
        initial={module.title}
        busy={rename.isPending}
        onSave={(title) => rename.mutate(title, { onSuccess: close })}
      />
      <ConfirmDialog
        open={asking === "remove"}
        onOpenChange={close}
        title={t("outline.removeModuleTitle", { title: module.title })}
        consequence={t("outline.removeModule")}
        action={t("action.remove")}
        onConfirm={() => remove.mutate()}
      />
    </>
  );
}

interface LessonRowProps {
  lesson: LessonSummary;
  draft: CourseDraft;
  frozen: boolean;
}

function LessonRow({ lesson, draft, frozen }: LessonRowProps) {
  const { t } = useTranslation();
  const { duration } = useFormats();
  const [asking, setAsking] = useState(false);
  const remove = useRemoveLesson(lesson.id);
  const Icon = KIND_ICONS[lesson.kind];
  return (
    <div className="flex items-center gap-2 pe-3 hover:bg-sunken">
      <Link
        to={
          lesson.kind === "quiz"
            ? `/teach/quizzes/${lesson.id}`
            : `/teach/courses/${draft.id}/lessons/${lesson.id}`
        }
        className="flex min-h-13 min-w-0 flex-1 items-center gap-4 py-2.5 ps-5"
      >
        <Icon aria-hidden="true" className="size-4.5 shrink-0 text-muted" />
        <span dir="auto" className="min-w-0 flex-1 font-medium">
          {lesson.title}
        </span>
        {lesson.preview && <Badge tone="brand">{t("course.preview")}</Badge>}
        {lesson.duration_minutes > 0 && (
          <span className="text-sm whitespace-nowrap text-muted">
            {duration(lesson.duration_minutes)}
          </span>
        )}
      </Link>
      {!frozen && (
        <IconButton
          label={t("outline.remove", { title: lesson.title })}
          onClick={() => setAsking(true)}
        >
          <Trash2 aria-hidden="true" className="size-4.5" />
        </IconButton>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("outline.removeLessonTitle", { title: lesson.title })}
        consequence={t("outline.removeLesson")}
        action={t("action.remove")}
        onConfirm={() => remove.mutate()}
      />
    </div>
  );
}
