/** Reminds staff of the second step that their role demands, and leads there once it is due. */
import { useQuery } from "@tanstack/react-query";
import { ShieldAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, Navigate, useLocation } from "react-router";

import { secondFactorsQuery } from "@/api/queries";
import { useFormats } from "@/i18n/useFormats";

import { useUser } from "./useSession";

const PAGE = "/account/security";
const STAFF = ["moderator", "support", "admin"];

export function StaffNotice() {
  const { t } = useTranslation();
  const { date } = useFormats();
  const { pathname } = useLocation();
  const user = useUser();
  const staff = user !== null && STAFF.includes(user.role);
  const { data } = useQuery({ ...secondFactorsQuery, enabled: staff });
  if (!staff || !data?.due_at) return null;
  if (pathname === PAGE) return null;
  if (Date.parse(data.due_at) <= Date.now()) return <Navigate replace to={PAGE} />;
  return (
    <aside aria-label={t("security.staffNotice")} className="no-print bg-accent-soft">
      <p className="page flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5 text-sm font-medium text-accent-ink">
        <ShieldAlert aria-hidden="true" className="size-4.5 shrink-0" />
        {t("security.staffDue", { date: date(data.due_at) })}
        <Link to={PAGE} className="font-semibold underline underline-offset-2">
          {t("security.setUpNow")}
        </Link>
      </p>
    </aside>
  );
}
