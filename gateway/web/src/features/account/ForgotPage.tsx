/** A forgotten password: a link to a new one goes to the address, if there is an account. */
import { useMutation } from "@tanstack/react-query";
import { MailOpen } from "lucide-react";
import { useTranslation } from "react-i18next";

import { api, unwrap } from "@/api/client";
import { Button, ButtonLink } from "@/ui/Button";
import { TextField } from "@/ui/Field";
import { FormRefusal } from "@/ui/FormRefusal";
import { useProblemForm } from "@/ui/useProblemForm";
import { useTitle } from "@/ui/useTitle";

import { AccountFrame } from "./AccountFrame";
import { emailRules } from "./rules";

export function ForgotPage() {
  const { t } = useTranslation();
  useTitle(t("waysIn.forgotTitle"));
  const form = useProblemForm<{ email: string }>({ email: "" });
  const request = useMutation({
    mutationFn: (body: { email: string }) =>
      unwrap(api.POST("/v1/accounts/password-reset", { body })),
    onError: form.showProblem,
  });
  if (request.isSuccess) return <Sent />;
  const submit = form.handleSubmit(({ email }) => {
    form.clearProblem();
    request.mutate({ email: email.trim() });
  });
  return (
    <AccountFrame title={t("waysIn.forgotTitle")} lead={t("waysIn.forgotLead")}>
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
        <TextField
          label={t("account.email")}
          type="email"
          dir="ltr"
          autoComplete="username"
          error={form.errorOf("email")}
          {...form.register("email", emailRules(t))}
        />
        <FormRefusal refusal={form.refusal} rest={form.rest} />
        <Button type="submit" size="large" wide busy={request.isPending}>
          {t("waysIn.sendLink")}
        </Button>
      </form>
    </AccountFrame>
  );
}

function Sent() {
  const { t } = useTranslation();
  return (
    <AccountFrame title={t("account.inboxTitle")} lead={t("waysIn.forgotSent")}>
      <div role="status" className="flex gap-4 rounded-2xl bg-brand-soft p-5 text-brand-ink">
        <MailOpen aria-hidden="true" className="size-6 shrink-0" />
        <p>{t("waysIn.forgotHint")}</p>
      </div>
      <ButtonLink to="/signin" look="secondary">
        {t("waysIn.backToSignIn")}
      </ButtonLink>
    </AccountFrame>
  );
}
