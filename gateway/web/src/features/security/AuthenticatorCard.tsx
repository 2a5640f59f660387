/** The authenticator app: setting it up, moving to another phone, doing without. */
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, unwrap } from "@/api/client";
import type { SecondFactors, TotpEnrollment } from "@/api/types";
import { useFormats } from "@/i18n/useFormats";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { ConfirmDialog } from "@/ui/Dialog";
import { toast } from "@/ui/Toasts";

import { Card } from "./Card";
import { RecoveryCodesDialog } from "./RecoveryCodesDialog";
import { TotpDialog } from "./TotpDialog";
import { useChange } from "./useChange";

export function AuthenticatorCard({ factors }: { factors: SecondFactors }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const [shown, setShown] = useState<TotpEnrollment>();
  const [removing, setRemoving] = useState(false);
  const [codes, setCodes] = useState<string[]>([]);
  const on = factors.totp_since !== null && factors.totp_since !== undefined;
  const start = useChange({
    run: () => unwrap(api.POST("/v1/me/totp")),
    onDone: setShown,
  });
  const remove = useChange({
    run: () => unwrap(api.DELETE("/v1/me/totp")),
    onDone: () => toast(t("security.appRemoved")),
  });
  const done = (fresh: string[]) => {
    setShown(undefined);
    setCodes(fresh);
    toast(t("security.appOn"));
  };
  return (
    <Card
      title={t("security.app")}
      badge={
        on ? <Badge tone="brand">{t("security.on")}</Badge> : <Badge>{t("security.off")}</Badge>
      }
      action={
        <>
          <Button
            look={on ? "secondary" : "primary"}
            busy={start.isPending}
            onClick={() => start.mutate()}
          >
            {on ? t("security.appReplace") : t("security.appSetUp")}
          </Button>
          {on && (
            <Button look="danger" busy={remove.isPending} onClick={() => setRemoving(true)}>
              {t("security.appRemove")}
            </Button>
          )}
        </>
      }
    >
      <p>{t("security.appLead")}</p>
      {on && <p>{t("security.appSince", { date: date(factors.totp_since ?? "") })}</p>}
      {shown && <TotpDialog shown={shown} onClose={() => setShown(undefined)} onDone={done} />}
      {codes.length > 0 && <RecoveryCodesDialog codes={codes} onClose={() => setCodes([])} />}
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        title={t("security.appRemoveTitle")}
        consequence={t("security.removeConsequence")}
        action={t("security.appRemove")}
        onConfirm={() => remove.mutate()}
      />
    </Card>
  );
}
