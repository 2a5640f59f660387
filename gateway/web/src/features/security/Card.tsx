/** One subject of the security page: what it is, how it stands, what can be done. */
import { type ReactNode, useId } from "react";

interface Props {
  title: string;
  badge?: ReactNode;
  action?: ReactNode;
  children?: ReactNode;
}

export function Card({ title, badge, action, children }: Props) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid gap-4 rounded-3xl border border-line bg-surface p-5 sm:p-7"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 id={id} className="text-xl">
          {title}
        </h2>
        {badge}
      </div>
      <div className="grid gap-4 text-muted">{children}</div>
      {action && <div className="flex flex-wrap gap-3">{action}</div>}
    </section>
  );
}
