/** A guardian opens an account for a child and agrees for them at once. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import { emailRules, nameRules, passwordRules } from "@/features/account/rules";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { PasswordField, TextField } from "@/ui/Field";
import { FormRefusal } from "@/ui/FormRefusal";
import { toast } from "@/ui/Toasts";
import { useProblemForm } from "@/ui/useProblemForm";

import { ConsentText } from "./ConsentText";
import { useConsentText } from "./useFamily";

interface Values {
  name: string;
  email: string;
  password: string;
  birth_on: string;
}

export function AddChild() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("family.addChild")}</Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t("family.addChild")}
        description={t("family.addChildLead")}
      >
        <ChildForm close={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function useChild(text_version: string, close: () => void, onError: (error: unknown) => void) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (values: Values) =>
      unwrap(
        api.POST("/v1/family/children", {
          body: { ...values, text_version, locale: i18n.language },
        }),
      ),
    onSuccess: ({ learner_name: name }) => {
      close();
      toast(t("family.childAdded", { name }));
      void client.invalidateQueries({ queryKey: keys.family });
    },
    onError,
  });
}

function ChildForm({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const text = useConsentText(true);
  const form = useProblemForm<Values>({ name: "", email: "", password: "", birth_on: "" });
  const add = useChild(text.data?.version ?? "", close, form.showProblem);
  const submit = form.handleSubmit((values) => {
    form.clearProblem();
    add.mutate({ ...values, email: values.email.trim() });
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
      <TextField
        label={t("account.name")}
        dir="auto"
        autoComplete="off"
        error={form.errorOf("name")}
        {...form.register("name", nameRules(t))}
      />
      <TextField
        label={t("account.email")}
        type="email"
        dir="ltr"
        autoComplete="off"
        error={form.errorOf("email")}
        {...form.register("email", emailRules(t))}
      />
      <TextField
        label={t("family.birth")}
        type="date"
        error={form.errorOf("birth_on")}
        {...form.register("birth_on", { required: t("form.required") })}
      />
      <PasswordField
        label={t("account.password")}
        hint={t("account.passwordHint")}
        autoComplete="new-password"
        error={form.errorOf("password")}
        {...form.register("password", passwordRules(t))}
      />
      <ConsentText text={text} />
      <FormRefusal refusal={form.refusal} rest={form.rest} />
      <Button type="submit" wide disabled={!text.data} busy={add.isPending}>
        {t("family.agreeAndAdd")}
      </Button>
    </form>
  );
}
