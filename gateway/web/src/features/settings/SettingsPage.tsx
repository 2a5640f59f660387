/** One page of the account: its name, a sentence about it, and cards for what can be done. */
import type { ReactNode } from "react";

import { classes } from "@/ui/classes";
import { useTitle } from "@/ui/useTitle";

interface PageProps {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}

export function SettingsPage({ title, lead, children }: PageProps) {
  useTitle(title);
  return (
    <>
      <h1 className="text-4xl">{title}</h1>
      {lead && <p className="mt-3 max-w-2xl text-lg text-muted">{lead}</p>}
      <div className="mt-8 grid gap-6">{children}</div>
    </>
  );
}

interface CardProps {
  title: string;
  description?: ReactNode;
  /** For what cannot be undone. */
  tone?: "plain" | "danger";
  children?: ReactNode;
}

export function SettingsCard({ title, description, tone = "plain", children }: CardProps) {
  return (
    <section
      className={classes(
        "grid min-w-0 gap-5 rounded-3xl border bg-surface p-5 sm:p-7",
        tone === "danger" ? "border-danger" : "border-line",
      )}
    >
      <div className="grid gap-1.5">
        <h2 className="text-xl">{title}</h2>
        {description && <div className="text-muted">{description}</div>}
      </div>
      {children}
    </section>
  );
}
