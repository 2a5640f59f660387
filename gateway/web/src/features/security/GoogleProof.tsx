/** Shows by a visit to Google who somebody is; the page is left for it, and comes back. */
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { asProblem, reasonOf } from "@/api/problems";
import { GoogleMark } from "@/features/account/GoogleButton";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";

export function GoogleProof({ onGoogle }: { onGoogle: () => Promise<void> }) {
  const { t } = useTranslation();
  const visit = useMutation({ mutationFn: onGoogle });
  return (
    <div className="grid gap-5">
      <p className="text-muted">{t("security.googlePrompt")}</p>
      {visit.error && (
        <Notice tone="danger" title={asProblem(visit.error).title}>
          {reasonOf(visit.error)}
        </Notice>
      )}
      <Button
        autoFocus
        look="secondary"
        size="large"
        wide
        busy={visit.isPending || visit.isSuccess}
        onClick={() => visit.mutate()}
      >
        <GoogleMark />
        {t("security.confirmWithGoogle")}
      </Button>
    </div>
  );
}
