/** On a course's page: the certificate, or what is still missing. */
import { useQuery } from "@tanstack/react-query";
import { Award } from "lucide-react";
import { useTranslation } from "react-i18next";

import { ButtonLink } from "@/ui/Button";

import { courseProgressQuery } from "./queries";
import { Requirements } from "./Requirements";
import { CertificateStatusBadge } from "./status";

export function CourseCertificate({ courseId }: { courseId: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(courseProgressQuery(courseId));
  if (!data || (!data.offered && !data.certificate)) return null;
  return (
    <section
      aria-labelledby="certificate"
      className="mt-10 grid gap-4 rounded-3xl border border-line bg-surface p-5 sm:p-6"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Award aria-hidden="true" className="size-6 text-brand" />
        <h2 id="certificate" className="text-xl">
          {t("certificates.one")}
        </h2>
        {data.certificate && <CertificateStatusBadge status={data.certificate.status} />}
      </div>
      {data.certificate ? (
        <div>
          <ButtonLink to="/certificates" look="secondary">
            {t("certificates.see")}
          </ButtonLink>
        </div>
      ) : (
        <Requirements requirements={data.requirements} />
      )}
    </section>
  );
}
