/** There is nothing at this address. */
import { useTranslation } from "react-i18next";

import { ButtonLink } from "@/ui/Button";
import { EmptyState } from "@/ui/States";
import { useTitle } from "@/ui/useTitle";

export function NotFoundPage() {
  const { t } = useTranslation();
  useTitle(t("notFound.title"));
  return (
    <div className="page py-10">
      <EmptyState
        page
        title={t("notFound.heading")}
        action={
          <>
            <ButtonLink to="/courses">{t("action.browse")}</ButtonLink>
            <ButtonLink to="/" look="secondary">
              {t("action.home")}
            </ButtonLink>
          </>
        }
      >
        {t("notFound.detail")}
      </EmptyState>
    </div>
  );
}
