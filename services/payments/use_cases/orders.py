"""Looking at orders."""

from contracts.payments.messages import (
    AdminOrder,
    GetOrder,
    GetPaymentsOverview,
    ListAllOrders,
    ListOrders,
    ListOrdersOf,
    Order,
    OrderStatus,
    PaymentsOverview,
)
from contracts.types import Money, Page
from services.common.work import UnitOfWork
from services.payments import models, policies
from services.payments.repository import MoneyRepository, OrderRepository


def get_order(work: UnitOfWork, request: GetOrder) -> Order:
    """One of the caller's orders."""
    order = OrderRepository(work.session).get(request.order_id)
    policies.ensure_own(work.actor, order)
    return to_order(order)


def list_orders(work: UnitOfWork, request: ListOrders) -> Page[Order]:
    """The caller's orders, newest first."""
    rows, cursor = OrderRepository(work.session).list_own(work.actor.user_id, request)
    return Page(items=[to_order(row[0]) for row in rows], next=cursor)


def list_all_orders(work: UnitOfWork, request: ListAllOrders) -> Page[AdminOrder]:
    """Everybody's orders, newest first, for an admin."""
    rows, cursor = OrderRepository(work.session).list_all(request)
    return Page(items=[to_admin_order(row[0], row[1]) for row in rows], next=cursor)


def list_orders_of(work: UnitOfWork, request: ListOrdersOf) -> Page[AdminOrder]:
    """A person's orders, newest first; for staff."""
    rows, cursor = OrderRepository(work.session).list_of(request)
    return Page(items=[to_admin_order(row[0], row[1]) for row in rows], next=cursor)


def get_payments_overview(work: UnitOfWork, _: GetPaymentsOverview) -> PaymentsOverview:
    """Revenue from the ledger and counts of orders; the day is that of UTC."""
    money = MoneyRepository(work.session)
    counts = OrderRepository(work.session).count()
    return PaymentsOverview(
        revenue=money.revenue(),
        revenue_today=money.revenue(work.now.replace(hour=0, minute=0, second=0, microsecond=0)),
        paid_orders=counts.get(OrderStatus.PAID, 0),
        pending_orders=counts.get(OrderStatus.PENDING, 0),
    )


def to_order(row: models.Order) -> Order:
    """An order as its buyer sees it; the payment page only while it can be used."""
    payable = row.status is OrderStatus.PENDING and row.problem is None
    return Order(
        id=row.id,
        number=row.number,
        course_id=row.course_id,
        course_slug=row.course_slug,
        course_title=row.course_title,
        price=Money(amount=row.amount, currency=row.currency),
        status=row.status,
        provider=row.provider,
        created_at=row.created_at,
        paid_at=row.paid_at,
        receipt_number=row.receipt_number,
        checkout_url=row.checkout_url if payable else None,
    )


def to_admin_order(row: models.Order, buyer: models.Buyer | None) -> AdminOrder:
    """An order as an admin sees it, with the reference to find it at the provider."""
    order = to_order(row)
    return AdminOrder(
        **{name: getattr(order, name) for name in order.__struct_fields__},
        buyer_id=row.buyer_id,
        buyer_name=buyer.name if buyer else "",
        buyer_email=buyer.email if buyer else "",
        provider_reference=row.payment_reference or row.provider_reference,
    )
