/** How a lesson teaches, as large choices. */
import { FileText, Link, ListChecks, SquarePlay, Upload } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { LessonKind } from "@/api/types";
import { classes } from "@/ui/classes";

const KINDS = [
  { kind: "article", Icon: FileText },
  { kind: "video", Icon: Upload },
  { kind: "youtube", Icon: SquarePlay },
  { kind: "link", Icon: Link },
  { kind: "quiz", Icon: ListChecks },
] as const;

interface Props {
  value: LessonKind;
  onChange: (kind: LessonKind) => void;
  name: string;
}

export function KindChoice({ value, onChange, name }: Props) {
  const { t } = useTranslation();
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 text-[0.9375rem] font-semibold">{t("editor.kind")}</legend>
      <div className="grid grid-cols-2 gap-2 sm:grid-cols-6">
        {KINDS.map(({ kind, Icon }) => (
          <label
            key={kind}
            className={classes(
              "last:col-span-2 sm:col-span-2 sm:nth-[n+4]:col-span-3",
              "flex min-h-13 cursor-pointer items-center gap-3 rounded-2xl border px-4 font-medium",
              "has-disabled:pointer-events-none has-disabled:opacity-55",
              "transition-colors has-focus-visible:outline-3 has-focus-visible:outline-accent",
              value === kind
                ? "border-brand bg-brand-soft text-brand-ink"
                : "border-line-strong bg-surface hover:border-brand",
            )}
          >
            <input
              type="radio"
              name={name}
              value={kind}
              checked={value === kind}
              onChange={() => onChange(kind)}
              className="sr-only"
            />
            <Icon aria-hidden="true" className="size-5 shrink-0" />
            {t(`editor.kinds.${kind}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
