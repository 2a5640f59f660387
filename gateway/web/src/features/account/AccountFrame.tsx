/** The quiet frame of the account pages: one column, one question. */
import type { ReactNode } from "react";

import { Rosette } from "@/ui/Rosette";

interface Props {
  title: string;
  lead?: ReactNode;
  children?: ReactNode;
}

export function AccountFrame({ title, lead, children }: Props) {
  return (
    <section className="page-narrow py-12 sm:py-20">
      <Rosette className="mb-5 size-12 text-brand" />
      <h1 className="text-4xl">{title}</h1>
      {lead && <div className="mt-3 text-lg text-muted">{lead}</div>}
      <div className="mt-8 grid gap-6">{children}</div>
    </section>
  );
}
