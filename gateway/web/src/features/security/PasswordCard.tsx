/** Another password, or a first one for who came by Google alone. */
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, unwrap } from "@/api/client";
import type { SignInSettings } from "@/api/types";
import { passwordRules } from "@/features/account/rules";
import { useFormats } from "@/i18n/useFormats";
import { Button } from "@/ui/Button";
import { PasswordField } from "@/ui/Field";
import { FormRefusal } from "@/ui/FormRefusal";
import { toast } from "@/ui/Toasts";
import { useProblemForm } from "@/ui/useProblemForm";

import { Card } from "./Card";
import { useChange } from "./useChange";

interface Values {
  current_password: string;
  new_password: string;
}

export function PasswordCard({ settings }: { settings: SignInSettings }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const [open, setOpen] = useState(false);
  const since = settings.password_changed_at;
  return (
    <Card
      title={t("account.password")}
      action={
        !open && (
          <Button look="secondary" onClick={() => setOpen(true)}>
            {since ? t("security.changePassword") : t("waysIn.setPassword")}
          </Button>
        )
      }
    >
      <p>{since ? t("waysIn.passwordSince", { date: date(since) }) : t("waysIn.noPassword")}</p>
      {open && <PasswordForm known={since !== null} onClose={() => setOpen(false)} />}
    </Card>
  );
}

function PasswordForm({ known, onClose }: { known: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const form = useProblemForm<Values>({ current_password: "", new_password: "" });
  const change = useChange({
    run: (body: Values) => unwrap(api.PUT("/v1/me/password", { body })),
    onDone: () => {
      toast(t("waysIn.passwordChanged"));
      onClose();
    },
    onRefused: form.showProblem,
  });
  const submit = form.handleSubmit((values) => {
    form.clearProblem();
    change.mutate(values);
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid max-w-md gap-5">
      {known && (
        <PasswordField
          label={t("waysIn.currentPassword")}
          autoComplete="current-password"
          error={form.errorOf("current_password")}
          {...form.register("current_password", { required: t("form.required") })}
        />
      )}
      <PasswordField
        label={t("waysIn.newPassword")}
        hint={t("account.passwordHint")}
        autoComplete="new-password"
        error={form.errorOf("new_password")}
        {...form.register("new_password", passwordRules(t))}
      />
      <FormRefusal refusal={form.refusal} rest={form.rest} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" busy={change.isPending}>
          {t("waysIn.setPassword")}
        </Button>
        <Button look="secondary" onClick={onClose}>
          {t("action.cancel")}
        </Button>
      </div>
    </form>
  );
}
