/** Where an invitation leads: a name, a password, and the account is there. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Navigate, useSearchParams } from "react-router";

import { api, unwrap } from "@/api/client";
import { asProblem } from "@/api/problems";
import { session } from "@/api/session";
import type { InvitationCard } from "@/api/types";
import { COOKIE_TRANSPORT, useUser } from "@/app/useSession";
import { useFormats } from "@/i18n/useFormats";
import { Button, ButtonLink } from "@/ui/Button";
import { PasswordField, TextField } from "@/ui/Field";
import { FormRefusal } from "@/ui/FormRefusal";
import { Notice } from "@/ui/Notice";
import { Loading, Skeleton } from "@/ui/States";
import { useProblemForm } from "@/ui/useProblemForm";
import { useTitle } from "@/ui/useTitle";

import { AccountFrame } from "./AccountFrame";
import { nameRules, passwordRules } from "./rules";

function useInvitation(token: string) {
  return useQuery({
    queryKey: ["invitation", token],
    queryFn: () => unwrap(api.POST("/v1/invitations/lookup", { body: { token } })),
    enabled: token !== "",
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
}

export function InvitationPage() {
  const { t } = useTranslation();
  useTitle(t("waysIn.invitationTitle"));
  const token = useSearchParams()[0].get("token") ?? "";
  const user = useUser();
  const invitation = useInvitation(token);
  if (user) return <Navigate replace to={user.role === "student" ? "/learn" : "/teach"} />;
  if (invitation.data) return <AcceptForm token={token} card={invitation.data} />;
  if (!invitation.error && token) {
    return (
      <AccountFrame title={t("waysIn.invitationTitle")}>
        <Loading>
          <Skeleton className="h-64" />
        </Loading>
      </AccountFrame>
    );
  }
  const problem = asProblem(invitation.error);
  return (
    <AccountFrame title={t("waysIn.invitationTitle")}>
      <Notice tone="warning" title={token ? problem.title : t("account.linkOver")}>
        {token ? problem.detail || t("error.offline") : t("waysIn.invitationBroken")}
      </Notice>
      {problem.passing && token !== "" ? (
        <Button onClick={() => void invitation.refetch()}>{t("action.retry")}</Button>
      ) : (
        <ButtonLink to="/signin">{t("nav.signIn")}</ButtonLink>
      )}
    </AccountFrame>
  );
}

interface Values {
  name: string;
  password: string;
}

function AcceptForm({ token, card }: { token: string; card: InvitationCard }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const form = useProblemForm<Values>({ name: card.name, password: "" });
  const accept = useMutation({
    mutationFn: (values: Values) =>
      unwrap(
        api.POST("/v1/invitations/acceptance", {
          body: { ...values, token },
          headers: COOKIE_TRANSPORT,
        }),
      ),
    onSuccess: (opened) => session.begin(opened),
    onError: form.showProblem,
  });
  const submit = form.handleSubmit(({ name, password }) => {
    form.clearProblem();
    accept.mutate({ name: name.trim(), password });
  });
  return (
    <AccountFrame
      title={t("waysIn.invitationTitle")}
      lead={t("waysIn.invitationLead", {
        name: card.invited_by_name,
        role: t(`waysIn.role.${card.role}`),
      })}
    >
      <p className="text-muted">
        <strong dir="ltr" className="font-semibold wrap-anywhere text-ink">
          {card.email}
        </strong>
        {" · "}
        {t("waysIn.invitationUntil", { date: date(card.expires_at) })}
      </p>
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
        <TextField
          label={t("account.name")}
          autoComplete="name"
          error={form.errorOf("name")}
          {...form.register("name", nameRules(t))}
        />
        <input type="hidden" autoComplete="username" value={card.email} readOnly />
        <PasswordField
          label={t("account.password")}
          hint={t("account.passwordHint")}
          autoComplete="new-password"
          error={form.errorOf("password")}
          {...form.register("password", passwordRules(t))}
        />
        <FormRefusal refusal={form.refusal} rest={form.rest} />
        <Button type="submit" size="large" wide busy={accept.isPending}>
          {t("waysIn.accept")}
        </Button>
      </form>
    </AccountFrame>
  );
}
