/** Where the link below a mail leads: one click, and such mails stop. No sign-in is needed. */
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";

import { api, unwrap } from "@/api/client";
import { asProblem } from "@/api/problems";
import { AccountFrame } from "@/features/account/AccountFrame";
import { Button, ButtonLink } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { useTitle } from "@/ui/useTitle";

const SHORTEST = 16;

export function UnsubscribePage() {
  const { t } = useTranslation();
  useTitle(t("profile.unsubscribeTitle"));
  const token = useSearchParams()[0].get("token") ?? "";
  const stop = useMutation({
    mutationFn: () => unwrap(api.POST("/v1/unsubscriptions", { body: { token } })),
  });
  if (stop.data) {
    return (
      <AccountFrame title={t("profile.unsubscribed")}>
        <Notice tone="success">
          {t("profile.unsubscribedFrom", { kind: t(`profile.kind.${stop.data}`) })}
        </Notice>
        <ButtonLink to="/account/profile" look="secondary">
          {t("profile.notifications")}
        </ButtonLink>
      </AccountFrame>
    );
  }
  const broken = token.length < SHORTEST;
  return (
    <AccountFrame title={t("profile.unsubscribeTitle")} lead={t("profile.unsubscribeLead")}>
      {(broken || stop.error) && (
        <Notice tone="danger">
          {broken ? t("profile.unsubscribeBroken") : asProblem(stop.error).detail}
        </Notice>
      )}
      {!broken && (
        <Button size="large" busy={stop.isPending} onClick={() => stop.mutate()}>
          {t("profile.unsubscribe")}
        </Button>
      )}
    </AccountFrame>
  );
}
