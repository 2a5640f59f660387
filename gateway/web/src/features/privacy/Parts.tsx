/** Which parts of the academy have answered already. */
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { DataPart } from "@/api/types";
import { Spinner } from "@/ui/Spinner";

export function Parts({ parts }: { parts: DataPart[] }) {
  const { t } = useTranslation();
  return (
    <ul className="grid gap-2">
      {parts.map(({ service, done }) => (
        <li key={service} className="flex items-center gap-3">
          {done ? (
            <Check aria-hidden="true" className="size-5 text-brand" />
          ) : (
            <Spinner className="size-5" />
          )}
          <span>{t(`privacy.part.${service}`, { defaultValue: service })}</span>
          <span className="sr-only">{t(done ? "privacy.done" : "privacy.underWay")}</span>
        </li>
      ))}
    </ul>
  );
}
