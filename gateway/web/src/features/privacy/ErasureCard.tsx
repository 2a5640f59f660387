/** Deleting the account: the address is typed once more, because nothing brings it back. */
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, unwrap } from "@/api/client";
import { hangUp } from "@/api/live";
import { isProblem } from "@/api/problems";
import { useUser } from "@/app/useSession";
import { SettingsCard } from "@/features/settings/SettingsPage";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/Field";
import { FormRefusal } from "@/ui/FormRefusal";
import { useProblemForm } from "@/ui/useProblemForm";

export function ErasureCard() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <SettingsCard
      tone="danger"
      title={t("privacy.eraseTitle")}
      description={t("privacy.eraseLead")}
    >
      {open ? (
        <ErasureForm onClose={() => setOpen(false)} />
      ) : (
        <div>
          <Button look="danger" onClick={() => setOpen(true)}>
            {t("privacy.erase")}
          </Button>
        </div>
      )}
    </SettingsCard>
  );
}

function ErasureForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const user = useUser();
  const form = useProblemForm<{ email: string }>({ email: "" });
  const erase = useMutation({
    mutationFn: (body: { email: string }) => unwrap(api.POST("/v1/me/erasure", { body })),
    onSuccess: ({ token }) => {
      // A fresh page: this one is for who is signed in, which nobody is any more.
      hangUp();
      window.location.replace(`/goodbye?token=${token}`);
    },
    onError: (error) => {
      if (!isProblem(error, "step_up_required")) form.showProblem(error);
    },
  });
  const submit = form.handleSubmit(({ email }) => {
    form.clearProblem();
    erase.mutate({ email: email.trim() });
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid max-w-md gap-5">
      <TextField
        label={t("privacy.typeAddress")}
        hint={user?.email}
        type="email"
        dir="ltr"
        autoComplete="off"
        error={form.errorOf("email")}
        {...form.register("email", {
          required: t("form.required"),
          validate: (typed) =>
            typed.trim().toLowerCase() === user?.email.toLowerCase() || t("privacy.otherAddress"),
        })}
      />
      <FormRefusal refusal={form.refusal} rest={form.rest} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" look="danger" busy={erase.isPending}>
          {t("privacy.eraseNow")}
        </Button>
        <Button look="secondary" onClick={onClose}>
          {t("action.cancel")}
        </Button>
      </div>
    </form>
  );
}
