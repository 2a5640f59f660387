"""From the wish to buy a course to the address of a payment page.

The order is committed before the provider is asked, so whatever happens to the answer, the next
attempt finds the same order and asks under the same idempotency key.
"""

from uuid import UUID

from contracts.payments.errors import ProviderUnavailable
from contracts.payments.messages import Order, OrderStatus, StartCheckout
from contracts.types import Money
from services.common.database import new_id
from services.common.work import Begin, UnitOfWork
from services.payments import models, policies
from services.payments.provider import AttemptSpent, CheckoutWish, PaymentProvider
from services.payments.repository import CopyRepository, OrderRepository
from services.payments.use_cases.orders import to_order
from services.payments.use_cases.settlement import look_at_order


def start_checkout(begin: Begin, provider: PaymentProvider, request: StartCheckout) -> Order:
    """Order a course, or go on with the order that waits for its money."""
    with begin() as work:
        order = _place_order(work, provider, request.course_id)
        is_over = policies.is_over(order, work.now)
    if order.provider_reference is not None and is_over:
        look_at_order(begin, provider, order.id, order.provider_reference)
        with begin() as work:
            order = _place_order(work, provider, request.course_id)
    if order.checkout_url is not None:
        return to_order(order)
    return _open_page(begin, provider, order)


def _place_order(work: UnitOfWork, provider: PaymentProvider, course_id: UUID) -> models.Order:
    """The buyer's open order for the course, placed now if there is none."""
    buyer_id = work.actor.user_id
    orders = OrderRepository(work.session)
    course = CopyRepository(work.session).get_course(course_id)
    policies.ensure_for_sale(course)
    order = orders.place(_new_order(work, provider, course))
    policies.ensure_not_owned(orders.is_owned(buyer_id, course_id))
    if policies.needs_new_attempt(order, work.now):
        _begin_attempt(work, order)
    return order


def _new_order(
    work: UnitOfWork, provider: PaymentProvider, course: models.PricedCourse
) -> dict[str, object]:
    return {
        "id": new_id(),
        "number": policies.order_number(OrderRepository(work.session).next_number()),
        "buyer_id": work.actor.user_id,
        "course_id": course.course_id,
        "course_slug": course.slug,
        "course_title": course.title,
        "amount": course.amount,
        "currency": course.currency,
        "status": OrderStatus.PENDING,
        "provider": provider.name,
        "attempt": 1,
        "attempted_at": work.now,
        "expires_at": work.now + policies.PAGE_LASTS,
        "created_at": work.now,
        "looked_at": work.now,
    }


def _begin_attempt(work: UnitOfWork, order: models.Order) -> None:
    """Ask for a page under a new key, with its full time before it."""
    order.attempt += 1
    order.attempted_at = work.now
    order.expires_at = work.now + policies.PAGE_LASTS


def _open_page(begin: Begin, provider: PaymentProvider, order: models.Order) -> Order:
    """Ask the provider for a page and remember it; no transaction is open meanwhile."""
    with begin() as work:
        buyer = CopyRepository(work.session).find_buyer(order.buyer_id)
    try:
        page = provider.open_checkout(_wish(order, buyer))
    except AttemptSpent:
        with begin() as work:
            _begin_attempt(work, OrderRepository(work.session).get_for_update(order.id))
        raise ProviderUnavailable("Nothing was charged. Try again in a moment.") from None
    with begin() as work:
        row = OrderRepository(work.session).get_for_update(order.id)
        row.provider_reference, row.checkout_url = page.reference, page.url
        return to_order(row)


def _wish(order: models.Order, buyer: models.Buyer | None) -> CheckoutWish:
    return CheckoutWish(
        order_id=order.id,
        key=policies.attempt_key(order),
        course_title=order.course_title,
        course_slug=order.course_slug,
        price=Money(amount=order.amount, currency=order.currency),
        buyer_email=buyer.email if buyer else None,
        expires_at=order.expires_at,
    )
