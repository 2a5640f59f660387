/** The parts of a person's account, in the order that the side list shows them. */
import { Database, type LucideIcon, Receipt, ShieldCheck } from "lucide-react";

export interface SettingsSection {
  path: string;
  label: "settings.security" | "settings.data" | "settings.payments";
  Icon: LucideIcon;
}

export const SECTIONS: SettingsSection[] = [
  { path: "/account/security", label: "settings.security", Icon: ShieldCheck },
  { path: "/account/payments", label: "settings.payments", Icon: Receipt },
  { path: "/account/data", label: "settings.data", Icon: Database },
];
