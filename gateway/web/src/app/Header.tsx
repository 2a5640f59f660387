/** The bar on top: where to go and who is signed in. */
import { Menu as MenuIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, NavLink } from "react-router";

import { HeaderSearch } from "@/features/search/HeaderSearch";
import { Avatar } from "@/ui/Avatar";
import { IconButton } from "@/ui/Button";
import { classes } from "@/ui/classes";
import { Rosette } from "@/ui/Rosette";

import { Guests } from "./Guests";
import { LanguageSwitch, ThemeSwitch } from "./Preferences";
import { useSession, useUser } from "./useSession";

const AccountMenu = lazy(async () => ({
  default: (await import("./AccountMenu")).AccountMenu,
}));
const PhoneDrawer = lazy(async () => ({
  default: (await import("./PhoneDrawer")).PhoneDrawer,
}));

function useDestinations() {
  const { t } = useTranslation();
  const user = useUser();
  return [
    { to: "/courses", label: t("nav.courses") },
    ...(user ? [{ to: "/learn", label: t("nav.learn") }] : []),
    ...(user && user.role !== "student" ? [{ to: "/teach", label: t("nav.teach") }] : []),
  ];
}

function Brand() {
  return (
    <Link
      to="/"
      className="flex items-center gap-2.5 font-display text-xl font-bold tracking-tight"
    >
      <Rosette className="size-8 text-brand" />
      Academy
    </Link>
  );
}

/** The drawer's code comes when it is opened for the first time. */
function PhoneMenu() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const destinations = useDestinations();
  const show = () => {
    setWanted(true);
    setOpen(true);
  };
  return (
    <div className="md:hidden">
      <IconButton label={t("nav.menu")} aria-expanded={open} onClick={show}>
        <MenuIcon aria-hidden="true" className="size-6" />
      </IconButton>
      {wanted && (
        <Suspense>
          <PhoneDrawer open={open} onOpenChange={setOpen} destinations={destinations} />
        </Suspense>
      )}
    </div>
  );
}

/** Stays on top while the page scrolls, unless something else has to. */
export function Header({ pinned = true }: { pinned?: boolean }) {
  const { t } = useTranslation();
  const { status } = useSession();
  const user = useUser();
  const destinations = useDestinations();
  return (
    <header
      className={classes("no-print z-30 border-b border-line bg-canvas", pinned && "sticky top-0")}
    >
      <div className="page flex min-h-16 items-center gap-2">
        <Brand />
        <nav aria-label={t("nav.main")} className="ms-6 hidden items-center gap-1 md:flex">
          {destinations.map(({ to, label }) => (
            <NavLink
              key={to}
              to={to}
              className={({ isActive }) =>
                classes(
                  "rounded-xl px-3.5 py-2 font-semibold transition-colors hover:text-ink",
                  isActive ? "bg-brand-soft text-brand-ink" : "text-muted",
                )
              }
            >
              {label}
            </NavLink>
          ))}
        </nav>
        <div className="ms-auto flex flex-1 items-center justify-end gap-1">
          <HeaderSearch />
          <div className="hidden items-center md:flex">
            <LanguageSwitch />
            <ThemeSwitch />
          </div>
          {status === "anonymous" && (
            <div className="ms-2 hidden items-center gap-1 md:flex">
              <Guests />
            </div>
          )}
          {user && (
            <Suspense fallback={<Avatar name={user.name} className="ms-1 size-10" />}>
              <AccountMenu />
            </Suspense>
          )}
          <PhoneMenu />
        </div>
      </div>
    </header>
  );
}
