/** Names the page in the tab, in the history and to screen readers. */
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { session } from "@/api/session";

export function useTitle(title: string | undefined): void {
  const { t } = useTranslation();
  const mark = session.isView ? `${t("view.mark")} · ` : "";
  useEffect(() => {
    if (title) document.title = `${mark}${title} · Academy`;
  }, [mark, title]);
}
