/** Where Google sends people back: signed in, asked for a password first, or told why not. */
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, useNavigate, useSearchParams } from "react-router";

import { api, unwrap } from "@/api/client";
import { asProblem, type Problem } from "@/api/problems";
import { session } from "@/api/session";
import type { Session } from "@/api/types";
import { recallReturn } from "@/app/return-to";
import { COOKIE_TRANSPORT, useUser } from "@/app/useSession";
import { Button, ButtonLink } from "@/ui/Button";
import { PasswordField } from "@/ui/Field";
import { FormRefusal } from "@/ui/FormRefusal";
import { Notice } from "@/ui/Notice";
import { Spinner } from "@/ui/Spinner";
import { useProblemForm } from "@/ui/useProblemForm";
import { useTitle } from "@/ui/useTitle";

import { AccountFrame } from "./AccountFrame";
import { purposeOfVisit } from "./google";
import { SecondStep } from "./SecondStep";

/** Ends the visit once, however often the page is shown. */
function useReturn() {
  const { i18n } = useTranslation();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const begun = useRef(false);
  const end = useMutation({
    mutationFn: async () => {
      const answer = {
        state: params.get("state") ?? "",
        code: params.get("code") ?? "",
        error: params.get("error") ?? "",
      };
      if (purposeOfVisit() === "link") {
        await unwrap(api.POST("/v1/me/google", { body: answer }));
        void navigate("/account/security", { replace: true });
        return;
      }
      const body = { ...answer, locale: i18n.language };
      const headers = COOKIE_TRANSPORT;
      session.begin(await unwrap(api.POST("/v1/sessions/google", { body, headers })));
    },
  });
  const { mutate } = end;
  useEffect(() => {
    if (!begun.current) mutate();
    begun.current = true;
  }, [mutate]);
  return end;
}

export function GooglePage() {
  const { t } = useTranslation();
  useTitle(t("waysIn.googleTitle"));
  const user = useUser();
  const end = useReturn();
  const [refusal, setRefusal] = useState<Problem>();
  if (user && purposeOfVisit() !== "link") {
    return (
      <Navigate replace to={recallReturn() ?? (user.role === "student" ? "/learn" : "/teach")} />
    );
  }
  const problem = refusal ?? (end.error ? asProblem(end.error) : undefined);
  if (problem?.secondStep) {
    return (
      <SecondStep
        wanted={problem.secondStep}
        onSignedIn={(opened: Session) => session.begin(opened)}
        onBack={() => window.location.assign("/signin")}
      />
    );
  }
  if (problem?.code === "accounts.password_needed_to_link") {
    return <ProofPage problem={problem} onSecondStep={setRefusal} />;
  }
  if (problem) {
    return (
      <AccountFrame title={t("waysIn.googleFailed")}>
        <Notice tone="warning" title={problem.title}>
          {problem.detail || t("error.offline")}
        </Notice>
        <ButtonLink to={user ? "/account/security" : "/signin"}>
          {t(user ? "waysIn.toSecurity" : "waysIn.backToSignIn")}
        </ButtonLink>
      </AccountFrame>
    );
  }
  return (
    <AccountFrame title={t("waysIn.googleTitle")}>
      <p role="status" className="flex items-center gap-3 text-lg text-muted">
        <Spinner className="size-5" />
        {t("account.confirming")}
      </p>
    </AccountFrame>
  );
}

interface ProofProps {
  problem: Problem;
  onSecondStep: (problem: Problem) => void;
}

/** The address has an account: its password shows that both belong to one person. */
function ProofPage({ problem, onSecondStep }: ProofProps) {
  const { t } = useTranslation();
  const form = useProblemForm<{ password: string }>({ password: "" });
  const prove = useMutation({
    mutationFn: (password: string) =>
      unwrap(
        api.POST("/v1/sessions/google/proof", { body: { password }, headers: COOKIE_TRANSPORT }),
      ),
    onSuccess: (opened) => session.begin(opened),
    onError: (error) => {
      if (asProblem(error).secondStep) onSecondStep(asProblem(error));
      else form.showProblem(error);
    },
  });
  const submit = form.handleSubmit(({ password }) => {
    form.clearProblem();
    prove.mutate(password);
  });
  return (
    <AccountFrame title={t("waysIn.linkTitle")} lead={problem.detail}>
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
        <PasswordField
          label={t("account.password")}
          autoComplete="current-password"
          error={form.errorOf("password")}
          {...form.register("password", { required: t("form.required") })}
        />
        <FormRefusal refusal={form.refusal} rest={form.rest} />
        <Button type="submit" size="large" wide busy={prove.isPending}>
          {t("waysIn.linkAndSignIn")}
        </Button>
      </form>
    </AccountFrame>
  );
}
