/** The address of the account, and the change of it that waits for both addresses. */
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, unwrap } from "@/api/client";
import type { EmailChange, SignInSettings } from "@/api/types";
import { emailRules } from "@/features/account/rules";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/Field";
import { FormRefusal } from "@/ui/FormRefusal";
import { Notice } from "@/ui/Notice";
import { toast } from "@/ui/Toasts";
import { useProblemForm } from "@/ui/useProblemForm";

import { Card } from "./Card";
import { useChange } from "./useChange";

export function EmailCard({ settings }: { settings: SignInSettings }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const waiting = settings.email_change;
  return (
    <Card
      title={t("account.email")}
      action={
        !open &&
        !waiting && (
          <Button look="secondary" onClick={() => setOpen(true)}>
            {t("waysIn.changeEmail")}
          </Button>
        )
      }
    >
      <p className="font-semibold wrap-anywhere text-ink">
        <bdi dir="ltr">{settings.email}</bdi>
      </p>
      {waiting && <Waiting change={waiting} />}
      {open && !waiting && <EmailForm onClose={() => setOpen(false)} />}
    </Card>
  );
}

function Waiting({ change }: { change: EmailChange }) {
  const { t } = useTranslation();
  const resend = useChange({
    run: () => unwrap(api.POST("/v1/me/email-change/mails")),
    onDone: () => toast(t("waysIn.linksSent")),
  });
  const cancel = useChange({
    run: () => unwrap(api.DELETE("/v1/me/email-change")),
    onDone: () => toast(t("waysIn.emailKept")),
  });
  return (
    <>
      <Notice tone="warning" title={t("waysIn.emailWaiting", { email: change.new_email })}>
        {t(
          change.waiting_for.length > 1
            ? "waysIn.waitsForBoth"
            : `waysIn.waitsFor.${change.waiting_for[0] ?? "new"}`,
        )}
      </Notice>
      <div className="flex flex-wrap gap-3">
        <Button look="secondary" busy={resend.isPending} onClick={() => resend.mutate()}>
          {t("waysIn.resendLinks")}
        </Button>
        <Button look="danger" busy={cancel.isPending} onClick={() => cancel.mutate()}>
          {t("waysIn.cancelChange")}
        </Button>
      </div>
    </>
  );
}

function EmailForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const form = useProblemForm<{ new_email: string }>({ new_email: "" });
  const request = useChange({
    run: (body: { new_email: string }) => unwrap(api.POST("/v1/me/email-change", { body })),
    onDone: onClose,
    onRefused: form.showProblem,
  });
  const submit = form.handleSubmit(({ new_email }) => {
    form.clearProblem();
    request.mutate({ new_email: new_email.trim() });
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid max-w-md gap-5">
      <TextField
        label={t("waysIn.newEmail")}
        hint={t("waysIn.newEmailHint")}
        type="email"
        dir="ltr"
        autoComplete="email"
        error={form.errorOf("new_email")}
        {...form.register("new_email", emailRules(t))}
      />
      <FormRefusal refusal={form.refusal} rest={form.rest} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" busy={request.isPending}>
          {t("waysIn.sendLinks")}
        </Button>
        <Button look="secondary" onClick={onClose}>
          {t("action.cancel")}
        </Button>
      </div>
    </form>
  );
}
