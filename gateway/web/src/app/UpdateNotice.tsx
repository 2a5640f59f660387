/** Offers a newer version of the app when one is ready. */
import { useTranslation } from "react-i18next";
import { useRegisterSW } from "virtual:pwa-register/react";

import { Button } from "@/ui/Button";

export function UpdateNotice() {
  const { t } = useTranslation();
  const {
    needRefresh: [ready],
    updateServiceWorker,
  } = useRegisterSW();
  if (!ready) return null;
  return (
    <div
      role="status"
      className="no-print fixed inset-x-4 bottom-4 z-50 mx-auto flex max-w-md items-center gap-4 rounded-2xl bg-board py-3 ps-5 pe-3 text-on-board shadow-lift"
    >
      <p className="flex-1 font-medium">{t("state.update")}</p>
      <Button look="board" size="small" onClick={() => void updateServiceWorker(true)}>
        {t("action.reload")}
      </Button>
    </div>
  );
}
