/** A new lesson: its title and how it teaches; the rest is written in its own page. */
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import type { LessonKind } from "@/api/types";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { TextField } from "@/ui/Field";

import { KindChoice } from "./KindChoice";
import { useAddLesson } from "./useDraft";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  moduleId: string;
  courseId: string;
}

export function AddLessonDialog({ open, onOpenChange, ...target }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("outline.addLesson")}>
      <AddLessonForm {...target} />
    </Dialog>
  );
}

function AddLessonForm({ moduleId, courseId }: Pick<Props, "moduleId" | "courseId">) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const add = useAddLesson(moduleId, courseId);
  const [title, setTitle] = useState("");
  const [kind, setKind] = useState<LessonKind>("article");
  const [missing, setMissing] = useState(false);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!title.trim()) {
      setMissing(true);
      return;
    }
    add.mutate(
      { title: title.trim(), kind },
      {
        onSuccess: ({ id }) =>
          void navigate(
            kind === "quiz" ? `/teach/quizzes/${id}` : `/teach/courses/${courseId}/lessons/${id}`,
          ),
      },
    );
  };
  return (
    <form noValidate onSubmit={save} className="grid gap-5">
      <TextField
        label={t("editor.title")}
        dir="auto"
        maxLength={200}
        value={title}
        error={missing && !title.trim() ? t("form.required") : undefined}
        onChange={(event) => setTitle(event.target.value)}
      />
      <KindChoice name="new-lesson-kind" value={kind} onChange={setKind} />
      <Button type="submit" busy={add.isPending} className="justify-self-end">
        {t("outline.addLesson")}
      </Button>
    </form>
  );
}
