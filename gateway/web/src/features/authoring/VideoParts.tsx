/** What a lesson with a video needs: a link, or a file. */
import { useTranslation } from "react-i18next";

import type { CourseFile, LessonDraft } from "@/api/types";
import { LinkedVideo } from "@/features/study/LinkedVideo";
import { YoutubeVideo } from "@/features/study/YoutubeVideo";
import { Badge } from "@/ui/Badge";
import { TextField } from "@/ui/Field";
import { toast } from "@/ui/Toasts";

import { minutesOf } from "./upload";
import type { LessonEditing } from "./useLessonEditor";
import { VideoUpload } from "./VideoUpload";

interface Props {
  editing: LessonEditing;
  lesson: LessonDraft;
}

export function YoutubeFields({ editing: { values, errors, change }, lesson }: Props) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-4">
      <TextField
        label={t("editor.youtube")}
        type="url"
        dir="ltr"
        inputMode="url"
        placeholder="https://www.youtube.com/watch?v=…"
        hint={
          <>
            <Badge tone="accent">{t("editor.notProtected")}</Badge> {t("editor.notProtectedHint")}
          </>
        }
        value={values.youtube_url}
        error={errors.youtube_url}
        onChange={(event) => change({ youtube_url: event.target.value })}
      />
      {lesson.youtube_id && (
        <div className="max-w-3xl">
          <YoutubeVideo id={lesson.youtube_id} title={lesson.title} />
        </div>
      )}
    </div>
  );
}

export function LinkFields({ editing: { values, errors, change }, lesson }: Props) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-4">
      <TextField
        label={t("videoLink.address")}
        type="url"
        dir="ltr"
        inputMode="url"
        placeholder="https://example.org/film.mp4"
        hint={
          <>
            <Badge tone="accent">{t("editor.notProtected")}</Badge> {t("videoLink.hint")}
          </>
        }
        value={values.video_url}
        error={errors.video_url}
        onChange={(event) => change({ video_url: event.target.value })}
      />
      {lesson.video_url && (
        <div className="max-w-3xl">
          <LinkedVideo
            key={lesson.video_url}
            url={lesson.video_url}
            title={lesson.title}
            trouble={t("videoLink.checkAddress")}
          />
        </div>
      )}
    </div>
  );
}

/** The stored file belongs to the lesson at once, so that a long upload is never lost. */
export function VideoFields({ editing, lesson, frozen }: Props & { frozen: boolean }) {
  const { t } = useTranslation();
  const { values, change, autosave } = editing;
  const attach = async (stored: CourseFile, file: File) => {
    const duration_minutes = values.duration_minutes || (await minutesOf(file));
    change({ video_file_id: stored.id, duration_minutes });
    if (await autosave.flush()) toast(t("editor.videoStored"));
  };
  return (
    <div className="max-w-3xl">
      <VideoUpload
        lesson={lesson}
        disabled={frozen}
        onStored={(stored, file) => void attach(stored, file)}
      />
    </div>
  );
}
