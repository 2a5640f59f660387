/** Where the link of the mail leads: a new password in place of the forgotten one. */
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";

import { api, unwrap } from "@/api/client";
import { isProblem } from "@/api/problems";
import { Button, ButtonLink } from "@/ui/Button";
import { PasswordField } from "@/ui/Field";
import { FormRefusal } from "@/ui/FormRefusal";
import { Notice } from "@/ui/Notice";
import { useProblemForm } from "@/ui/useProblemForm";
import { useTitle } from "@/ui/useTitle";

import { AccountFrame } from "./AccountFrame";
import { passwordRules } from "./rules";

export function ResetPage() {
  const { t } = useTranslation();
  useTitle(t("waysIn.resetTitle"));
  const token = useSearchParams()[0].get("token") ?? "";
  const form = useProblemForm<{ password: string }>({ password: "" });
  const reset = useMutation({
    mutationFn: (password: string) =>
      unwrap(api.PUT("/v1/accounts/password", { body: { token, password } })),
    onError: form.showProblem,
  });
  if (reset.isSuccess) {
    return (
      <AccountFrame title={t("waysIn.resetDone")} lead={t("waysIn.resetDoneLead")}>
        <ButtonLink to="/signin" size="large">
          {t("nav.signIn")}
        </ButtonLink>
      </AccountFrame>
    );
  }
  if (!token || isProblem(form.refusal, "accounts.reset_link_expired")) return <Over />;
  const submit = form.handleSubmit(({ password }) => {
    form.clearProblem();
    reset.mutate(password);
  });
  return (
    <AccountFrame title={t("waysIn.resetTitle")} lead={t("waysIn.resetLead")}>
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
        <PasswordField
          label={t("waysIn.newPassword")}
          hint={t("account.passwordHint")}
          autoComplete="new-password"
          error={form.errorOf("password")}
          {...form.register("password", passwordRules(t))}
        />
        <FormRefusal refusal={form.refusal} rest={form.rest} />
        <Button type="submit" size="large" wide busy={reset.isPending}>
          {t("waysIn.setPassword")}
        </Button>
      </form>
    </AccountFrame>
  );
}

function Over() {
  const { t } = useTranslation();
  return (
    <AccountFrame title={t("account.linkOver")}>
      <Notice tone="warning">{t("waysIn.resetOver")}</Notice>
      <ButtonLink to="/forgot">{t("waysIn.askAgain")}</ButtonLink>
    </AccountFrame>
  );
}
