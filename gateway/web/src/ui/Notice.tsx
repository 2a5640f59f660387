/** A message that stays in the page: information, success, warning or refusal. */
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

import { classes } from "./classes";

type Tone = "info" | "success" | "warning" | "danger";

const TONES = {
  info: { look: "bg-info-soft text-info-ink", Icon: Info },
  success: { look: "bg-brand-soft text-brand-ink", Icon: CircleCheck },
  warning: { look: "bg-accent-soft text-accent-ink", Icon: TriangleAlert },
  danger: { look: "bg-danger-soft text-danger", Icon: CircleAlert },
} as const;

interface Props {
  tone?: Tone;
  title?: string;
  action?: ReactNode;
  children?: ReactNode;
}

export function Notice({ tone = "info", title, action, children }: Props) {
  const { look, Icon } = TONES[tone];
  return (
    <div
      role={tone === "danger" ? "alert" : "status"}
      className={classes("flex items-start gap-3 rounded-2xl px-4 py-3.5 animate-fade", look)}
    >
      <Icon aria-hidden="true" className="mt-0.5 size-5 shrink-0" />
      <div className="grid min-w-0 flex-1 gap-1">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="text-[0.9375rem] break-words">{children}</div>}
      </div>
      {action}
    </div>
  );
}
