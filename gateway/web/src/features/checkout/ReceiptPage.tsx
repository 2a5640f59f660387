/** The receipt of one payment, made to be printed. */
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Printer } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { orderQuery } from "@/api/queries";
import type { Order } from "@/api/types";
import { useUser } from "@/app/useSession";
import { useFormats } from "@/i18n/useFormats";
import { Button } from "@/ui/Button";
import { Rosette } from "@/ui/Rosette";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/States";
import { useTitle } from "@/ui/useTitle";

export function ReceiptPage() {
  const { t } = useTranslation();
  const { orderId = "" } = useParams();
  const { data: order, error, refetch } = useQuery(orderQuery(orderId));
  useTitle(t("receipt.title"));
  return (
    <div className="page max-w-3xl pt-8">
      <div className="no-print mb-6 flex items-center justify-between gap-4">
        <Link
          to="/account/payments"
          className="inline-flex min-h-11 items-center gap-2 font-semibold text-muted hover:text-ink"
        >
          <ArrowLeft aria-hidden="true" className="mirror-rtl size-4.5" />
          {t("nav.payments")}
        </Link>
        {order?.status === "paid" && (
          <Button look="secondary" onClick={() => window.print()}>
            <Printer aria-hidden="true" className="size-4.5" />
            {t("receipt.print")}
          </Button>
        )}
      </div>
      {error && <ErrorState page error={error} retry={() => void refetch()} />}
      {!order && !error && (
        <Loading>
          <Skeleton className="h-96 rounded-3xl" />
        </Loading>
      )}
      {order && (order.status === "paid" ? <Receipt order={order} /> : <NotPaid />)}
    </div>
  );
}

function NotPaid() {
  const { t } = useTranslation();
  return (
    <EmptyState page title={t("receipt.notPaidTitle")}>
      {t("receipt.notPaid")}
    </EmptyState>
  );
}

function Receipt({ order }: { order: Order }) {
  const { t } = useTranslation();
  const { exactMoney, moment } = useFormats();
  const user = useUser();
  const facts = [
    [t("receipt.number"), order.receipt_number ?? "–"],
    [t("receipt.order"), order.number],
    [t("receipt.paidAt"), moment(order.paid_at ?? order.created_at)],
    [t("receipt.paidBy"), user?.name ?? ""],
    [t("account.email"), user?.email ?? ""],
    [t("receipt.provider"), order.provider.replace(/^./, (first) => first.toUpperCase())],
  ];
  return (
    <article className="rounded-3xl border border-line bg-surface p-6 sm:p-10 print:border-0 print:p-0">
      <header className="flex items-center justify-between gap-4 border-b border-line pb-6">
        <h1 className="text-3xl">{t("receipt.title")}</h1>
        <span className="flex items-center gap-2 font-display text-xl font-bold">
          <Rosette className="size-8 text-brand" />
          Academy
        </span>
      </header>
      <dl className="grid gap-x-10 gap-y-5 py-8 sm:grid-cols-2">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="text-sm text-muted">{name}</dt>
            <dd className="font-semibold break-words">
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <table className="w-full border-y border-line">
        <thead className="sr-only">
          <tr>
            <th scope="col">{t("receipt.item")}</th>
            <th scope="col">{t("receipt.amount")}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td className="py-5 pe-4" dir="auto">
              {order.course_title}
            </td>
            <td className="py-5 text-end whitespace-nowrap">{exactMoney(order.price)}</td>
          </tr>
          <tr className="border-t border-line font-display text-xl font-bold">
            <th scope="row" className="py-5 text-start">
              {t("receipt.total")}
            </th>
            <td className="py-5 text-end whitespace-nowrap">{exactMoney(order.price)}</td>
          </tr>
        </tbody>
      </table>
      <p className="pt-6 text-sm text-muted">{t("receipt.thanks")}</p>
    </article>
  );
}
