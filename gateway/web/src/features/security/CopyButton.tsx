/** Copies a text and says so. */
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/ui/Button";
import { toast } from "@/ui/Toasts";

export function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const copy = () =>
    // Without a secure page there is no clipboard; the text can be selected by hand.
    (navigator.clipboard?.writeText(text) ?? Promise.reject(new Error("no clipboard"))).then(
      () => setCopied(true),
      () => toast(t("security.notCopied"), "bad"),
    );
  const Icon = copied ? Check : Copy;
  return (
    <Button look="secondary" size="small" onClick={() => void copy()}>
      <Icon aria-hidden="true" className="size-4" />
      <span aria-live="polite">{copied ? t("security.copied") : label}</span>
    </Button>
  );
}
