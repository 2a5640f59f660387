/** The Google account that opens this one: linked, or taken off while another way in remains. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, unwrap } from "@/api/client";
import { signInMethodsQuery } from "@/api/queries";
import type { SignInSettings } from "@/api/types";
import { visitGoogle } from "@/features/account/google";
import { useFormats } from "@/i18n/useFormats";
import { Button } from "@/ui/Button";
import { ConfirmDialog } from "@/ui/Dialog";
import { toast } from "@/ui/Toasts";

import { Card } from "./Card";
import { useChange } from "./useChange";

export function GoogleCard({ settings }: { settings: SignInSettings }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const methods = useQuery(signInMethodsQuery);
  const link = useChange({ run: () => visitGoogle("link", "/account/security") });
  const unlink = useChange({
    run: () => unwrap(api.DELETE("/v1/me/google")),
    onDone: () => toast(t("waysIn.unlinked")),
  });
  const [removing, setRemoving] = useState(false);
  const { google } = settings;
  if (!google && !methods.data?.google) return null;
  return (
    <Card
      title="Google"
      action={
        google ? (
          <Button look="danger" busy={unlink.isPending} onClick={() => setRemoving(true)}>
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
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        title={t("waysIn.unlinkTitle")}
        consequence={t("waysIn.unlinkConsequence", { email: google?.email })}
        action={t("waysIn.unlink")}
        onConfirm={() => unlink.mutate()}
      />
    </Card>
  );
}
