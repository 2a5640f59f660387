/** One guardianship, as one of the two sees it. */
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Guardianship } from "@/api/types";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { ConfirmDialog } from "@/ui/Dialog";

import { ConsentDialog } from "./ConsentDialog";
import { LearnerProgress } from "./LearnerProgress";
import { useAcceptance, useEnd, useRefusal } from "./useFamily";

const ROW = "grid gap-3 rounded-2xl border border-line p-4";

interface Props {
  bond: Guardianship;
}

export function LearnerRow({ bond }: Props) {
  const { t } = useTranslation();
  const active = bond.state === "active";
  return (
    <li className={ROW}>
      <div className="flex flex-wrap items-center gap-3">
        <h3 dir="auto" className="me-auto text-lg">
          {bond.learner_name}
        </h3>
        <Badge tone={active ? "brand" : "accent"}>
          {t(active ? "family.active" : "family.waitsForYou")}
        </Badge>
      </div>
      {bond.step === "consent" && (
        <div className="grid gap-3">
          <p>{t("family.wantsConsent", { name: bond.learner_name })}</p>
          <ConsentDialog bond={bond} />
        </div>
      )}
      {active && <LearnerProgress learnerId={bond.learner_id} name={bond.learner_name} />}
      {active && <EndButton bond={bond} consequence={t("family.endAsGuardian")} />}
    </li>
  );
}

export function GuardianRow({ bond }: Props) {
  const { t } = useTranslation();
  const accept = useAcceptance();
  const refuse = useRefusal();
  const active = bond.state === "active";
  return (
    <li className={ROW}>
      <div className="flex flex-wrap items-center gap-3">
        <div className="me-auto min-w-0">
          <h3 dir="auto" className="text-lg">
            {bond.guardian_name || bond.guardian_email}
          </h3>
          {bond.guardian_name && (
            <p dir="ltr" className="text-sm wrap-anywhere text-muted rtl:text-right">
              {bond.guardian_email}
            </p>
          )}
        </div>
        <Badge tone={active ? "brand" : "accent"}>
          {t(active ? "family.active" : "family.pending")}
        </Badge>
      </div>
      {bond.step === "accept" && (
        <>
          <p>{t("family.wantsToGuard")}</p>
          <div className="flex flex-wrap gap-3">
            <Button busy={accept.isPending} onClick={() => accept.mutate(bond.id)}>
              {t("family.accept")}
            </Button>
            <Button look="secondary" busy={refuse.isPending} onClick={() => refuse.mutate(bond.id)}>
              {t("family.decline")}
            </Button>
          </div>
        </>
      )}
      {active && bond.may_end && <EndButton bond={bond} consequence={t("family.endAsLearner")} />}
      {active && !bond.may_end && <p className="text-sm text-muted">{t("family.onlyTheyEnd")}</p>}
    </li>
  );
}

function EndButton({ bond, consequence }: Props & { consequence: string }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const end = useEnd();
  return (
    <div>
      <Button look="danger" size="small" busy={end.isPending} onClick={() => setAsking(true)}>
        {t("family.end")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("family.endTitle")}
        consequence={consequence}
        action={t("family.end")}
        onConfirm={() => end.mutate(bond.id)}
      />
    </div>
  );
}
