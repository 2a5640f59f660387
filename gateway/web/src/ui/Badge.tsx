/** A short fact in a pill. */
import type { ReactNode } from "react";

import { classes } from "./classes";

export type BadgeTone = "plain" | "brand" | "accent" | "info" | "danger";

const TONES: Record<BadgeTone, string> = {
  plain: "bg-sunken text-muted",
  brand: "bg-brand-soft text-brand-ink",
  accent: "bg-accent-soft text-accent-ink",
  info: "bg-info-soft text-info-ink",
  danger: "bg-danger-soft text-danger",
};

export function Badge({ tone = "plain", children }: { tone?: BadgeTone; children: ReactNode }) {
  return (
    <span
      className={classes(
        "inline-flex items-center gap-1 rounded-full px-2.5 py-0.5 text-[0.8125rem] font-semibold whitespace-nowrap",
        TONES[tone],
      )}
    >
      {children}
    </span>
  );
}
