/** The second step of signing in, after the password. */
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, unwrap } from "@/api/client";
import { isProblem, type SecondStepWanted } from "@/api/problems";
import type { Session } from "@/api/types";
import { COOKIE_TRANSPORT } from "@/app/useSession";
import { type Given, ProofForm } from "@/features/security/ProofForm";

import { AccountFrame } from "./AccountFrame";

interface Props {
  wanted: SecondStepWanted;
  onSignedIn: (opened: Session) => void;
  /** The step took too long, or the person wants to begin anew. */
  onBack: (tooLate: boolean) => void;
}

export function SecondStep({ wanted, onSignedIn, onBack }: Props) {
  const { t } = useTranslation();
  const [remember, setRemember] = useState(false);
  const finish = async (given: Given) => {
    const body = { ...given, challenge: wanted.challenge, remember_device: remember };
    try {
      onSignedIn(
        await unwrap(api.POST("/v1/sessions/second-factor", { body, headers: COOKIE_TRANSPORT })),
      );
    } catch (error) {
      if (!isProblem(error, "accounts.challenge_expired")) throw error;
      onBack(true);
    }
  };
  return (
    <AccountFrame title={t("security.secondStepTitle")} lead={t("security.secondStepLead")}>
      <ProofForm
        methods={wanted.methods}
        offer={wanted.passkey}
        action={t("nav.signIn")}
        onGiven={finish}
      >
        <label className="flex min-h-11 items-center gap-3">
          <input
            type="checkbox"
            className="size-5 accent-brand"
            checked={remember}
            onChange={(event) => setRemember(event.target.checked)}
          />
          {t("security.trustDevice")}
        </label>
      </ProofForm>
      <button
        type="button"
        onClick={() => onBack(false)}
        className="min-h-11 justify-self-start font-semibold text-brand-ink underline underline-offset-2"
      >
        {t("security.backToPassword")}
      </button>
    </AccountFrame>
  );
}
