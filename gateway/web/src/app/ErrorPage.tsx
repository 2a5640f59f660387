/** A page broke: says so and offers to load it again. */
import { useTranslation } from "react-i18next";

import { Button, ButtonLink } from "@/ui/Button";
import { EmptyState } from "@/ui/States";

export function ErrorPage({ inside = false }: { inside?: boolean }) {
  const { t } = useTranslation();
  const Frame = inside ? "div" : "main";
  return (
    <Frame className="page py-10">
      <h1 className="sr-only">{t("error.title")}</h1>
      <EmptyState
        title={t("error.pageTitle")}
        action={
          <>
            <Button onClick={() => window.location.reload()}>{t("action.reload")}</Button>
            <ButtonLink to="/" look="secondary">
              {t("action.home")}
            </ButtonLink>
          </>
        }
      >
        {t("error.page")}
      </EmptyState>
    </Frame>
  );
}
