/** Where Google sends people back: signed in, asked for a password first, or told why not. */
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, useNavigate, useSearchParams } from "react-router";

import { api, unwrap } from "@/api/client";
import { asProblem, type Problem } from "@/api/problems";
import { session } from "@/api/session";
import { COOKIE_TRANSPORT, useUser } from "@/app/useSession";
import { ButtonLink } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { Spinner } from "@/ui/Spinner";
import { toast } from "@/ui/Toasts";
import { useTitle } from "@/ui/useTitle";

import { AccountFrame } from "./AccountFrame";
import { enter, homeOf } from "./entering";
import { placeOfVisit, type Purpose, purposeOfVisit } from "./google";
import { GoogleProofPage } from "./GoogleProofPage";
import { SecondStep } from "./SecondStep";

const SETTINGS = "/account/security";

interface Answer {
  state: string;
  code: string;
  error: string;
}

/** Shows the academy what Google answered; each visit has one way to end. */
const end: Record<Purpose, (answer: Answer, locale: string) => Promise<void>> = {
  "sign-in": async (answer, locale) => {
    const body = { ...answer, locale };
    enter(await unwrap(api.POST("/v1/sessions/google", { body, headers: COOKIE_TRANSPORT })));
  },
  link: async (body) => {
    await unwrap(api.POST("/v1/me/google", { body }));
  },
  "step-up": async (body) => {
    session.use(await unwrap(api.POST("/v1/sessions/step-up/google", { body })));
  },
};

/** Ends the visit once, however often the page is shown. */
function useReturn(purpose: Purpose) {
  const { t, i18n } = useTranslation();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const begun = useRef(false);
  const given = (name: string) => params.get(name) ?? "";
  const visit = useMutation({
    mutationFn: () =>
      end[purpose](
        { state: given("state"), code: given("code"), error: given("error") },
        i18n.language,
      ),
    onSuccess: () => {
      if (purpose === "sign-in") return;
      if (purpose === "step-up") toast(t("waysIn.confirmed"));
      void navigate(placeOfVisit() ?? SETTINGS, { replace: true });
    },
  });
  const { mutate } = visit;
  useEffect(() => {
    if (!begun.current) mutate();
    begun.current = true;
  }, [mutate]);
  return visit;
}

export function GooglePage() {
  const { t } = useTranslation();
  const [purpose] = useState(purposeOfVisit);
  const title = t(purpose === "step-up" ? "waysIn.confirmingTitle" : "waysIn.googleTitle");
  useTitle(title);
  const user = useUser();
  const visit = useReturn(purpose);
  const [refusal, setRefusal] = useState<Problem>();
  if (user && purpose === "sign-in")
    return <Navigate replace to={placeOfVisit() ?? homeOf(user)} />;
  const problem = refusal ?? (visit.error ? asProblem(visit.error) : undefined);
  if (problem?.secondStep) {
    const back = () => window.location.assign("/signin");
    return <SecondStep wanted={problem.secondStep} onSignedIn={enter} onBack={back} />;
  }
  if (problem?.code === "accounts.password_needed_to_link") {
    return <GoogleProofPage problem={problem} onSignedIn={enter} onSecondStep={setRefusal} />;
  }
  if (problem) return <Refused problem={problem} purpose={purpose} />;
  return (
    <AccountFrame title={title}>
      <p role="status" className="flex items-center gap-3 text-lg text-muted">
        <Spinner className="size-5" />
        {t("account.confirming")}
      </p>
    </AccountFrame>
  );
}

function Refused({ problem, purpose }: { problem: Problem; purpose: Purpose }) {
  const { t } = useTranslation();
  const signingIn = purpose === "sign-in";
  return (
    <AccountFrame title={t("waysIn.googleFailed")}>
      <Notice tone="warning" title={problem.title}>
        {problem.detail || t("error.offline")}
      </Notice>
      <ButtonLink to={signingIn ? "/signin" : (placeOfVisit() ?? SETTINGS)}>
        {t(signingIn ? "waysIn.backToSignIn" : "waysIn.goBack")}
      </ButtonLink>
    </AccountFrame>
  );
}
