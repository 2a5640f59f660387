/** How a course without modules begins: with a sketch, or with the first module. */
import { CalendarRange, Layers } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMutation } from "@tanstack/react-query";

import { api, unwrap } from "@/api/client";
import type { CourseDraft, SectionLabel } from "@/api/types";
import { complain } from "@/ui/Toasts";

import { useShowDraft } from "../useDraft";

const SKETCHES = [
  { label: "week", Icon: CalendarRange },
  { label: "module", Icon: Layers },
] as const;

/** A line for each module: its title, and after the colon its lessons. */
export function readSketch(text: string) {
  return text.split("\n").map((line) => {
    const [title = "", lessons = ""] = line.split(": ");
    return { title, lessons: lessons.split(" | ") };
  });
}

function useSketch(courseId: string) {
  const { t } = useTranslation();
  const show = useShowDraft();
  return useMutation({
    mutationFn: (label: SectionLabel) =>
      unwrap(
        api.POST("/v1/teaching/courses/{course_id}/sketch", {
          params: { path: { course_id: courseId } },
          body: { section_label: label, modules: readSketch(t(`sketch.${label}.outline`)) },
        }),
      ),
    onSuccess: show,
    onError: complain,
  });
}

export function Templates({ draft, frozen }: { draft: CourseDraft; frozen: boolean }) {
  const { t } = useTranslation();
  const sketch = useSketch(draft.id);
  if (frozen) return <p className="text-lg text-muted">{t("sketch.nothing")}</p>;
  return (
    <section aria-labelledby="sketch" className="grid gap-4">
      <div className="grid gap-1">
        <h3 id="sketch" className="text-xl">
          {t("sketch.title")}
        </h3>
        <p className="text-muted">{t("sketch.lead")}</p>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        {SKETCHES.map(({ label, Icon }) => (
          <button
            key={label}
            type="button"
            disabled={sketch.isPending}
            onClick={() => sketch.mutate(label)}
            className="grid content-start gap-2 rounded-3xl border border-line-strong bg-surface p-5 text-start transition-colors hover:border-brand disabled:opacity-55"
          >
            <Icon aria-hidden="true" className="size-6 text-brand" />
            <span className="text-lg font-semibold">{t(`sketch.${label}.name`)}</span>
            <span className="text-muted">{t(`sketch.${label}.hint`)}</span>
          </button>
        ))}
      </div>
      <p className="text-muted">{t("sketch.or")}</p>
    </section>
  );
}
