/** What belongs to the signed-in person, behind their initials. */
import { useQuery } from "@tanstack/react-query";
import {
  Award,
  BookOpen,
  LogOut,
  Presentation,
  Receipt,
  ShieldCheck,
  UserRound,
} from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";

import { profileQuery } from "@/api/queries";
import { Avatar } from "@/ui/Avatar";

import { signOut, useUser } from "./useSession";
import { leaveView, useView } from "./view";

const ITEM =
  "flex items-center gap-3 rounded-lg px-3 py-2.5 font-medium outline-none " +
  "data-highlighted:bg-sunken cursor-pointer";

export function AccountMenu() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const user = useUser();
  const view = useView();
  const { data: profile } = useQuery({ ...profileQuery, enabled: user !== null });
  if (!user) return null;
  const leave = () => void (view ? leaveView() : signOut().then(() => navigate("/")));
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        aria-label={t("nav.account", { name: user.name })}
        className="ms-1 rounded-full"
      >
        <Avatar name={user.name} url={profile?.picture_url} className="size-10" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content
        align="end"
        sideOffset={8}
        className="z-40 min-w-64 rounded-2xl border border-line bg-surface p-2 shadow-lift animate-fade"
      >
        <DropdownMenu.Label className="px-3 py-2">
          <span className="block font-semibold">{user.name}</span>
          <span className="block text-sm break-all text-muted">{user.email}</span>
        </DropdownMenu.Label>
        <DropdownMenu.Separator className="my-1 h-px bg-line" />
        <DropdownMenu.Item asChild>
          <Link to="/learn" className={ITEM}>
            <BookOpen aria-hidden="true" className="size-4.5 text-muted" />
            {t("nav.learn")}
          </Link>
        </DropdownMenu.Item>
        <DropdownMenu.Item asChild>
          <Link to="/certificates" className={ITEM}>
            <Award aria-hidden="true" className="size-4.5 text-muted" />
            {t("certificates.title")}
          </Link>
        </DropdownMenu.Item>
        {user.role !== "student" && (
          <DropdownMenu.Item asChild>
            <Link to="/teach" className={ITEM}>
              <Presentation aria-hidden="true" className="size-4.5 text-muted" />
              {t("nav.teach")}
            </Link>
          </DropdownMenu.Item>
        )}
        <DropdownMenu.Item asChild>
          <Link to="/account/profile" className={ITEM}>
            <UserRound aria-hidden="true" className="size-4.5 text-muted" />
            {t("settings.profile")}
          </Link>
        </DropdownMenu.Item>
        <DropdownMenu.Item asChild>
          <Link to="/account/payments" className={ITEM}>
            <Receipt aria-hidden="true" className="size-4.5 text-muted" />
            {t("nav.payments")}
          </Link>
        </DropdownMenu.Item>
        <DropdownMenu.Item asChild>
          <Link to="/account/security" className={ITEM}>
            <ShieldCheck aria-hidden="true" className="size-4.5 text-muted" />
            {t("security.title")}
          </Link>
        </DropdownMenu.Item>
        <DropdownMenu.Separator className="my-1 h-px bg-line" />
        <DropdownMenu.Item className={ITEM} onSelect={leave}>
          <LogOut aria-hidden="true" className="mirror-rtl size-4.5 text-muted" />
          {t(view ? "view.leave" : "nav.signOut")}
        </DropdownMenu.Item>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
