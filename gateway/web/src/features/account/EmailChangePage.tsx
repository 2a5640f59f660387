/** Where both mails about another address lead: agree to the change, or stop it. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";

import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import { asProblem, isProblem } from "@/api/problems";
import { session } from "@/api/session";
import { Button, ButtonLink } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { useTitle } from "@/ui/useTitle";

import { AccountFrame } from "./AccountFrame";

/** Both answers to the question; afterwards this browser learns its new address, or that it is out. */
function useAnswers(token: string) {
  const client = useQueryClient();
  const onSuccess = () => {
    void session.reload();
    void client.invalidateQueries({ queryKey: keys.signInSettings });
  };
  const agree = useMutation({
    mutationFn: () => unwrap(api.POST("/v1/accounts/email-change", { body: { token } })),
    onSuccess,
  });
  const refuse = useMutation({
    mutationFn: () => unwrap(api.POST("/v1/accounts/email-change/refusal", { body: { token } })),
    onSuccess,
  });
  return { agree, refuse };
}

export function EmailChangePage() {
  const { t } = useTranslation();
  useTitle(t("waysIn.emailTitle"));
  const [params] = useSearchParams();
  const { agree, refuse } = useAnswers(params.get("token") ?? "");
  const stopping = params.get("refuse") === "1";
  const error = agree.error ?? refuse.error;
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
  if (isProblem(error, "accounts.email_change_over")) {
    return <Outcome title={error.title} lead={t("waysIn.emailOverLead")} />;
  }
  const answers = [
    <Button
      key="agree"
      size="large"
      look={stopping ? "secondary" : "primary"}
      busy={agree.isPending}
      onClick={() => agree.mutate()}
    >
      {t(stopping ? "waysIn.emailAgreeAfterAll" : "waysIn.emailAgree")}
    </Button>,
    <Button
      key="refuse"
      size="large"
      look={stopping ? "primary" : "secondary"}
      busy={refuse.isPending}
      onClick={() => refuse.mutate()}
    >
      {t(stopping ? "waysIn.emailStop" : "waysIn.emailRefuse")}
    </Button>,
  ];
  return (
    <AccountFrame
      title={stopping ? t("waysIn.emailStopTitle") : t("waysIn.emailTitle")}
      lead={stopping ? t("waysIn.emailStopLead") : t("waysIn.emailLead")}
    >
      {error && (
        <Notice tone="danger" title={asProblem(error).title}>
          {asProblem(error).detail || t("error.offline")}
        </Notice>
      )}
      <div className="flex flex-wrap gap-3">{stopping ? answers.reverse() : answers}</div>
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
