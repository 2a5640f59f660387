/** Where both mails about another address lead: agree to the change, or stop it. */
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";

import { api, unwrap } from "@/api/client";
import { asProblem } from "@/api/problems";
import { Button, ButtonLink } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { useTitle } from "@/ui/useTitle";

import { AccountFrame } from "./AccountFrame";

export function EmailChangePage() {
  const { t } = useTranslation();
  useTitle(t("waysIn.emailTitle"));
  const token = useSearchParams()[0].get("token") ?? "";
  const agree = useMutation({
    mutationFn: () => unwrap(api.POST("/v1/accounts/email-change", { body: { token } })),
  });
  const refuse = useMutation({
    mutationFn: () => unwrap(api.POST("/v1/accounts/email-change/refusal", { body: { token } })),
  });
  if (refuse.isSuccess) {
    return <Outcome title={t("waysIn.emailKept")} lead={t("waysIn.emailKeptLead")} />;
  }
  if (agree.data) {
    const done = agree.data.waiting_for.length === 0;
    return (
      <Outcome
        title={done ? t("waysIn.emailChanged") : t("waysIn.emailHalf")}
        lead={done ? t("waysIn.emailChangedLead") : t("waysIn.emailHalfLead")}
      />
    );
  }
  const error = agree.error ?? refuse.error;
  return (
    <AccountFrame title={t("waysIn.emailTitle")} lead={t("waysIn.emailLead")}>
      {error && (
        <Notice tone="danger" title={asProblem(error).title}>
          {asProblem(error).detail || t("error.offline")}
        </Notice>
      )}
      <div className="flex flex-wrap gap-3">
        <Button size="large" busy={agree.isPending} onClick={() => agree.mutate()}>
          {t("waysIn.emailAgree")}
        </Button>
        <Button
          size="large"
          look="secondary"
          busy={refuse.isPending}
          onClick={() => refuse.mutate()}
        >
          {t("waysIn.emailRefuse")}
        </Button>
      </div>
    </AccountFrame>
  );
}

function Outcome({ title, lead }: { title: string; lead: string }) {
  const { t } = useTranslation();
  return (
    <AccountFrame title={title} lead={<span role="status">{lead}</span>}>
      <ButtonLink to="/" look="secondary">
        {t("waysIn.toStart")}
      </ButtonLink>
    </AccountFrame>
  );
}
