/** How an attempt did, in one pill. */
import { useTranslation } from "react-i18next";

import { useFormats } from "@/i18n/useFormats";
import { Badge } from "@/ui/Badge";

import type { AttemptResult } from "./types";

export function Grade({ result }: { result: AttemptResult }) {
  const { t } = useTranslation();
  const { percent } = useFormats();
  if (result.ungraded > 0) return <Badge tone="info">{t("quiz.waiting")}</Badge>;
  if (result.percent === null || result.percent === undefined)
    return <Badge>{t("quiz.finished")}</Badge>;
  const tone = result.passed === false ? "accent" : "brand";
  return <Badge tone={tone}>{percent(result.percent / 100)}</Badge>;
}
