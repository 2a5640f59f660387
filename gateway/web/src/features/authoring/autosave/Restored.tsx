/** Tells that writing from an earlier page has been put back. */
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useFormats } from "@/i18n/useFormats";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";

export function Restored({ at }: { at: number }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const [seen, setSeen] = useState(false);
  if (seen) return null;
  return (
    <Notice
      tone="success"
      title={t("writing.restoredTitle")}
      action={
        <Button look="quiet" size="small" onClick={() => setSeen(true)}>
          {t("action.close")}
        </Button>
      }
    >
      {t("writing.restored", { moment: moment(new Date(at).toISOString()) })}
    </Notice>
  );
}
