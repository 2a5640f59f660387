"""How an order becomes paid or expired: one reducer, fed by webhooks, buyers and a timer."""

from uuid import UUID

import structlog

from contracts.payments.errors import ProviderUnavailable
from contracts.payments.messages import (
    Order,
    OrderExpired,
    OrderPaid,
    OrderStatus,
    VerifyOrder,
)
from contracts.types import Money
from services.common.work import Begin, UnitOfWork
from services.payments import models, policies
from services.payments.policies import Step
from services.payments.provider import Checkout, PaymentProvider
from services.payments.repository import MoneyRepository, OrderRepository
from services.payments.use_cases.orders import to_order

log = structlog.get_logger()

BATCH = 100


def settle(work: UnitOfWork, order: models.Order, seen: Checkout) -> None:
    """Move a locked order forward to what the provider says; saying it again changes nothing."""
    order.looked_at = work.now
    step = policies.next_step(order, seen, work.now)
    if step is Step.PAY:
        _pay(work, order, seen)
    elif step is Step.EXPIRE:
        _expire(work, order)
    elif step is Step.DISPUTE:
        _dispute(order, seen)


def look_at_order(begin: Begin, provider: PaymentProvider, order_id: UUID, reference: str) -> Order:
    """Ask how a payment page stands and settle its order accordingly."""
    seen = provider.look(reference)
    with begin() as work:
        order = OrderRepository(work.session).get_for_update(order_id)
        settle(work, order, seen)
        return to_order(order)


def verify_order(begin: Begin, provider: PaymentProvider, request: VerifyOrder) -> Order:
    """Settle the order of a buyer who came back from the payment page."""
    with begin() as work:
        order = OrderRepository(work.session).get(request.order_id)
        policies.ensure_own(work.actor, order)
    if order.status is OrderStatus.PAID or order.provider_reference is None:
        return to_order(order)
    return look_at_order(begin, provider, order.id, order.provider_reference)


def settle_forgotten_orders(begin: Begin, provider: PaymentProvider) -> None:
    """Look at open orders whose webhook may never come."""
    with begin() as work:
        before = work.now - policies.LOOK_AFTER
        orders = OrderRepository(work.session).list_unsettled(before, BATCH)
    for order in orders:
        try:
            _settle_forgotten(begin, provider, order)
        except ProviderUnavailable:
            log.warning("payments.provider.unavailable", order_id=str(order.id))
            return
        except Exception:
            log.exception("payments.order.not_settled", order_id=str(order.id))


def _settle_forgotten(begin: Begin, provider: PaymentProvider, order: models.Order) -> None:
    if order.provider_reference is not None:
        look_at_order(begin, provider, order.id, order.provider_reference)
        return
    with begin() as work:
        row = OrderRepository(work.session).get_for_update(order.id)
        row.looked_at = work.now
        if row.provider_reference is None and policies.is_over(row, work.now):
            _expire(work, row)


def _pay(work: UnitOfWork, order: models.Order, seen: Checkout) -> None:
    """Book the sale, number the receipt and announce both, all or nothing."""
    money = MoneyRepository(work.session)
    receipt = policies.receipt_number(work.now.year, money.next_receipt(work.now.year))
    order.status, order.paid_at, order.receipt_number = OrderStatus.PAID, work.now, receipt
    order.payment_reference = seen.payment_reference
    money.record_sale(order, work.now)
    work.record(
        OrderPaid(
            order_id=order.id,
            order_number=order.number,
            receipt_number=receipt,
            buyer_id=order.buyer_id,
            course_id=order.course_id,
            course_title=order.course_title,
            price=Money(amount=order.amount, currency=order.currency),
            paid_at=work.now,
        )
    )
    log.info("payments.order.paid", order_id=str(order.id), receipt=receipt)


def _expire(work: UnitOfWork, order: models.Order) -> None:
    order.status = OrderStatus.EXPIRED
    work.record(OrderExpired(order_id=order.id, buyer_id=order.buyer_id, course_id=order.course_id))
    log.info("payments.order.expired", order_id=str(order.id))


def _dispute(order: models.Order, seen: Checkout) -> None:
    """Money arrived that is not what was agreed: a person has to look, access is not given."""
    order.problem = f"paid {seen.amount} {seen.currency} on {seen.reference}"
    log.error(
        "payments.order.amount_differs",
        order_id=str(order.id),
        agreed=f"{order.amount} {order.currency}",
        paid=f"{seen.amount} {seen.currency}",
        reference=seen.reference,
    )
