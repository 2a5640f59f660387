/** The end of a page. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { Rosette } from "@/ui/Rosette";

export function Footer() {
  const { t } = useTranslation();
  return (
    <footer className="no-print mt-24 border-t border-line">
      <div className="page flex flex-wrap items-center gap-x-8 gap-y-4 py-10 text-[0.9375rem] text-muted">
        <span className="flex items-center gap-2 font-display font-semibold text-ink">
          <Rosette className="size-5 text-brand" />
          Academy
        </span>
        <p className="me-auto">{t("footer.line")}</p>
        <nav aria-label={t("footer.label")} className="flex gap-6">
          <Link to="/courses" className="hover:text-ink hover:underline">
            {t("nav.courses")}
          </Link>
          <Link to="/teach" className="hover:text-ink hover:underline">
            {t("nav.teach")}
          </Link>
        </nav>
      </div>
    </footer>
  );
}
