/** The address has an account: its password shows that both belong to one person. */
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api, unwrap } from "@/api/client";
import { asProblem, type Problem } from "@/api/problems";
import type { Session } from "@/api/types";
import { COOKIE_TRANSPORT } from "@/app/useSession";
import { Button } from "@/ui/Button";
import { PasswordField } from "@/ui/Field";
import { FormRefusal } from "@/ui/FormRefusal";
import { useProblemForm } from "@/ui/useProblemForm";

import { AccountFrame } from "./AccountFrame";

interface Props {
  problem: Problem;
  onSignedIn: (opened: Session) => void;
  onSecondStep: (problem: Problem) => void;
}

export function GoogleProofPage({ problem, onSignedIn, onSecondStep }: Props) {
  const { t } = useTranslation();
  const form = useProblemForm<{ password: string }>({ password: "" });
  const prove = useMutation({
    mutationFn: (password: string) =>
      unwrap(
        api.POST("/v1/sessions/google/proof", { body: { password }, headers: COOKIE_TRANSPORT }),
      ),
    onSuccess: onSignedIn,
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
        <Link
          to="/forgot"
          className="justify-self-start font-semibold text-brand-ink underline underline-offset-2"
        >
          {t("waysIn.forgot")}
        </Link>
        <FormRefusal refusal={form.refusal} rest={form.rest} />
        <Button type="submit" size="large" wide busy={prove.isPending}>
          {t("waysIn.linkAndSignIn")}
        </Button>
      </form>
    </AccountFrame>
  );
}
