/** Where what was written is now: on the server, on its way, or on this device only. */
import { CircleAlert, CloudCheck, CloudOff, LoaderCircle } from "lucide-react";
import { useTranslation } from "react-i18next";

import { classes } from "@/ui/classes";

import type { SaveStatus, Snapshot } from "./autosave";

const ICONS: Record<SaveStatus, typeof CloudCheck> = {
  saved: CloudCheck,
  saving: LoaderCircle,
  waiting: CloudCheck,
  offline: CloudOff,
  refused: CircleAlert,
  conflict: CircleAlert,
};

type Props = Pick<Snapshot<object>, "status" | "onDevice">;

export function SaveState({ status, onDevice }: Props) {
  const { t } = useTranslation();
  const Icon = ICONS[status];
  const worried = status === "refused" || status === "conflict";
  const words = status === "offline" && !onDevice ? t("writing.onlyHere") : t(`writing.${status}`);
  return (
    <p
      role="status"
      data-status={status}
      data-kept={onDevice}
      className={classes(
        "flex min-h-9 items-center gap-2 text-sm font-medium",
        worried ? "text-danger" : "text-muted",
      )}
    >
      <Icon aria-hidden="true" className="size-4.5 shrink-0" />
      {words}
    </p>
  );
}
