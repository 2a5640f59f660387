/** What a course calls its chapters. */
import { useTranslation } from "react-i18next";

import type { CourseDraft, SectionLabel } from "@/api/types";
import { Select } from "@/ui/Field";

import { useLabelSections } from "./useDraft";

export function SectionLabelChoice({ draft, frozen }: { draft: CourseDraft; frozen: boolean }) {
  const { t } = useTranslation();
  const label = useLabelSections(draft.id);
  return (
    <label className="flex items-center gap-2.5 text-[0.9375rem]">
      <span className="text-muted">{t("tree.divided")}</span>
      <Select
        value={draft.section_label ?? "module"}
        disabled={frozen || label.isPending}
        onChange={(event) => label.mutate(event.target.value as SectionLabel)}
        className="min-h-10 py-1"
      >
        <option value="module">{t("tree.module.plural")}</option>
        <option value="week">{t("tree.week.plural")}</option>
      </Select>
    </label>
  );
}
