/** The bar on top: where to go and who is signed in. */
import { Menu as MenuIcon } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, NavLink, useLocation } from "react-router";

import { ButtonLink, IconButton } from "@/ui/Button";
import { classes } from "@/ui/classes";
import { Dialog } from "@/ui/Dialog";
import { Rosette } from "@/ui/Rosette";

import { AccountMenu } from "./AccountMenu";
import { LanguageSwitch, ThemeSwitch } from "./Preferences";
import { withReturn } from "./return-to";
import { useSession, useUser } from "./useSession";

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

function Guests({ wide = false }: { wide?: boolean }) {
  const { t } = useTranslation();
  const { pathname, search } = useLocation();
  const here = /^\/(signin|register|confirm)/.test(pathname) ? null : pathname + search;
  return (
    <>
      <ButtonLink to={withReturn("/signin", here)} look={wide ? "secondary" : "quiet"} wide={wide}>
        {t("nav.signIn")}
      </ButtonLink>
      <ButtonLink to={withReturn("/register", here)} wide={wide}>
        {t("nav.register")}
      </ButtonLink>
    </>
  );
}

function PhoneMenu() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const destinations = useDestinations();
  const { status } = useSession();
  return (
    <div className="md:hidden">
      <IconButton label={t("nav.menu")} onClick={() => setOpen(true)}>
        <MenuIcon aria-hidden="true" className="size-6" />
      </IconButton>
      <Dialog drawer open={open} onOpenChange={setOpen} title={t("nav.menu")}>
        <nav aria-label={t("nav.main")} className="grid gap-1" onClick={() => setOpen(false)}>
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
          <div className="grid gap-3" onClick={() => setOpen(false)}>
            <Guests wide />
          </div>
        )}
      </Dialog>
    </div>
  );
}

export function Header() {
  const { t } = useTranslation();
  const { status } = useSession();
  const destinations = useDestinations();
  return (
    <header className="no-print sticky top-0 z-30 border-b border-line bg-canvas">
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
        <div className="ms-auto flex items-center gap-1">
          <div className="hidden items-center md:flex">
            <LanguageSwitch />
            <ThemeSwitch />
          </div>
          {status === "anonymous" && (
            <div className="ms-2 hidden items-center gap-1 md:flex">
              <Guests />
            </div>
          )}
          <AccountMenu />
          <PhoneMenu />
        </div>
      </div>
    </header>
  );
}
