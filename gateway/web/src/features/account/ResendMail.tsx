/** Asks for the confirmation mail once more; not more often than every half minute. */
import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { api, unwrap } from "@/api/client";
import { reasonOf } from "@/api/problems";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";

const PAUSE = 30_000;

export function ResendMail({ email }: { email: string }) {
  const { t } = useTranslation();
  const [resting, setResting] = useState(false);
  const resend = useMutation({
    mutationFn: () => unwrap(api.POST("/v1/accounts/confirmation-mail", { body: { email } })),
    onSuccess: () => setResting(true),
  });
  useEffect(() => {
    if (!resting) return undefined;
    const timer = setTimeout(() => setResting(false), PAUSE);
    return () => clearTimeout(timer);
  }, [resting]);
  return (
    <div className="grid justify-items-start gap-3">
      {resend.isSuccess && <Notice tone="success">{t("account.resent", { email })}</Notice>}
      {resend.error && <Notice tone="danger">{reasonOf(resend.error)}</Notice>}
      <Button
        look="secondary"
        busy={resend.isPending}
        disabled={resting}
        onClick={() => resend.mutate()}
      >
        {t("account.resend")}
      </Button>
    </div>
  );
}
