/** Shows recovery codes the one time they can be seen: to download, copy or print. */
import { Download, Printer } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { Notice } from "@/ui/Notice";
import { saveAs } from "@/ui/save-as";

import { CopyButton } from "./CopyButton";

const FILE = "academy-recovery-codes.txt";

export function RecoveryCodesDialog({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const { t } = useTranslation();
  const text = `${t("security.codesFile", { host: window.location.host })}\n\n${codes.join("\n")}\n`;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("security.recoveryCodes")}
      description={t("security.codesLead")}
    >
      <div className="grid gap-5" data-printed="">
        <ol
          dir="ltr"
          aria-label={t("security.recoveryCodes")}
          className="grid gap-x-6 gap-y-2 rounded-2xl bg-sunken p-4 text-center font-mono sm:grid-cols-2"
        >
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
        <div className="no-print flex flex-wrap gap-3">
          <Button
            look="secondary"
            size="small"
            onClick={() => saveAs(new Blob([text], { type: "text/plain" }), FILE)}
          >
            <Download aria-hidden="true" className="size-4" />
            {t("security.download")}
          </Button>
          <CopyButton text={text} label={t("security.copy")} />
          <Button look="secondary" size="small" onClick={() => window.print()}>
            <Printer aria-hidden="true" className="size-4" />
            {t("security.print")}
          </Button>
        </div>
        <Notice tone="warning">{t("security.codesOnce")}</Notice>
        <Button wide size="large" className="no-print" onClick={onClose}>
          {t("security.codesStored")}
        </Button>
      </div>
    </Dialog>
  );
}
