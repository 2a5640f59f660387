/** Where a course stands, as a word and a color. */
import { useTranslation } from "react-i18next";

import type { CourseCard, CourseStatus } from "@/api/types";
import { Badge, type BadgeTone } from "@/ui/Badge";

const TONES: Record<CourseStatus, BadgeTone> = {
  draft: "plain",
  submitted: "info",
  changes_requested: "accent",
  approved: "brand",
  published: "brand",
  archived: "plain",
};

export function StatusBadge({ status }: { status: CourseStatus }) {
  const { t } = useTranslation();
  return <Badge tone={TONES[status]}>{t(`status.${status}`)}</Badge>;
}

/** Which edition the catalogue shows while its teacher goes on writing. */
export function LiveBadge({
  course,
}: {
  course: Pick<CourseCard, "live" | "revision" | "status">;
}) {
  const { t } = useTranslation();
  if (!course.live || course.status === "published") return null;
  return <Badge tone="brand">{t("publication.live", { number: course.revision })}</Badge>;
}
