/** A person's passkeys: adding, naming, removing. */
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, unwrap } from "@/api/client";
import { createPasskey, isAlreadyThere, isDismissed, passkeysWork } from "@/api/passkeys";
import type { Passkey, SecondFactors } from "@/api/types";
import { TitleDialog } from "@/features/authoring/TitleDialog";
import { useFormats } from "@/i18n/useFormats";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { ConfirmDialog } from "@/ui/Dialog";
import { Notice } from "@/ui/Notice";
import { complain, toast } from "@/ui/Toasts";

import { Card } from "./Card";
import { deviceOf } from "./device-name";
import { RecoveryCodesDialog } from "./RecoveryCodesDialog";
import { useChange } from "./useChange";

/** Browsers keep passkeys for names alone, so a bare network address cannot have any. */
const byAddress = (): boolean => /^[\d.]+$|^\[/.test(window.location.hostname);

async function add(name: string) {
  const offer = await unwrap(api.POST("/v1/me/passkeys/start"));
  const credential = await createPasskey(offer);
  const body = { name, challenge: offer.challenge, credential };
  return unwrap(api.POST("/v1/me/passkeys", { body }));
}

export function PasskeysCard({ factors }: { factors: SecondFactors }) {
  const { t } = useTranslation();
  const [naming, setNaming] = useState(false);
  const [codes, setCodes] = useState<string[]>([]);
  const adding = useChange({
    run: add,
    onDone: ({ recovery_codes }) => {
      setNaming(false);
      setCodes(recovery_codes);
      toast(t("security.passkeyAdded"));
    },
    onRefused: (error) => {
      setNaming(false);
      if (isDismissed(error)) return;
      if (isAlreadyThere(error)) toast(t("security.passkeyThere"), "bad");
      else complain(error);
    },
  });
  const possible = passkeysWork() && !byAddress();
  return (
    <Card
      title={t("security.passkeys")}
      badge={factors.passkeys.length > 0 && <Badge tone="brand">{t("security.on")}</Badge>}
      action={
        possible && (
          <Button
            look={factors.passkeys.length > 0 ? "secondary" : "primary"}
            busy={adding.isPending}
            onClick={() => setNaming(true)}
          >
            {t("security.passkeyAdd")}
          </Button>
        )
      }
    >
      <p>{t("security.passkeysLead")}</p>
      {!possible && <Notice>{t("security.passkeysNotHere")}</Notice>}
      {factors.passkeys.length > 0 && (
        <ul className="grid divide-y divide-line">
          {factors.passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      )}
      <TitleDialog
        open={naming}
        onOpenChange={setNaming}
        title={t("security.passkeyAdd")}
        label={t("security.passkeyName")}
        initial={deviceOf(navigator.userAgent, t)}
        busy={adding.isPending}
        onSave={(name) => adding.mutate(name.slice(0, 60))}
      />
      {codes.length > 0 && <RecoveryCodesDialog codes={codes} onClose={() => setCodes([])} />}
    </Card>
  );
}

function PasskeyRow({ passkey }: { passkey: Passkey }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const [naming, setNaming] = useState(false);
  const [removing, setRemoving] = useState(false);
  const params = { path: { passkey_id: passkey.id } };
  const rename = useChange({
    run: (name: string) =>
      unwrap(api.PATCH("/v1/me/passkeys/{passkey_id}", { params, body: { name } })),
    onDone: () => setNaming(false),
  });
  const remove = useChange({
    run: () => unwrap(api.DELETE("/v1/me/passkeys/{passkey_id}", { params })),
    onDone: () => toast(t("security.passkeyRemoved", { name: passkey.name })),
  });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <KeyRound aria-hidden="true" className="size-5 shrink-0 text-brand" />
      <div className="min-w-0 flex-1 basis-48">
        <p dir="auto" className="font-semibold text-ink">
          {passkey.name}
        </p>
        <p className="text-sm">
          {passkey.last_used_at
            ? t("security.lastUsed", { date: date(passkey.last_used_at) })
            : t("security.neverUsed", { date: date(passkey.created_at) })}
        </p>
      </div>
      <Button
        look="quiet"
        size="small"
        aria-label={t("security.renamePasskey", { name: passkey.name })}
        onClick={() => setNaming(true)}
      >
        {t("security.rename")}
      </Button>
      <Button
        look="danger"
        size="small"
        busy={remove.isPending}
        aria-label={t("security.removePasskey", { name: passkey.name })}
        onClick={() => setRemoving(true)}
      >
        {t("action.remove")}
      </Button>
      <TitleDialog
        open={naming}
        onOpenChange={setNaming}
        title={t("security.rename")}
        label={t("security.passkeyName")}
        initial={passkey.name}
        busy={rename.isPending}
        onSave={(name) => rename.mutate(name.slice(0, 60))}
      />
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        title={t("security.removePasskeyTitle", { name: passkey.name })}
        consequence={t("security.removeConsequence")}
        action={t("action.remove")}
        onConfirm={() => remove.mutate()}
      />
    </li>
  );
}
