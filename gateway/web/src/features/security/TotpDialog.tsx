/** Connects an authenticator app: scan or type, then prove it with the first code. */
import { useTranslation } from "react-i18next";

import { api, unwrap } from "@/api/client";
import type { TotpEnrollment } from "@/api/types";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { TextField } from "@/ui/Field";
import { FormRefusal } from "@/ui/FormRefusal";
import { useProblemForm } from "@/ui/useProblemForm";

import { CopyButton } from "./CopyButton";
import { useChange } from "./useChange";

interface Props {
  /** The secret, which is shown this once. */
  shown: TotpEnrollment;
  onClose: () => void;
  onDone: (recoveryCodes: string[]) => void;
}

export function TotpDialog({ shown, onClose, onDone }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("security.appSetUp")}
      description={t("security.scanLead")}
    >
      <Enrollment shown={shown} onDone={onDone} />
    </Dialog>
  );
}

const inGroups = (secret: string): string => secret.replace(/(.{4})(?=.)/g, "$1 ");

function Enrollment({ shown, onDone }: Pick<Props, "shown" | "onDone">) {
  const { t } = useTranslation();
  const form = useProblemForm({ code: "" });
  const confirm = useChange({
    run: (code: string) =>
      unwrap(api.POST("/v1/me/totp/confirmation", { body: { code: code.trim() } })),
    onDone: ({ codes }) => onDone(codes),
    onRefused: form.showProblem,
  });
  const submit = form.handleSubmit(({ code }) => {
    form.clearProblem();
    confirm.mutate(code);
  });
  return (
    <div className="grid gap-5">
      <img
        src={shown.qr}
        alt={t("security.qrAlt")}
        className="mx-auto size-52 rounded-2xl border border-line bg-white p-1"
      />
      <div className="grid gap-2">
        <p className="text-sm text-muted">{t("security.typeInstead")}</p>
        <p dir="ltr" className="rounded-xl bg-sunken px-4 py-3 font-mono text-[0.9375rem]">
          {inGroups(shown.secret)}
        </p>
        <div className="flex flex-wrap items-center gap-3">
          <CopyButton text={shown.secret} label={t("security.copySecret")} />
          <a
            href={shown.uri}
            className="inline-flex min-h-9 items-center font-semibold text-brand-ink underline underline-offset-2"
          >
            {t("security.openInApp")}
          </a>
        </div>
      </div>
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        <TextField
          label={t("security.firstCode")}
          hint={t("security.firstCodeHint")}
          dir="ltr"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          error={form.errorOf("code")}
          {...form.register("code", {
            required: t("form.required"),
            pattern: { value: /^\s*(\d\s*){6}$/, message: t("security.sixDigits") },
          })}
        />
        <FormRefusal refusal={form.refusal} rest={form.rest} />
        <Button type="submit" wide size="large" busy={confirm.isPending}>
          {t("security.turnOn")}
        </Button>
      </form>
    </div>
  );
}
