/** How far the deletion of an account is, for whoever has just deleted it. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";

import { api, unwrap } from "@/api/client";
import { AccountFrame } from "@/features/account/AccountFrame";
import { ButtonLink } from "@/ui/Button";
import { ErrorState, Loading, Skeleton } from "@/ui/States";
import { useTitle } from "@/ui/useTitle";

import { Parts } from "./Parts";

const LOOK_AGAIN = 1_500;

export function GoodbyePage() {
  const { t } = useTranslation();
  useTitle(t("privacy.goodbye"));
  const token = useSearchParams()[0].get("token") ?? "";
  const erasure = useQuery({
    queryKey: ["erasure", token],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/v1/erasures/{token}", { params: { path: { token } }, signal })),
    refetchInterval: (query) => (query.state.data?.state === "erased" ? false : LOOK_AGAIN),
  });
  const done = erasure.data?.state === "erased";
  return (
    <AccountFrame
      title={t("privacy.goodbye")}
      lead={<span role="status">{t(done ? "privacy.erased" : "privacy.erasing")}</span>}
    >
      {erasure.isPending && (
        <Loading>
          <Skeleton className="h-32" />
        </Loading>
      )}
      {erasure.error && <ErrorState error={erasure.error} retry={() => void erasure.refetch()} />}
      {erasure.data && <Parts parts={erasure.data.parts} />}
      {done && (
        <ButtonLink to="/" look="secondary">
          {t("waysIn.toStart")}
        </ButtonLink>
      )}
    </AccountFrame>
  );
}
