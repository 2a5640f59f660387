/** Where the link in the confirmation mail leads. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";

import { api, unwrap } from "@/api/client";
import { asProblem } from "@/api/problems";
import { Button, ButtonLink } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { Spinner } from "@/ui/Spinner";
import { useTitle } from "@/ui/useTitle";

import { AccountFrame } from "./AccountFrame";

/** A link works once, so the answer is kept instead of asked for again. */
function useConfirmation(token: string) {
  return useQuery({
    queryKey: ["confirmation", token],
    queryFn: async () => {
      await unwrap(api.POST("/v1/accounts/confirmation", { body: { token } }));
      return true;
    },
    enabled: token !== "",
    staleTime: Infinity,
    gcTime: Infinity,
    refetchOnWindowFocus: false,
  });
}

export function ConfirmPage() {
  const { t } = useTranslation();
  useTitle(t("account.confirmTitle"));
  const token = useSearchParams()[0].get("token") ?? "";
  const { isSuccess, error, refetch } = useConfirmation(token);
  if (isSuccess) {
    return (
      <AccountFrame title={t("account.confirmedTitle")} lead={t("account.confirmed")}>
        <ButtonLink to="/signin" size="large">
          {t("nav.signIn")}
        </ButtonLink>
      </AccountFrame>
    );
  }
  if (!error && token) {
    return (
      <AccountFrame title={t("account.confirmTitle")}>
        <p role="status" className="flex items-center gap-3 text-lg text-muted">
          <Spinner className="size-5" />
          {t("account.confirming")}
        </p>
      </AccountFrame>
    );
  }
  const problem = asProblem(error);
  const again = token !== "" && problem.passing;
  return (
    <AccountFrame title={t("account.notConfirmed")}>
      <Notice tone="danger" title={again ? problem.title : t("account.linkOver")}>
        {again ? problem.detail || t("error.offline") : t("account.linkOverHint")}
      </Notice>
      {again ? (
        <Button onClick={() => void refetch()}>{t("action.retry")}</Button>
      ) : (
        <ButtonLink to="/signin">{t("nav.signIn")}</ButtonLink>
      )}
    </AccountFrame>
  );
}
