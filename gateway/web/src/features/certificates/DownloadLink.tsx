/** A link that saves the PDF; it looks like a button. */
import type { ReactNode } from "react";

import { ButtonLink, type Look } from "@/ui/Button";

import { pdfAddress } from "./queries";

interface Props {
  code: string;
  look?: Look;
  label?: string;
  children: ReactNode;
}

export function DownloadLink({ code, look, label, children }: Props) {
  return (
    <ButtonLink reloadDocument download to={pdfAddress(code)} look={look} aria-label={label}>
      {children}
    </ButtonLink>
  );
}
