/** Where a course stands, as a word and a color. */
import { useTranslation } from "react-i18next";

import type { CourseStatus } from "@/api/types";
import { Badge, type BadgeTone } from "@/ui/Badge";

const TONES: Record<CourseStatus, BadgeTone> = {
  draft: "plain",
  submitted: "info",
  changes_requested: "accent",
  published: "brand",
  archived: "plain",
};

export function StatusBadge({ status }: { status: CourseStatus }) {
  const { t } = useTranslation();
  return <Badge tone={TONES[status]}>{t(`status.${status}`)}</Badge>;
}
