/** The text of a lesson. */
import { type MouseEvent, useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";

import { toast } from "@/ui/Toasts";

import { COPY, enrich } from "./enrich";

/** A link to another lesson, followed without loading the app anew. */
function pageOf(event: MouseEvent): string | null {
  const link = (event.target as Element).closest("a[href^='/']:not([href^='/files/'])");
  const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey);
  return plain && link ? link.getAttribute("href") : null;
}

function codeOf(event: MouseEvent): string | null {
  const button = (event.target as Element).closest(`[${COPY}]`);
  return button?.parentElement?.querySelector("pre")?.textContent ?? null;
}

/** The text arrives after the page, so the browser cannot jump to a place in it by itself. */
function useJump(html: string): void {
  const { hash } = useLocation();
  useEffect(() => {
    if (hash) document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView();
  }, [hash, html]);
}

export function LessonBody({ html }: { html: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  useJump(html);
  const content = useMemo(
    () => ({ __html: enrich(html, { copy: t("lesson.copy"), table: t("lesson.table") }) }),
    [html, t],
  );
  const react = (event: MouseEvent) => {
    const code = codeOf(event);
    if (code) {
      navigator.clipboard.writeText(code.trimEnd()).then(
        () => toast(t("lesson.copied")),
        () => toast(t("lesson.notCopied"), "bad"),
      );
    }
    const page = pageOf(event);
    if (page) {
      event.preventDefault();
      void navigate(page);
    }
  };
  return <div dir="auto" className="prose" onClick={react} dangerouslySetInnerHTML={content} />;
}
