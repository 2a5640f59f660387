/** The mark on every page of a view: whose it is, who looks, what they may, how long, the way out. */
import { Eye, LogOut, PenLine } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { View } from "@/api/session";
import { useUser } from "@/app/useSession";
import { leaveView } from "@/app/view";
import { Spinner } from "@/ui/Spinner";
import { classes } from "@/ui/classes";

import { clock, minutesToSay, useSecondsLeft } from "./countdown";

/** Keeps a name from turning the sentence around it when it is written the other way. */
const isolated = (name: string): string => `\u2068${name}\u2069`;

export function ViewBanner({ view }: { view: View }) {
  const { t } = useTranslation();
  const user = useUser();
  const Icon = view.readOnly ? Eye : PenLine;
  const look = view.readOnly ? "bg-accent text-on-accent" : "bg-danger text-canvas";
  return (
    <>
      <div
        aria-hidden="true"
        className={classes(
          "pointer-events-none fixed inset-0 z-70 border-4",
          view.readOnly ? "border-accent" : "border-danger",
        )}
      />
      <aside aria-label={t("view.label")} className={classes("sticky top-0 z-40", look)}>
        <div className="page flex min-h-16 items-center gap-3 py-2 sm:gap-5">
          <Icon aria-hidden="true" className="hidden size-6 shrink-0 sm:block" />
          <div className="min-w-0 flex-1 leading-snug wrap-anywhere">
            <p className="font-bold">{t("view.as", { name: isolated(user?.name ?? "") })}</p>
            <p className="text-sm font-medium">{t("view.by", { name: isolated(view.by) })}</p>
          </div>
          <div className="shrink-0 text-end leading-snug">
            <TimeLeft endsAt={view.endsAt} />
            <p className="text-sm font-medium">
              {t(view.readOnly ? "view.readOnly" : "view.acting")}
            </p>
          </div>
          <LeaveButton />
        </div>
      </aside>
    </>
  );
}

function TimeLeft({ endsAt }: { endsAt: number }) {
  const { t, i18n } = useTranslation();
  const left = useSecondsLeft(endsAt);
  const minutes = minutesToSay(left);
  return (
    <>
      <p role="timer" className="font-bold tabular-nums">
        <span className="sr-only">{t("view.timeLeft")} </span>
        <bdi dir="ltr">{clock(left, i18n.language)}</bdi>
      </p>
      <p role="status" className="sr-only">
        {minutes && t("view.minutesLeft", { count: minutes })}
      </p>
    </>
  );
}

function LeaveButton() {
  const { t } = useTranslation();
  const [leaving, setLeaving] = useState(false);
  const leave = () => {
    setLeaving(true);
    void leaveView();
  };
  return (
    <button
      type="button"
      disabled={leaving}
      aria-busy={leaving || undefined}
      onClick={leave}
      className="no-print inline-flex min-h-11 shrink-0 items-center gap-2 rounded-xl border-2 border-current px-3.5 font-semibold transition-opacity hover:opacity-80 focus-visible:outline-current disabled:opacity-55"
    >
      {leaving ? <Spinner /> : <LogOut aria-hidden="true" className="mirror-rtl size-4.5" />}
      {t("view.leave")}
    </button>
  );
}
