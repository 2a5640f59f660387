/** Opening an account. */
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, Navigate, useNavigate, useSearchParams } from "react-router";

import { api, unwrap } from "@/api/client";
import { isProblem } from "@/api/problems";
import { rememberReturn, safePath, withReturn } from "@/app/return-to";
import { useUser } from "@/app/useSession";
import { Button } from "@/ui/Button";
import { PasswordField, TextField } from "@/ui/Field";
import { FormRefusal } from "@/ui/FormRefusal";
import { useProblemForm } from "@/ui/useProblemForm";
import { useTitle } from "@/ui/useTitle";

import { AccountFrame } from "./AccountFrame";
import { GoogleButton } from "./GoogleButton";
import { emailRules, nameRules, passwordRules } from "./rules";

interface Values {
  name: string;
  email: string;
  password: string;
  birth_on: string;
  guardian_email: string;
}

/** Fields left empty are not sent: who does not say their age is taken for grown up. */
const requestOf = ({ birth_on, guardian_email, ...values }: Values) => ({
  ...values,
  name: values.name.trim(),
  email: values.email.trim(),
  ...(birth_on && { birth_on }),
  ...(birth_on && guardian_email.trim() && { guardian_email: guardian_email.trim() }),
});

/** Who is certainly young is asked at once; whether it is needed otherwise, the server says. */
const isYoung = (birth: string): boolean =>
  birth !== "" && new Date(birth).getFullYear() > new Date().getFullYear() - 16;

function useRegistration(next: string | null, onError: (error: unknown) => void) {
  const { i18n } = useTranslation();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (values: Values) =>
      unwrap(api.POST("/v1/accounts", { body: { ...requestOf(values), locale: i18n.language } })),
    onSuccess: (_nothing, { email }) => {
      rememberReturn(next);
      void navigate("/register/inbox", { state: { email } });
    },
    onError,
  });
}

export function RegisterPage() {
  const { t } = useTranslation();
  useTitle(t("account.registerTitle"));
  const user = useUser();
  const [params] = useSearchParams();
  const next = safePath(params.get("next"));
  const form = useProblemForm<Values>({
    name: "",
    email: "",
    password: "",
    birth_on: "",
    guardian_email: "",
  });
  const registration = useRegistration(next, form.showProblem);
  const young = isYoung(form.watch("birth_on"));
  const guardian = isProblem(form.refusal, "accounts.guardian_needed");
  if (user) return <Navigate replace to={next ?? "/learn"} />;
  const submit = form.handleSubmit((values) => {
    form.clearProblem();
    registration.mutate(values);
  });
  return (
    <AccountFrame
      title={t("account.registerTitle")}
      lead={next?.startsWith("/courses/") ? t("account.registerToBuy") : t("account.registerLead")}
    >
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
        <TextField
          label={t("account.name")}
          autoComplete="name"
          error={form.errorOf("name")}
          {...form.register("name", nameRules(t))}
        />
        <TextField
          label={t("account.email")}
          type="email"
          dir="ltr"
          autoComplete="email"
          error={form.errorOf("email")}
          {...form.register("email", emailRules(t))}
        />
        <PasswordField
          label={t("account.password")}
          hint={t("account.passwordHint")}
          autoComplete="new-password"
          error={form.errorOf("password")}
          {...form.register("password", passwordRules(t))}
        />
        <TextField
          label={t("family.birthOptional")}
          hint={t("family.birthHint")}
          type="date"
          autoComplete="bday"
          error={form.errorOf("birth_on")}
          {...form.register("birth_on")}
        />
        {(guardian || young) && (
          <TextField
            label={t("family.guardianEmail")}
            hint={t("family.guardianHint")}
            type="email"
            dir="ltr"
            autoComplete="off"
            error={form.errorOf("guardian_email")}
            {...form.register("guardian_email", young ? emailRules(t) : {})}
          />
        )}
        <FormRefusal refusal={form.refusal} rest={form.rest} />
        <Button type="submit" size="large" wide busy={registration.isPending}>
          {t("account.register")}
        </Button>
      </form>
      <GoogleButton next={next} onRefused={form.showProblem} />
      <p className="text-muted">
        {t("course.haveAccount")}{" "}
        <Link
          to={withReturn("/signin", next)}
          className="font-semibold text-brand-ink underline underline-offset-2"
        >
          {t("nav.signIn")}
        </Link>
      </p>
    </AccountFrame>
  );
}
