/** The frame of everything about one's own account: a list beside the page, a row above it on phones. */
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { NavLink, Outlet, useLocation } from "react-router";

import { classes } from "@/ui/classes";

import { SECTIONS } from "./sections";

/** The row of a phone is longer than the screen, so the open section is brought into view. */
function useOpenSectionInView() {
  const row = useRef<HTMLUListElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    const open = row.current?.querySelector<HTMLElement>("[aria-current=page]");
    if (open && row.current) {
      const middle = open.offsetLeft - (row.current.clientWidth - open.clientWidth) / 2;
      row.current.scrollTo({ left: middle });
    }
  }, [pathname]);
  return row;
}

export function SettingsLayout() {
  const { t } = useTranslation();
  const row = useOpenSectionInView();
  return (
    <div className="page max-w-6xl gap-12 pt-6 lg:grid lg:grid-cols-[14rem_minmax(0,1fr)] lg:pt-10">
      <nav aria-label={t("settings.label")} className="no-print">
        <ul
          ref={row}
          className="relative -mx-4 flex gap-1 overflow-x-auto px-4 pb-2 lg:sticky lg:top-24 lg:mx-0 lg:grid lg:overflow-visible lg:p-0"
        >
          {SECTIONS.map(({ path, label, Icon }) => (
            <li key={path} className="shrink-0">
              <NavLink
                to={path}
                className={({ isActive }) =>
                  classes(
                    "flex min-h-11 items-center gap-2.5 rounded-xl px-3.5 font-semibold whitespace-nowrap",
                    "transition-colors hover:bg-sunken hover:text-ink focus-visible:-outline-offset-2",
                    isActive ? "bg-brand-soft text-brand-ink" : "text-muted",
                  )
                }
              >
                <Icon aria-hidden="true" className="size-4.5 shrink-0" />
                {t(label)}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className="min-w-0 pt-4 lg:pt-0">
        <Outlet />
      </div>
    </div>
  );
}
