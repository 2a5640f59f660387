/** After the last lesson: the certificate, or what is still missing for it. */
import { useQuery } from "@tanstack/react-query";
import { Award, Download } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { ButtonLink } from "@/ui/Button";
import { Rosette } from "@/ui/Rosette";

import { DownloadLink } from "./DownloadLink";
import { courseProgressQuery } from "./queries";
import { Requirements } from "./Requirements";

interface Props {
  courseId: string;
  /** What is said when the course gives no certificate. */
  children: ReactNode;
}

export function CertificateMoment({ courseId, children }: Props) {
  const { t } = useTranslation();
  const { data } = useQuery(courseProgressQuery(courseId));
  if (!data?.offered) return children;
  if (!data.certificate || data.certificate.status !== "valid") {
    return (
      <section className="grid gap-4 rounded-3xl bg-brand-soft p-6 text-brand-ink">
        <h2 className="text-xl">{t("certificates.almost")}</h2>
        <Requirements requirements={data.requirements} />
      </section>
    );
  }
  return (
    <section
      role="status"
      className="relative isolate grid justify-items-center gap-4 overflow-hidden rounded-3xl bg-board px-5 py-10 text-center text-on-board animate-rise"
    >
      <Rosette className="absolute -start-16 -top-20 -z-10 size-48 text-board-line motion-safe:animate-[spin_40s_linear_infinite]" />
      <Rosette className="absolute -end-24 -bottom-24 -z-10 size-56 text-board-line motion-safe:animate-[spin_60s_linear_infinite]" />
      <Award aria-hidden="true" className="size-14 text-accent" />
      <h2 className="text-3xl">{t("certificates.earnedTitle")}</h2>
      <p dir="auto" className="max-w-md text-board-muted">
        {t("certificates.earned", { course: data.course_title })}
      </p>
      <div className="mt-2 flex flex-wrap justify-center gap-3">
        <DownloadLink code={data.certificate.code} look="board">
          <Download aria-hidden="true" className="size-5" />
          {t("certificates.download")}
        </DownloadLink>
        <ButtonLink to="/certificates" look="secondary">
          {t("certificates.see")}
        </ButtonLink>
      </div>
    </section>
  );
}
