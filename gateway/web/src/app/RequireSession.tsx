/** Lets signed-in people through; others sign in first and come back. */
import { useTranslation } from "react-i18next";
import { Navigate, Outlet, useLocation } from "react-router";

import { ButtonLink } from "@/ui/Button";
import { EmptyState } from "@/ui/States";

import { PageLoading } from "./PageLoading";
import { withReturn } from "./return-to";
import { useSession } from "./useSession";

export function RequireSession({ teaching = false }: { teaching?: boolean }) {
  const { t } = useTranslation();
  const { pathname, search } = useLocation();
  const state = useSession();
  // The end of a view takes every page away right after this.
  if (state.status === "restoring" || state.status === "view-over") return <PageLoading />;
  if (state.status === "anonymous") {
    return <Navigate replace to={withReturn("/signin", pathname + search)} />;
  }
  if (teaching && state.user.role === "student") {
    return (
      <EmptyState
        page
        title={t("teach.studentsOnlyTitle")}
        action={<ButtonLink to="/courses">{t("action.browse")}</ButtonLink>}
      >
        {t("teach.studentsOnly")}
      </EmptyState>
    );
  }
  return <Outlet />;
}
