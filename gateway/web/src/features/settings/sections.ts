/** The parts of a person's account, in the order that the side list shows them. */
import { Database, type LucideIcon, Receipt, ShieldCheck, UserRound, Users } from "lucide-react";

export interface SettingsSection {
  path: string;
  label:
    | "settings.profile"
    | "settings.security"
    | "settings.family"
    | "settings.data"
    | "settings.payments";
  Icon: LucideIcon;
}

export const SECTIONS: SettingsSection[] = [
  { path: "/account/profile", label: "settings.profile", Icon: UserRound },
  { path: "/account/security", label: "settings.security", Icon: ShieldCheck },
  { path: "/account/family", label: "settings.family", Icon: Users },
  { path: "/account/payments", label: "settings.payments", Icon: Receipt },
  { path: "/account/data", label: "settings.data", Icon: Database },
];
