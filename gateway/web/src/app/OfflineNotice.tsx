/** Says that the connection is gone, for as long as it is. */
import { WifiOff } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";

function subscribe(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

export function OfflineNotice() {
  const { t } = useTranslation();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div role="status" className="no-print">
      {!online && (
        <p className="bg-accent-soft text-accent-ink">
          <span className="page flex items-center gap-2 py-2 text-sm font-medium">
            <WifiOff aria-hidden="true" className="size-4" />
            {t("state.offline")}
          </span>
        </p>
      )}
    </div>
  );
}
