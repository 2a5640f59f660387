/** A page broke, or its code could not be loaded: says so and offers to load it again. */
import { useTranslation } from "react-i18next";
import { useRouteError } from "react-router";

import { networkProblem } from "@/api/problems";
import { Button, ButtonLink } from "@/ui/Button";
import { EmptyState, ErrorState } from "@/ui/States";

const reload = () => window.location.reload();

/** Browsers word it differently when the chunk of a page does not arrive. */
function isLoadingFailure(error: unknown): boolean {
  return error instanceof TypeError && /import|module/i.test(error.message);
}

export function ErrorPage({ inside = false }: { inside?: boolean }) {
  const { t } = useTranslation();
  const error = useRouteError();
  const Frame = inside ? "div" : "main";
  return (
    <Frame className="page py-10">
      {isLoadingFailure(error) ? (
        <ErrorState page error={networkProblem()} retry={reload} />
      ) : (
        <EmptyState
          page
          title={t("error.pageTitle")}
          action={
            <>
              <Button onClick={reload}>{t("action.reload")}</Button>
              <ButtonLink to="/" look="secondary">
                {t("action.home")}
              </ButtonLink>
            </>
          }
        >
          {t("error.page")}
        </EmptyState>
      )}
    </Frame>
  );
}
