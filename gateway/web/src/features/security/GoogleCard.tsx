/** The Google account that opens this one: linked, or taken off while another way in remains. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, unwrap } from "@/api/client";
import { signInMethodsQuery } from "@/api/queries";
import type { SignInSettings } from "@/api/types";
import { visitGoogle } from "@/features/account/google";
import { useFormats } from "@/i18n/useFormats";
import { Button } from "@/ui/Button";
import { toast } from "@/ui/Toasts";

import { Card } from "./Card";
import { useChange } from "./useChange";

export function GoogleCard({ settings }: { settings: SignInSettings }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const methods = useQuery(signInMethodsQuery);
  const link = useChange({ run: () => visitGoogle("link") });
  const unlink = useChange({
    run: () => unwrap(api.DELETE("/v1/me/google")),
    onDone: () => toast(t("waysIn.unlinked")),
  });
  const { google } = settings;
  if (!google && !methods.data?.google) return null;
  return (
    <Card
      title="Google"
      action={
        google ? (
          <Button look="danger" busy={unlink.isPending} onClick={() => unlink.mutate()}>
            {t("waysIn.unlink")}
          </Button>
        ) : (
          <Button
            look="secondary"
            busy={link.isPending || link.isSuccess}
            onClick={() => link.mutate()}
          >
            {t("waysIn.link")}
          </Button>
        )
      }
    >
      <p>
        {google
          ? t("waysIn.linkedSince", { email: google.email, date: date(google.linked_at) })
          : t("waysIn.linkLead")}
      </p>
    </Card>
  );
}
