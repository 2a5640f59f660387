/** One of the person's certificates: what it says, and what can be done with it. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BadgeCheck, Download, Link2, Printer } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api, unwrap } from "@/api/client";
import { keys } from "@/api/keys";
import type { CertificateCard } from "@/api/types";
import { useFormats } from "@/i18n/useFormats";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { Rosette } from "@/ui/Rosette";
import { saveAs } from "@/ui/save-as";
import { complain, toast } from "@/ui/Toasts";

import { DownloadLink } from "./DownloadLink";
import { verifyAddress } from "./queries";
import { CertificateStatusBadge } from "./status";

export function OwnCertificate({ card }: { card: CertificateCard }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const usable = card.status === "valid" || card.status === "expired";
  return (
    <article className="grid h-full content-start overflow-hidden rounded-3xl border border-line bg-surface">
      <div className="relative isolate grid gap-2 overflow-hidden bg-board p-6 text-on-board">
        <Rosette className="absolute -end-12 -top-12 -z-10 size-36 text-board-line" />
        <h2 className="pe-20 text-2xl">
          <Link to={`/courses/${card.course_slug}`} dir="auto" className="block hover:underline">
            {card.course_title}
          </Link>
        </h2>
        <p className="text-board-muted">
          <bdi>{card.holder}</bdi>
        </p>
      </div>
      <div className="grid gap-4 p-5 sm:p-6">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <CertificateStatusBadge status={card.status} />
          <span className="text-muted">
            {t("certificates.issuedOn", { date: date(card.issued_on) })}
          </span>
          {card.expires_on && (
            <span className="text-muted">
              {t("certificates.validUntil", { date: date(card.expires_on) })}
            </span>
          )}
        </div>
        <p className="font-mono text-sm" dir="ltr">
          <Link to={`/verify/${card.code}`} className="underline underline-offset-4">
            {card.code}
          </Link>
        </p>
        {usable && <Acts card={card} />}
        {card.renamed && <NewName code={card.code} />}
      </div>
    </article>
  );
}

function Acts({ card }: { card: CertificateCard }) {
  const { t } = useTranslation();
  const badge = useMutation({ mutationFn: () => saveBadge(card.code), onError: complain });
  const share = async () => {
    const url = verifyAddress(card.code);
    if (navigator.share) await navigator.share({ url, title: card.course_title }).catch(() => {});
    else await navigator.clipboard.writeText(url).then(() => toast(t("certificates.copied")));
  };
  return (
    <div className="flex flex-wrap gap-3">
      <DownloadLink code={card.code} label={`${t("certificates.download")}: ${card.course_title}`}>
        <Download aria-hidden="true" className="size-5" />
        {t("certificates.download")}
      </DownloadLink>
      <Button look="secondary" onClick={() => void share()}>
        <Link2 aria-hidden="true" className="size-5" />
        {t("certificates.share")}
      </Button>
      {card.status === "valid" && (
        <Button look="secondary" busy={badge.isPending} onClick={() => badge.mutate()}>
          <BadgeCheck aria-hidden="true" className="size-5" />
          {t("certificates.badge")}
        </Button>
      )}
    </div>
  );
}

/** The holder is called something else by now. */
function NewName({ code }: { code: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const reissue = useMutation({
    mutationFn: () =>
      unwrap(api.POST("/v1/me/certificates/{code}/reissue", { params: { path: { code } } })),
    onSuccess: () => {
      toast(t("certificates.reissued"));
      void client.invalidateQueries({ queryKey: keys.certificates });
    },
    onError: complain,
  });
  return (
    <Notice title={t("certificates.renamedTitle")}>
      <p>{t("certificates.renamed")}</p>
      <Button
        look="secondary"
        size="small"
        className="mt-3"
        busy={reissue.isPending}
        onClick={() => reissue.mutate()}
      >
        <Printer aria-hidden="true" className="size-4.5" />
        {t("certificates.reissue")}
      </Button>
    </Notice>
  );
}

/** The compact JWS as a file, which wallets of badges take. */
async function saveBadge(code: string): Promise<void> {
  const badge = await unwrap(
    api.GET("/v1/me/certificates/{code}/badge", { params: { path: { code } } }),
  );
  saveAs(new Blob([badge.jwt], { type: "application/vc+jwt" }), `${code}.jwt`);
}
