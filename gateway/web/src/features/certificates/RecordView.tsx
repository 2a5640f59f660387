/** What the register says of a certificate: its status, and every field that is printed. */
import { Ban, CircleCheck, Clock, Download, FileX, Replace } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { CertificateRecord, CertificateSnapshot, CertificateStatus } from "@/api/types";
import { useFormats } from "@/i18n/useFormats";
import { classes } from "@/ui/classes";

import { DownloadLink } from "./DownloadLink";

const LOOKS: Record<CertificateStatus, { look: string; Icon: typeof Ban }> = {
  valid: { look: "bg-brand-soft text-brand-ink", Icon: CircleCheck },
  expired: { look: "bg-accent-soft text-accent-ink", Icon: Clock },
  revoked: { look: "bg-danger-soft text-danger", Icon: Ban },
  superseded: { look: "bg-info-soft text-info-ink", Icon: Replace },
  withdrawn: { look: "bg-sunken text-ink", Icon: FileX },
};

export function RecordView({ record }: { record: CertificateRecord }) {
  const { t } = useTranslation();
  const snapshot = record.certificate?.snapshot;
  const printable = record.status === "valid" || record.status === "expired";
  return (
    <article className="overflow-hidden rounded-3xl border border-line bg-surface">
      <StatusBand record={record} />
      {snapshot && <Fields snapshot={snapshot} />}
      {snapshot && printable && (
        <div className="border-t border-line p-5 sm:px-8">
          <DownloadLink code={record.code} look="secondary">
            <Download aria-hidden="true" className="size-5" />
            {t("certificates.verify.compare")}
          </DownloadLink>
        </div>
      )}
      {record.certificate && <Signature record={record} />}
    </article>
  );
}

function StatusBand({ record }: { record: CertificateRecord }) {
  const { t } = useTranslation();
  const { moment, date } = useFormats();
  const { look, Icon } = LOOKS[record.status];
  const expires = record.certificate?.snapshot.expires_on;
  return (
    <div role="status" className={classes("flex items-start gap-4 p-5 sm:p-8", look)}>
      <Icon aria-hidden="true" className="mt-1 size-8 shrink-0" />
      <div className="grid min-w-0 gap-1.5">
        <h2 className="text-2xl">{t(`certificates.verify.${record.status}`)}</h2>
        {record.status === "expired" && expires && (
          <p>{t("certificates.verify.expiredOn", { date: date(expires) })}</p>
        )}
        {record.status === "revoked" && record.revoked_at && (
          <>
            <p>{t("certificates.verify.revokedOn", { moment: moment(record.revoked_at) })}</p>
            <p dir="auto" className="font-semibold break-words">
              {record.revocation_reason}
            </p>
          </>
        )}
        {record.superseded_by && (
          <p>
            {t("certificates.verify.replacedBy")}{" "}
            <Link
              to={`/verify/${record.superseded_by}`}
              className="font-mono font-semibold underline underline-offset-4"
            >
              <bdi>{record.superseded_by}</bdi>
            </Link>
          </p>
        )}
        {record.status === "withdrawn" && <p>{t("certificates.verify.withdrawnWhy")}</p>}
      </div>
    </div>
  );
}

function Fields({ snapshot }: { snapshot: CertificateSnapshot }) {
  const { t } = useTranslation();
  const { date, duration, percent } = useFormats();
  const facts: [label: string, value: string | null][] = [
    [t("certificates.field.holder"), snapshot.holder],
    [t("certificates.field.course"), snapshot.course],
    [t("certificates.field.edition"), snapshot.edition === null ? null : `${snapshot.edition}`],
    [t("certificates.field.lessons"), `${snapshot.lessons}`],
    [t("certificates.field.minutes"), snapshot.minutes ? duration(snapshot.minutes) : null],
    [t("certificates.field.grade"), snapshot.grade === null ? null : percent(snapshot.grade / 100)],
    [
      t("certificates.field.attended_classes"),
      snapshot.attended_classes ? `${snapshot.attended_classes}` : null,
    ],
    [t("certificates.field.teacher"), snapshot.teacher],
    [t("certificates.field.academy"), snapshot.academy],
    [t("certificates.field.issued_on"), date(snapshot.issued_on)],
    [
      t("certificates.field.expires_on"),
      snapshot.expires_on ? date(snapshot.expires_on) : t("certificates.verify.never"),
    ],
    [t("certificates.code"), snapshot.code],
  ];
  return (
    <dl className="grid gap-x-8 gap-y-5 p-5 sm:grid-cols-2 sm:p-8">
      {facts.map(([label, value]) =>
        value === null ? null : (
          <div key={label} className="min-w-0">
            <dt className="text-sm text-muted">{label}</dt>
            <dd dir="auto" className="own-side text-lg font-semibold break-words">
              {value}
            </dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** For those who check the signature themselves. */
function Signature({ record }: { record: CertificateRecord }) {
  const { t } = useTranslation();
  const certificate = record.certificate;
  if (!certificate) return null;
  return (
    <details className="border-t border-line px-5 py-4 sm:px-8">
      <summary className="min-h-9 font-semibold">{t("certificates.verify.signature")}</summary>
      <p className="mt-2 text-muted">
        {t("certificates.verify.signatureHow")}{" "}
        <a
          href="/.well-known/academy-certificate-keys.json"
          className="underline underline-offset-4"
        >
          {t("certificates.verify.keys")}
        </a>
      </p>
      <pre
        dir="ltr"
        tabIndex={0}
        aria-label={t("certificates.verify.signature")}
        className="mt-3 max-h-72 overflow-auto rounded-xl bg-code p-4 font-mono text-xs break-all whitespace-pre-wrap"
      >
        {JSON.stringify(certificate, null, 2)}
      </pre>
    </details>
  );
}
