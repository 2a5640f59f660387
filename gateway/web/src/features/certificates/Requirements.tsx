/** What a course asks for before it gives a certificate, and how far somebody is. */
import { Check, Circle } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { Requirement } from "@/api/types";
import { useFormats } from "@/i18n/useFormats";
import { classes } from "@/ui/classes";

export function Requirements({ requirements }: { requirements: Requirement[] }) {
  const explain = useExplanation();
  const { t } = useTranslation();
  return (
    <ul className="grid gap-2">
      {requirements.map((one) => (
        <li
          key={one.kind}
          className={classes("flex items-start gap-2.5", one.met ? "text-ink" : "text-muted")}
        >
          {one.met ? (
            <Check aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-brand" />
          ) : (
            <Circle aria-hidden="true" className="mt-1 size-4 shrink-0" />
          )}
          <span>
            {explain(one)}
            <span className="sr-only">
              {" "}
              {t(one.met ? "certificates.met" : "certificates.unmet")}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A requirement as a sentence: "3 of 5 lessons", "quiz average 72 % of 80 % needed". */
export function useExplanation() {
  const { t } = useTranslation();
  const { percent } = useFormats();
  return (one: Requirement): string => {
    switch (one.kind) {
      case "lessons":
        return t("certificates.asks.lessons", { reached: one.reached, count: one.needed });
      case "quiz_average":
        return t("certificates.asks.average", {
          reached: percent(one.reached / 100),
          needed: percent(one.needed / 100),
        });
      case "each_quiz":
        return t("certificates.asks.each", {
          reached: one.reached,
          count: one.total,
          needed: percent((one.percent ?? 0) / 100),
        });
      case "classes":
        return t("certificates.asks.classes", { reached: one.reached, count: one.needed });
      case "sign_off":
        return t(one.met ? "certificates.asks.signedOff" : "certificates.asks.signOff");
    }
  };
}
