/** The text of a lesson. */
import { type MouseEvent, useMemo } from "react";
import { useTranslation } from "react-i18next";

import { toast } from "@/ui/Toasts";

import { COPY, enrich } from "./enrich";

export function LessonBody({ html }: { html: string }) {
  const { t } = useTranslation();
  const content = useMemo(
    () => ({
      __html: enrich(html, { copy: t("lesson.copy"), table: t("lesson.table") }),
    }),
    [html, t],
  );
  const copy = (event: MouseEvent) => {
    const button = (event.target as Element).closest(`[${COPY}]`);
    const code = button?.parentElement?.querySelector("pre")?.textContent;
    if (!code) return;
    navigator.clipboard.writeText(code.trimEnd()).then(
      () => toast(t("lesson.copied")),
      () => toast(t("lesson.notCopied"), "bad"),
    );
  };
  return <div dir="auto" className="prose" onClick={copy} dangerouslySetInnerHTML={content} />;
}
