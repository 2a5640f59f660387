/** The formats of `formats.ts`, bound to the language that the page is shown in. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import * as formats from "./formats";

export function useFormats() {
  const locale = useTranslation().i18n.language;
  return useMemo(
    () => ({
      locale,
      money: (value: Parameters<typeof formats.formatMoney>[0]) => formats.formatMoney(value, locale),
      duration: (minutes: number) => formats.formatDuration(minutes, locale),
      date: (iso: string) => formats.formatDate(iso, locale),
      moment: (iso: string) => formats.formatMoment(iso, locale),
      percent: (share: number) => formats.formatPercent(share, locale),
      size: (bytes: number) => formats.formatSize(bytes, locale),
      language: (code: string) => formats.languageName(code, locale),
    }),
    [locale],
  );
}
