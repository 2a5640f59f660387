/** Signing in, and back to where the visitor wanted to go. */
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, Navigate, useSearchParams } from "react-router";

import { api, unwrap } from "@/api/client";
import { asProblem, isProblem, type SecondStepWanted } from "@/api/problems";
import { recallReturn, safePath, withReturn } from "@/app/return-to";
import { COOKIE_TRANSPORT, useUser } from "@/app/useSession";
import { Button } from "@/ui/Button";
import { PasswordField, TextField } from "@/ui/Field";
import { FormRefusal } from "@/ui/FormRefusal";
import { Notice } from "@/ui/Notice";
import { useProblemForm } from "@/ui/useProblemForm";
import { useTitle } from "@/ui/useTitle";

import { AccountFrame } from "./AccountFrame";
import { enter, homeOf } from "./entering";
import { GoogleButton } from "./GoogleButton";
import { PasskeySignIn } from "./PasskeySignIn";
import { ResendMail } from "./ResendMail";
import { emailRules } from "./rules";
import { SecondStep } from "./SecondStep";

interface Values {
  email: string;
  password: string;
}

function useSignIn(onError: (error: unknown) => void) {
  return useMutation({
    mutationFn: (body: Values) =>
      unwrap(api.POST("/v1/sessions", { body, headers: COOKIE_TRANSPORT })),
    onSuccess: enter,
    onError,
  });
}

/** Chosen once: showing the page again must not lose where to go. */
function useDestination(): string | null {
  const [params] = useSearchParams();
  const [remembered] = useState(recallReturn);
  return safePath(params.get("next")) ?? remembered;
}

export function SignInPage() {
  const { t } = useTranslation();
  useTitle(t("account.signInTitle"));
  const user = useUser();
  const next = useDestination();
  const form = useProblemForm<Values>({ email: "", password: "" });
  const [wanted, setWanted] = useState<SecondStepWanted>();
  const [tooLate, setTooLate] = useState(false);
  const refuse = (error: unknown) => {
    setWanted(asProblem(error).secondStep);
    if (!asProblem(error).secondStep) form.showProblem(error);
  };
  const signIn = useSignIn(refuse);
  if (user) return <Navigate replace to={next ?? homeOf(user)} />;
  if (wanted) {
    const back = (late: boolean) => {
      setTooLate(late);
      setWanted(undefined);
      form.resetField("password");
    };
    return <SecondStep wanted={wanted} onSignedIn={enter} onBack={back} />;
  }
  const submit = form.handleSubmit(({ email, password }) => {
    form.clearProblem();
    setTooLate(false);
    signIn.mutate({ email: email.trim(), password });
  });
  const unconfirmed = isProblem(form.refusal, "accounts.email_not_confirmed");
  return (
    <AccountFrame title={t("account.signInTitle")} lead={next && t("account.signInToGoOn")}>
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
        <TextField
          label={t("account.email")}
          type="email"
          dir="ltr"
          autoComplete="username webauthn"
          error={form.errorOf("email")}
          {...form.register("email", emailRules(t))}
        />
        <PasswordField
          label={t("account.password")}
          autoComplete="current-password"
          error={form.errorOf("password")}
          {...form.register("password", { required: t("form.required") })}
        />
        <Link
          to="/forgot"
          className="justify-self-start font-semibold text-brand-ink underline underline-offset-2"
        >
          {t("waysIn.forgot")}
        </Link>
        {tooLate && <Notice tone="warning">{t("security.tooLate")}</Notice>}
        {unconfirmed ? (
          <>
            <Notice tone="warning" title={form.refusal?.title}>
              {t("account.unconfirmed")}
            </Notice>
            <ResendMail email={form.getValues("email").trim()} />
          </>
        ) : (
          <FormRefusal refusal={form.refusal} rest={form.rest} />
        )}
        <Button type="submit" size="large" wide busy={signIn.isPending}>
          {t("nav.signIn")}
        </Button>
      </form>
      <GoogleButton next={next} onRefused={form.showProblem} />
      <PasskeySignIn onSignedIn={enter} onRefused={form.showProblem} />
      <p className="text-muted">
        {t("account.newHere")}{" "}
        <Link
          to={withReturn("/register", next)}
          className="font-semibold text-brand-ink underline underline-offset-2"
        >
          {t("nav.register")}
        </Link>
      </p>
    </AccountFrame>
  );
}
