/** How many recovery codes are left, and new ones. */
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, unwrap } from "@/api/client";
import type { SecondFactors } from "@/api/types";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { ConfirmDialog } from "@/ui/Dialog";
import { Notice } from "@/ui/Notice";

import { Card } from "./Card";
import { RecoveryCodesDialog } from "./RecoveryCodesDialog";
import { useChange } from "./useChange";

const FEW = 3;

export function RecoveryCodesCard({ factors }: { factors: SecondFactors }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [codes, setCodes] = useState<string[]>([]);
  const renew = useChange({
    run: () => unwrap(api.POST("/v1/me/recovery-codes")),
    onDone: (fresh) => setCodes(fresh.codes),
  });
  const protectedBySecondStep = factors.totp_since != null || factors.passkeys.length > 0;
  if (!protectedBySecondStep) return null;
  const left = factors.recovery_codes_left;
  return (
    <Card
      title={t("security.recoveryCodes")}
      badge={
        <Badge tone={left > FEW ? "brand" : "danger"}>
          {t("security.codesLeft", { count: left })}
        </Badge>
      }
      action={
        <Button look="secondary" busy={renew.isPending} onClick={() => setAsking(true)}>
          {t("security.codesRenew")}
        </Button>
      }
    >
      <p>{t("security.codesWhy")}</p>
      {left <= FEW && <Notice tone="warning">{t("security.codesFew")}</Notice>}
      {codes.length > 0 && <RecoveryCodesDialog codes={codes} onClose={() => setCodes([])} />}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("security.codesRenewTitle")}
        consequence={t("security.codesRenewConsequence")}
        action={t("security.codesRenew")}
        onConfirm={() => renew.mutate()}
      />
    </Card>
  );
}
