/** The menu of a phone. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { Dialog } from "@/ui/Dialog";

import { Guests } from "./Guests";
import { LanguageSwitch, ThemeSwitch } from "./Preferences";
import { useSession } from "./useSession";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  destinations: { to: string; label: string }[];
}

export function PhoneDrawer({ open, onOpenChange, destinations }: Props) {
  const { t } = useTranslation();
  const { status } = useSession();
  const close = () => onOpenChange(false);
  return (
    <Dialog drawer open={open} onOpenChange={onOpenChange} title={t("nav.menu")}>
      <nav aria-label={t("nav.main")} className="grid gap-1" onClick={close}>
        {destinations.map(({ to, label }) => (
          <Link
            key={to}
            to={to}
            className="rounded-xl px-3 py-3 text-lg font-semibold hover:bg-sunken"
          >
            {label}
          </Link>
        ))}
      </nav>
      <div className="my-5 flex items-center gap-2 border-y border-line py-3">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
      {status === "anonymous" && (
        <div className="grid gap-3" onClick={close}>
          <Guests wide />
        </div>
      )}
    </Dialog>
  );
}
