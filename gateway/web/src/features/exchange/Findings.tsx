/** What could not be taken over, by reason, each with its place. */
import { ChevronDown } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { Finding } from "@/api/types";
import { useFormats } from "@/i18n/useFormats";
import { Notice } from "@/ui/Notice";

export function Findings({ findings }: { findings: Finding[] }) {
  const { t } = useTranslation();
  const { locale } = useFormats();
  if (findings.length === 0) {
    return <Notice tone="info">{t("exchange.nothingLost")}</Notice>;
  }
  const losses = [...new Set(findings.map(({ loss }) => loss))];
  const groups = losses.map((loss) => [loss, findings.filter((one) => one.loss === loss)] as const);
  return (
    <section aria-labelledby="lost" className="grid gap-4">
      <h2 id="lost" className="text-2xl">
        {t("exchange.lostTitle")}
      </h2>
      <ul className="grid gap-3">
        {groups.map(([loss, found]) => (
          <li key={loss}>
            <details className="group rounded-2xl border border-line bg-surface">
              <summary className="flex min-h-11 cursor-pointer items-center justify-between gap-4 px-4 py-3">
                <span className="font-semibold">{t(`exchange.loss.${loss}`)}</span>
                <span className="flex shrink-0 items-center gap-3">
                  <span className="rounded-full bg-sunken px-2.5 py-0.5 text-sm tabular-nums">
                    {found.length.toLocaleString(locale)}
                  </span>
                  <ChevronDown
                    aria-hidden="true"
                    className="size-4.5 text-muted transition-transform group-open:rotate-180"
                  />
                </span>
              </summary>
              <ul className="grid gap-2 border-t border-line px-4 py-3 text-[0.9375rem]">
                {found.map(({ place, what }) => (
                  <li key={`${place} ${what}`} className="grid gap-0.5">
                    {place && (
                      <span dir="auto" className="text-muted">
                        {place}
                      </span>
                    )}
                    <bdi className="font-mono text-sm break-all">{what}</bdi>
                  </li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}
