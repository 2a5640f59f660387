/** Lets signed-in people through; others sign in first and come back. */
import { useTranslation } from "react-i18next";
import { Navigate, Outlet, useLocation } from "react-router";

import { ButtonLink } from "@/ui/Button";
import { EmptyState, Loading } from "@/ui/States";
import { Spinner } from "@/ui/Spinner";

import { withReturn } from "./return-to";
import { useSession } from "./useSession";

export function RequireSession({ teaching = false }: { teaching?: boolean }) {
  const { t } = useTranslation();
  const { pathname, search } = useLocation();
  const state = useSession();
  if (state.status === "restoring") {
    return (
      <Loading className="grid place-items-center py-32 text-brand">
        <Spinner className="size-8" />
      </Loading>
    );
  }
  if (state.status === "anonymous") {
    return <Navigate replace to={withReturn("/signin", pathname + search)} />;
  }
  if (teaching && state.user.role === "student") {
    return (
      <EmptyState
        title={t("teach.studentsOnlyTitle")}
        action={<ButtonLink to="/courses">{t("action.browse")}</ButtonLink>}
      >
        {t("teach.studentsOnly")}
      </EmptyState>
    );
  }
  return <Outlet />;
}
