/** Somebody drops a PDF, and the academy says whether it made it. */
import { useMutation } from "@tanstack/react-query";
import { FileCheck2, FileUp, FileWarning, FileX2 } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api, unwrap } from "@/api/client";
import { asProblem, reasonOf } from "@/api/problems";
import type { FileCheck } from "@/api/types";
import { classes } from "@/ui/classes";
import { Notice } from "@/ui/Notice";
import { Spinner } from "@/ui/Spinner";

import { toBase64 } from "./base64";
import { CertificateStatusBadge } from "./status";

const MOST_BYTES = 700_000;

const LOOKS = {
  genuine: { look: "bg-brand-soft text-brand-ink", Icon: FileCheck2 },
  altered: { look: "bg-danger-soft text-danger", Icon: FileWarning },
  unknown: { look: "bg-accent-soft text-accent-ink", Icon: FileX2 },
} as const;

export function DropCheck() {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const check = useMutation({ mutationFn: ask });
  const take = (file: File | undefined) => file && check.mutate(file);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  const tooLarge = check.error instanceof TooLarge;
  const refusal = check.error && !tooLarge ? asProblem(check.error) : null;
  return (
    <section
      aria-labelledby="drop"
      className="grid h-full content-start gap-4 rounded-3xl border border-line bg-surface p-5 sm:p-6"
    >
      <h2 id="drop" className="text-xl">
        {t("certificates.verify.byFile")}
      </h2>
      <button
        type="button"
        disabled={check.isPending}
        onClick={() => input.current?.click()}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={classes(
          "grid min-h-32 place-items-center gap-2 rounded-2xl border-2 border-dashed p-5 text-center text-muted",
          over
            ? "border-brand bg-brand-soft text-brand-ink"
            : "border-line-strong hover:border-brand",
        )}
      >
        {check.isPending ? <Spinner /> : <FileUp aria-hidden="true" className="size-8" />}
        <span>{t("certificates.verify.drop")}</span>
      </button>
      <input
        ref={input}
        type="file"
        accept="application/pdf,.pdf"
        aria-label={t("certificates.verify.byFile")}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          take(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      <div aria-live="polite" className="grid gap-4 empty:hidden">
        {refusal && (
          <Notice tone="danger" title={refusal.title || t("error.title")}>
            {reasonOf(refusal)}
          </Notice>
        )}
        {tooLarge && (
          <Notice tone="danger" title={t("certificates.verify.tooLargeTitle")}>
            {t("certificates.verify.tooLarge")}
          </Notice>
        )}
        {check.data && <Verdict check={check.data} />}
      </div>
    </section>
  );
}

function Verdict({ check }: { check: FileCheck }) {
  const { t } = useTranslation();
  const names: Record<string, string> = t("certificates.field", { returnObjects: true });
  const { look, Icon } = LOOKS[check.verdict];
  return (
    <div className={classes("grid gap-3 rounded-2xl p-5", look)}>
      <h3 className="flex items-center gap-2.5 text-lg">
        <Icon aria-hidden="true" className="size-6 shrink-0" />
        {t(`certificates.verdict.${check.verdict}`)}
      </h3>
      <p>{t(`certificates.reason.${check.reason ?? "none"}`)}</p>
      {check.differences.length > 0 && (
        <ul className="grid gap-2">
          {check.differences.map((one) => (
            <li key={one.field}>
              <span className="font-semibold">{names[one.field] ?? one.field}:</span>{" "}
              <del>
                <bdi>{one.in_file || "–"}</bdi>
              </del>{" "}
              <ins className="font-semibold no-underline">
                <bdi>{one.in_register || "–"}</bdi>
              </ins>
            </li>
          ))}
        </ul>
      )}
      {check.record && (
        <p className="flex flex-wrap items-center gap-3">
          <CertificateStatusBadge status={check.record.status} />
          <Link
            to={`/verify/${check.record.code}`}
            className="font-mono font-semibold underline underline-offset-4"
          >
            {check.record.code}
          </Link>
        </p>
      )}
    </div>
  );
}

class TooLarge extends Error {}

async function ask(file: File): Promise<FileCheck> {
  if (file.size > MOST_BYTES) throw new TooLarge();
  const content = toBase64(new Uint8Array(await file.arrayBuffer()));
  return unwrap(api.POST("/v1/certificate-check", { body: { content } }));
}
