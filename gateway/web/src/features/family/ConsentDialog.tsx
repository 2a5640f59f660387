/** A guardian reads, then agrees or declines. */
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Guardianship } from "@/api/types";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";

import { ConsentText } from "./ConsentText";
import { useConsent, useConsentText, useRefusal } from "./useFamily";

export function ConsentDialog({ bond }: { bond: Guardianship }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const text = useConsentText(open);
  const consent = useConsent(text.data?.version ?? "");
  const refuse = useRefusal();
  const close = { onSettled: () => setOpen(false) };
  return (
    <div>
      <Button onClick={() => setOpen(true)}>{t("family.readAndDecide")}</Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t("family.consentTitle", { name: bond.learner_name })}
      >
        <ConsentText text={text} />
        <div className="mt-5 flex flex-wrap justify-end gap-3">
          <Button
            look="secondary"
            busy={refuse.isPending}
            onClick={() => refuse.mutate(bond.id, close)}
          >
            {t("family.decline")}
          </Button>
          <Button
            disabled={!text.data}
            busy={consent.isPending}
            onClick={() => consent.mutate(bond.id, close)}
          >
            {t("family.agree")}
          </Button>
        </div>
      </Dialog>
    </div>
  );
}
