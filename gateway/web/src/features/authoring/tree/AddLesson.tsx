/** A new lesson in its place: a title and how it teaches; more can follow at once, except a quiz. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import type { LessonKind } from "@/api/types";
import { KIND_ICONS } from "@/features/catalogue/Outline";
import { classes } from "@/ui/classes";

import { AddTitle } from "./AddTitle";
import { lessonPage } from "./lesson-page";
import { useTree } from "./tree-context";
import { useAddLesson } from "./useTree";

const KINDS: LessonKind[] = ["article", "video", "youtube", "link", "quiz"];

interface Props {
  moduleId: string;
  topicId: string | null;
  onClose: () => void;
}

export function AddLesson({ moduleId, topicId, onClose }: Props) {
  const { t } = useTranslation();
  const { draft } = useTree();
  const [kind, setKind] = useState<LessonKind>("article");
  const navigate = useNavigate();
  const add = useAddLesson(draft.id, moduleId, topicId);
  const create = async (title: string) => {
    const lesson = await add.mutateAsync({ title, kind });
    if (kind === "quiz") await navigate(lessonPage(draft.id, lesson));
  };
  return (
    <AddTitle
      label={t("editor.title")}
      action={t("outline.addLesson")}
      busy={add.isPending}
      onAdd={create}
      onClose={onClose}
    >
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">{t("editor.kind")}</legend>
        {KINDS.map((one) => (
          <KindOption key={one} kind={one} chosen={kind === one} choose={() => setKind(one)} />
        ))}
      </fieldset>
    </AddTitle>
  );
}

interface OptionProps {
  kind: LessonKind;
  chosen: boolean;
  choose: () => void;
}

function KindOption({ kind, chosen, choose }: OptionProps) {
  const { t } = useTranslation();
  const Icon = KIND_ICONS[kind];
  return (
    <label
      className={classes(
        "flex min-h-9 cursor-pointer items-center gap-1.5 rounded-lg border px-2.5 text-sm font-medium",
        "has-focus-visible:outline-3 has-focus-visible:outline-accent",
        chosen ? "border-brand bg-brand-soft text-brand-ink" : "border-line-strong",
      )}
    >
      <input
        type="radio"
        name="new-lesson-kind"
        checked={chosen}
        onChange={choose}
        className="sr-only"
      />
      <Icon aria-hidden="true" className="size-4" />
      {t(`editor.kinds.${kind}`)}
    </label>
  );
}
