/** Signing in with a passkey alone: by a button, or offered in the e-mail field. */
import { KeyRound } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { api, unwrap } from "@/api/client";
import {
  canOfferQuietly,
  isDismissed,
  passkeysWork,
  stopOffering,
  usePasskeyOf as answerWithPasskey,
} from "@/api/passkeys";
import type { Session } from "@/api/types";
import { COOKIE_TRANSPORT } from "@/app/useSession";
import { Button } from "@/ui/Button";

/** An offer counts for five minutes; one that waits in the field is renewed before. */
const RENEWED_AFTER = 4 * 60_000;

interface Props {
  onSignedIn: (opened: Session) => void;
  onRefused: (error: unknown) => void;
}

async function signIn(quietly: boolean): Promise<Session> {
  const offer = await unwrap(api.POST("/v1/sessions/passkey/start"));
  const assertion = await answerWithPasskey(offer, { quietly });
  const body = { challenge: offer.challenge, assertion };
  return unwrap(api.POST("/v1/sessions/passkey", { body, headers: COOKIE_TRANSPORT }));
}

export function PasskeySignIn({ onSignedIn, onRefused }: Props) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  useQuietOffer({ onSignedIn, onRefused });
  if (!passkeysWork()) return null;
  const ask = async () => {
    setBusy(true);
    try {
      onSignedIn(await signIn(false));
    } catch (error) {
      if (!isDismissed(error)) onRefused(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button look="secondary" size="large" wide busy={busy} onClick={() => void ask()}>
      <KeyRound aria-hidden="true" className="size-5" />
      {t("security.signInWithPasskey")}
    </Button>
  );
}

/** Lets the browser offer passkeys where the e-mail address is typed. */
function useQuietOffer({ onSignedIn, onRefused }: Props): void {
  const answered = useEffectEvent(onSignedIn);
  const refused = useEffectEvent((error: unknown) => !isDismissed(error) && onRefused(error));
  useEffect(() => {
    let over = false;
    const offer = async () => {
      if (over || !(await canOfferQuietly())) return;
      await signIn(true).then(
        (opened) => over || answered(opened),
        (error: unknown) => over || refused(error),
      );
    };
    void offer();
    const renewal = setInterval(() => void offer(), RENEWED_AFTER);
    return () => {
      over = true;
      clearInterval(renewal);
      void stopOffering();
    };
  }, []);
}
