/** The formats of `formats.ts`, bound to the language that the page is shown in. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { Money } from "@/api/types";

import * as formats from "./formats";

export function useFormats() {
  const locale = useTranslation().i18n.language;
  return useMemo(
    () => ({
      locale,
      money: (value: Money) => formats.formatMoney(value, locale),
      exactMoney: (value: Money) => formats.formatExactMoney(value, locale),
      duration: (minutes: number) => formats.formatDuration(minutes, locale),
      span: (seconds: number) => formats.formatSpan(seconds, locale),
      date: (iso: string) => formats.formatDate(iso, locale),
      moment: (iso: string) => formats.formatMoment(iso, locale),
      percent: (share: number) => formats.formatPercent(share, locale),
      size: (bytes: number) => formats.formatSize(bytes, locale),
      language: (code: string) => formats.languageName(code, locale),
    }),
    [locale],
  );
}
