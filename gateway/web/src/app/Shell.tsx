/** The frame of every page: skip link, header, notices, the page, footer. */
import { lazy, Suspense, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Outlet, ScrollRestoration, useLocation, useMatches, useNavigation } from "react-router";

import { classes } from "@/ui/classes";

import { Footer } from "./Footer";
import { Header } from "./Header";
import { OfflineNotice } from "./OfflineNotice";
import { StaffNotice } from "./StaffNotice";
import { StepUp } from "./StepUp";
import { UpdateNotice } from "./UpdateNotice";
import { useView } from "./view";

const ViewBanner = lazy(async () => ({
  default: (await import("@/features/impersonation/pages")).ViewBanner,
}));

/** After a change of page the keyboard starts at its content, not where the last page ended. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current !== pathname) main.current?.focus({ preventScroll: true });
    shown.current = pathname;
  }, [pathname]);
  return main;
}

export function Shell() {
  const { t } = useTranslation();
  const main = useFocusOnNavigation();
  const bare = useMatches().some(({ handle }) => (handle as { bare?: boolean } | undefined)?.bare);
  const view = useView();
  const moving = useNavigation().state !== "idle";
  return (
    <>
      <a
        href="#content"
        className="fixed start-4 top-2 z-60 -translate-y-20 rounded-xl bg-brand px-4 py-2 font-semibold text-on-brand focus:translate-y-0"
      >
        {t("nav.skip")}
      </a>
      <div
        aria-hidden="true"
        className={classes(
          "fixed inset-x-0 top-0 z-60 h-0.5 bg-accent transition-opacity duration-300",
          moving ? "opacity-100 animate-pulse-soft" : "opacity-0",
        )}
      />
      {view && (
        <Suspense>
          <ViewBanner view={view} />
        </Suspense>
      )}
      <Header pinned={!view} />
      <OfflineNotice />
      <StaffNotice />
      <main
        id="content"
        ref={main}
        tabIndex={-1}
        className="flex min-h-[calc(100dvh-4rem)] flex-1 flex-col focus-visible:outline-none"
      >
        <Outlet />
      </main>
      {!bare && <Footer />}
      {/* Loading the page anew would end a view. */}
      {!view && <UpdateNotice />}
      <StepUp />
      <ScrollRestoration />
    </>
  );
}
