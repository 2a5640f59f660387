/** Whether a certificate holds, as a pill. */
import { useTranslation } from "react-i18next";

import type { CertificateStatus } from "@/api/types";
import { Badge, type BadgeTone } from "@/ui/Badge";

const TONES: Record<CertificateStatus, BadgeTone> = {
  valid: "brand",
  expired: "accent",
  revoked: "danger",
  superseded: "info",
  withdrawn: "plain",
};

export function CertificateStatusBadge({ status }: { status: CertificateStatus }) {
  const { t } = useTranslation();
  return <Badge tone={TONES[status]}>{t(`certificates.status.${status}`)}</Badge>;
}
