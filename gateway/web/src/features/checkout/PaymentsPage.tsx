/** What the person has paid, with a receipt for each payment. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { ordersQuery } from "@/api/queries";
import type { Order } from "@/api/types";
import { Cover } from "@/features/catalogue/Cover";
import { SettingsPage } from "@/features/settings/SettingsPage";
import { useFormats } from "@/i18n/useFormats";
import { Badge, type BadgeTone } from "@/ui/Badge";
import { Button, ButtonLink } from "@/ui/Button";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/States";

const TONES: Record<Order["status"], BadgeTone> = {
  paid: "brand",
  pending: "accent",
  expired: "plain",
};

export function PaymentsPage() {
  const { t } = useTranslation();
  const query = useInfiniteQuery(ordersQuery);
  const orders = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <SettingsPage title={t("payments.title")}>
      {query.isPending && (
        <Loading className="grid gap-3">
          <Skeleton className="h-24 rounded-2xl" />
          <Skeleton className="h-24 rounded-2xl" />
        </Loading>
      )}
      {query.error && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.data && orders.length === 0 && (
        <EmptyState
          title={t("payments.emptyTitle")}
          action={<ButtonLink to="/courses">{t("action.browse")}</ButtonLink>}
        >
          {t("payments.empty")}
        </EmptyState>
      )}
      <ul className="grid gap-3">
        {orders.map((order) => (
          <li key={order.id}>
            <OrderRow order={order} />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <div className="text-center">
          <Button
            look="secondary"
            busy={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t("payments.more")}
          </Button>
        </div>
      )}
    </SettingsPage>
  );
}

function OrderRow({ order }: { order: Order }) {
  const { t } = useTranslation();
  const { money, date } = useFormats();
  return (
    <article className="flex flex-wrap items-center gap-x-5 gap-y-3 rounded-2xl border border-line bg-surface p-4">
      <div className="h-14 w-22 shrink-0 overflow-hidden rounded-xl">
        <Cover slug={order.course_slug} url={null} />
      </div>
      <div className="min-w-0 flex-1 basis-52">
        <h2 dir="auto" className="text-lg">
          <Link to={`/courses/${order.course_slug}`} className="hover:underline">
            {order.course_title}
          </Link>
        </h2>
        <p className="text-sm text-muted">
          {date(order.paid_at ?? order.created_at)} · <bdi>{order.number}</bdi>
        </p>
      </div>
      <Badge tone={TONES[order.status]}>{t(`payments.status.${order.status}`)}</Badge>
      <p className="font-display text-lg font-bold">{money(order.price)}</p>
      <OrderAction order={order} />
    </article>
  );
}

function OrderAction({ order }: { order: Order }) {
  const { t } = useTranslation();
  if (order.status === "paid") {
    return (
      <ButtonLink
        to={`/account/payments/${order.id}`}
        look="secondary"
        size="small"
        aria-label={t("payments.receiptOf", { course: order.course_title })}
      >
        {t("payments.receipt")}
      </ButtonLink>
    );
  }
  if (order.status === "pending") {
    return (
      <ButtonLink to={`/checkout/return?order=${order.id}`} look="secondary" size="small">
        {t("payments.check")}
      </ButtonLink>
    );
  }
  return (
    <ButtonLink to={`/courses/${order.course_slug}`} look="quiet" size="small">
      {t("checkout.tryAgain")}
    </ButtonLink>
  );
}
