/** The certificates that the person has, and those that they are on the way to. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { CertificateProgress } from "@/api/types";
import { Button, ButtonLink } from "@/ui/Button";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/States";
import { useTitle } from "@/ui/useTitle";

import { OwnCertificate } from "./OwnCertificate";
import { certificatesQuery, progressQuery } from "./queries";
import { Requirements } from "./Requirements";

export function CertificatesPage() {
  const { t } = useTranslation();
  useTitle(t("certificates.title"));
  const mine = useInfiniteQuery(certificatesQuery);
  const offers = useInfiniteQuery(progressQuery);
  const certificates = mine.data?.pages.flatMap((page) => page.items) ?? [];
  const open = offers.data?.pages.flatMap((page) => page.items) ?? [];
  const error = mine.error ?? offers.error;
  const retry = () => void Promise.all([mine.refetch(), offers.refetch()]);
  const empty = mine.data && offers.data && certificates.length + open.length === 0;
  return (
    <div className="page max-w-5xl pt-10">
      <h1 className="text-4xl">{t("certificates.title")}</h1>
      {(mine.isPending || offers.isPending) && !error && (
        <Loading className="mt-8 grid gap-4 sm:grid-cols-2">
          <Skeleton className="h-64 rounded-3xl" />
          <Skeleton className="h-64 rounded-3xl" />
        </Loading>
      )}
      {error && <ErrorState error={error} retry={retry} />}
      {empty && (
        <EmptyState
          title={t("certificates.emptyTitle")}
          action={<ButtonLink to="/courses">{t("action.browse")}</ButtonLink>}
        >
          {t("certificates.empty")}
        </EmptyState>
      )}
      {certificates.length > 0 && (
        <ul className="mt-8 grid gap-5 lg:grid-cols-2">
          {certificates.map((card) => (
            <li key={card.code}>
              <OwnCertificate card={card} />
            </li>
          ))}
        </ul>
      )}
      <More query={mine} />
      {open.length > 0 && (
        <section aria-labelledby="on-the-way" className="mt-12">
          <h2 id="on-the-way" className="text-2xl">
            {t("certificates.onTheWay")}
          </h2>
          <ul className="mt-5 grid gap-4 lg:grid-cols-2">
            {open.map((progress) => (
              <li key={progress.course_id}>
                <OpenCertificate progress={progress} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <More query={offers} />
    </div>
  );
}

function OpenCertificate({ progress }: { progress: CertificateProgress }) {
  return (
    <article className="grid h-full content-start gap-4 rounded-3xl border border-line bg-surface p-5 sm:p-6">
      <h3 dir="auto" className="text-lg">
        <Link to={`/courses/${progress.course_slug}`} className="hover:underline">
          {progress.course_title}
        </Link>
      </h3>
      <Requirements requirements={progress.requirements} />
    </article>
  );
}

interface MoreProps {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

function More({ query }: MoreProps) {
  const { t } = useTranslation();
  if (!query.hasNextPage) return null;
  return (
    <div className="mt-6 text-center">
      <Button
        look="secondary"
        busy={query.isFetchingNextPage}
        onClick={() => void query.fetchNextPage()}
      >
        {t("catalogue.more")}
      </Button>
    </div>
  );
}
