/** On a draft that is being taken over: how far that is, and the way to its report. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { Notice } from "@/ui/Notice";
import { ProgressBar } from "@/ui/ProgressBar";

import { importsQuery, isUnderway, useShowImported } from "./queries";

export function ImportNotice({ courseId }: { courseId: string }) {
  const { t } = useTranslation();
  const { data: imports } = useQuery(importsQuery(courseId));
  const newest = imports?.[0];
  useShowImported(newest);
  if (!newest || !isUnderway(newest)) return null;
  return (
    <Notice
      title={t("exchange.underway")}
      action={
        <Link to={`/teach/imports/${newest.id}`} className="font-semibold underline">
          {t("exchange.toReport")}
        </Link>
      }
    >
      <p className="mb-2">{t("exchange.mayLeave")}</p>
      <ProgressBar value={newest.progress} max={100} label={t("exchange.progress")} />
    </Notice>
  );
}
