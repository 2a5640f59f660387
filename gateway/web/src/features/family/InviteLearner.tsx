/** Asks somebody who has an account whether one may be their guardian. */
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, unwrap } from "@/api/client";
import { emailRules } from "@/features/account/rules";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { TextField } from "@/ui/Field";
import { FormRefusal } from "@/ui/FormRefusal";
import { toast } from "@/ui/Toasts";
import { useProblemForm } from "@/ui/useProblemForm";

export function InviteLearner() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const form = useProblemForm<{ email: string }>({ email: "" });
  const invite = useMutation({
    mutationFn: (email: string) => unwrap(api.POST("/v1/family/invitations", { body: { email } })),
    onSuccess: () => {
      setOpen(false);
      form.reset();
      toast(t("family.invited"));
    },
    onError: form.showProblem,
  });
  const submit = form.handleSubmit(({ email }) => {
    form.clearProblem();
    invite.mutate(email.trim());
  });
  return (
    <>
      <Button look="secondary" onClick={() => setOpen(true)}>
        {t("family.invite")}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t("family.invite")}
        description={t("family.inviteLead")}
      >
        <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
          <TextField
            label={t("account.email")}
            type="email"
            dir="ltr"
            error={form.errorOf("email")}
            {...form.register("email", emailRules(t))}
          />
          <FormRefusal refusal={form.refusal} rest={form.rest} />
          <Button type="submit" wide busy={invite.isPending}>
            {t("family.ask")}
          </Button>
        </form>
      </Dialog>
    </>
  );
}
