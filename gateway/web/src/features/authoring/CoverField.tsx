/** The picture that a course is shown with. */
import { ImagePlus, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { asProblem, type Problem, reasonOf } from "@/api/problems";
import type { CourseDraft } from "@/api/types";
import { Cover } from "@/features/catalogue/Cover";
import { useFormats } from "@/i18n/useFormats";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { useLeaving } from "@/ui/useLeaving";

import { useSetCover } from "./useDraft";
import { uploadFile } from "./upload";

/** Sends a picture and puts it on the course; leaving the page ends the sending. */
function useCover(courseId: string, setCover: (fileId: string) => void) {
  const [share, setShare] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const leaving = useLeaving();
  const start = async (file: File) => {
    const { signal } = leaving.current;
    const onProgress = (sent: number) => setShare(file.size ? sent / file.size : 0);
    setProblem(null);
    onProgress(0);
    try {
      setCover((await uploadFile(courseId, { file, onProgress, signal })).id);
    } catch (error) {
      if (!signal.aborted) setProblem(asProblem(error));
    } finally {
      setShare(null);
    }
  };
  return { share, problem, start };
}

export function CoverField({ draft, disabled }: { draft: CourseDraft; disabled: boolean }) {
  const { t } = useTranslation();
  const { percent } = useFormats();
  const picker = useRef<HTMLInputElement>(null);
  const { mutate, isPending } = useSetCover(draft.id);
  const { share, problem, start } = useCover(draft.id, mutate);
  const sending = share !== null;
  return (
    <section aria-labelledby="course-cover" className="grid gap-2">
      <h2 id="course-cover" className="font-sans text-[0.9375rem] font-semibold tracking-normal">
        {t("cover.title")}
      </h2>
      <div className="flex flex-wrap items-center gap-4">
        <div className="h-28 w-44 shrink-0 overflow-hidden rounded-2xl">
          <Cover slug={draft.slug} url={draft.cover_url} />
        </div>
        <div className="flex flex-wrap gap-2">
          <Button
            look="secondary"
            busy={sending || isPending}
            disabled={disabled}
            onClick={() => picker.current?.click()}
          >
            <ImagePlus aria-hidden="true" className="size-5" />
            {sending ? percent(share) : t(draft.cover_url ? "cover.replace" : "cover.choose")}
          </Button>
          {draft.cover_url && (
            <Button look="quiet" disabled={disabled || isPending} onClick={() => mutate(null)}>
              <Trash2 aria-hidden="true" className="size-4.5" />
              {t("cover.remove")}
            </Button>
          )}
        </div>
      </div>
      <p className="text-sm text-muted">{t("cover.hint")}</p>
      {problem && (
        <Notice tone="danger" title={problem.title || t("editor.uploadFailed")}>
          {reasonOf(problem)}
        </Notice>
      )}
      <input
        ref={picker}
        type="file"
        accept="image/png,image/jpeg,image/webp,image/gif"
        hidden
        aria-label={t("cover.choose")}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = "";
          if (file) void start(file);
        }}
      />
    </section>
  );
}
