/** Asks once more who it is before a dangerous act, which goes on by itself afterwards. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";

import { api, unwrap } from "@/api/client";
import { session } from "@/api/session";
import { stepUp } from "@/api/step-up";
import type { StepUpOffer } from "@/api/types";
import { withReturn } from "@/app/return-to";
import { signOut } from "@/app/useSession";
import { visitGoogle } from "@/features/account/google";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { ErrorState, Loading, Skeleton } from "@/ui/States";

import { type Given, ProofForm } from "./ProofForm";

/** Asked anew each time the dialog opens: the challenge of a passkey works once. */
function useOffer() {
  return useQuery({
    queryKey: ["step-up"],
    queryFn: () => unwrap(api.POST("/v1/sessions/step-up/start")),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

export function StepUpDialog() {
  const { t } = useTranslation();
  const offer = useOffer();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && stepUp.decline()}
      title={t("security.stepUpTitle")}
      description={t("security.stepUpLead")}
    >
      {offer.isPending && (
        <Loading>
          <Skeleton className="h-28" />
        </Loading>
      )}
      {offer.error && <ErrorState error={offer.error} retry={() => void offer.refetch()} />}
      {offer.data && <Question offer={offer.data} />}
    </Dialog>
  );
}

function Question({ offer }: { offer: StepUpOffer }) {
  const { t } = useTranslation();
  const { pathname, search } = useLocation();
  const passkey = offer.passkey ?? null;
  const prove = async (given: Given) => {
    const body = { ...given, challenge: given.assertion && passkey ? passkey.challenge : null };
    const fresh = await unwrap(api.POST("/v1/sessions/step-up", { body }));
    session.use(fresh);
    stepUp.prove(fresh);
  };
  if (offer.methods.length === 0) return <SignInAgain />;
  return (
    <ProofForm
      methods={offer.methods}
      offer={passkey}
      action={t("security.confirm")}
      onGoogle={() => visitGoogle("step-up", pathname + search)}
      onGiven={prove}
    />
  );
}

/** Who can show nothing here, for example where Google is turned off, signs in once more. */
function SignInAgain() {
  const { t } = useTranslation();
  const { pathname, search } = useLocation();
  const leave = () => {
    stepUp.decline();
    void signOut().then(() => window.location.assign(withReturn("/signin", pathname + search)));
  };
  return (
    <div className="grid gap-5">
      <p className="text-muted">{t("security.signInAgain")}</p>
      <Button size="large" wide onClick={leave}>
        {t("nav.signIn")}
      </Button>
    </div>
  );
}
