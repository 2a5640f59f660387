/** A lesson that was written in two places. */
import { useTranslation } from "react-i18next";

import type { CourseDraft, LessonDraft } from "@/api/types";
import { useFormats } from "@/i18n/useFormats";

import { Conflict } from "./autosave/Conflict";
import type { LessonValues } from "./lesson";
import type { LessonEditing } from "./useLessonEditor";

interface Props {
  editing: LessonEditing;
  theirs: LessonValues;
  lesson: LessonDraft;
  course: CourseDraft | undefined;
}

export function LessonConflict({ editing, theirs, lesson, course }: Props) {
  const { t } = useTranslation();
  const { moment, duration } = useFormats();
  const titles = new Map(
    course?.outline.flatMap(({ lessons }) => lessons).map(({ id, title }) => [id, title]),
  );
  return (
    <Conflict
      mine={editing.values}
      theirs={theirs}
      text="body"
      labels={{
        title: t("editor.title"),
        kind: t("editor.kind"),
        youtube_url: t("editor.youtube"),
        video_url: t("videoLink.address"),
        video_file_id: t("editor.video"),
        duration_minutes: t("editor.minutes"),
        preview: t("editor.preview"),
        release_at: t("lessonSettings.date"),
        release_after_days: t("lessonSettings.days"),
        release_after: t("lessonSettings.opens"),
        requires: t("lessonSettings.requires"),
      }}
      words={{
        kind: (kind) => t(`editor.kinds.${kind}`),
        video_file_id: (id) =>
          id && (id === lesson.video?.id ? lesson.video.name : t("writing.otherVideo")),
        duration_minutes: (minutes) => minutes > 0 && duration(minutes),
        release_at: (iso) => iso && moment(iso),
        release_after: (rule) => t(`lessonSettings.rules.${rule}`),
        requires: (ids) => ids.map((id) => titles.get(id) ?? id).join(", "),
      }}
      onDecide={(values) => editing.autosave.resolve(values)}
    />
  );
}
