/** Whose work the content is, and the licence that allows it to be shown. */
import { useTranslation } from "react-i18next";

import type { Licence } from "@/api/types";

const isWeb = (url: string): boolean => /^https?:\/\//.test(url);

function Outside({ url, text }: { url: string; text: string }) {
  if (!isWeb(url)) return <>{text}</>;
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer"
      className="underline underline-offset-2 hover:text-ink"
    >
      {text}
    </a>
  );
}

export function Credit({ licence }: { licence: Licence }) {
  const { t } = useTranslation();
  return (
    <p className="mt-10 border-t border-line pt-5 text-sm text-muted">
      {licence.credit && (
        <>
          {t("course.credit")} <Outside url={licence.credit_url} text={licence.credit} />
          {". "}
        </>
      )}
      {t("course.licence")} <Outside url={licence.url} text={licence.name} />
    </p>
  );
}
