"""Rules of buying, as pure functions."""

from datetime import datetime, timedelta
from enum import StrEnum

from contracts.payments.errors import CourseAlreadyBought, CourseIsFree, OrderNotFound
from contracts.payments.messages import OrderStatus
from contracts.types import Actor
from services.payments.models import Order, PricedCourse
from services.payments.provider import Checkout, CheckoutState

PAGE_LASTS = timedelta(minutes=60)
REPEATABLE_FOR = timedelta(minutes=25)
"""The provider wants at least 30 minutes between a request and the end of the page it makes."""

LOOK_AFTER = timedelta(minutes=1)


class Step(StrEnum):
    """What becomes of an order after a look at its payment page."""

    NONE = "none"
    PAY = "pay"
    EXPIRE = "expire"
    DISPUTE = "dispute"


def next_step(order: Order, seen: Checkout, now: datetime) -> Step:
    """Orders only move forward, and only the agreed amount in the agreed currency pays one."""
    if order.status is OrderStatus.PAID or order.problem is not None:
        return Step.NONE
    if seen.state is CheckoutState.PAID:
        return Step.PAY if is_as_agreed(order, seen) else Step.DISPUTE
    closable = order.status is OrderStatus.PENDING and has_ended(order, seen, now)
    return Step.EXPIRE if closable else Step.NONE


def has_ended(order: Order, seen: Checkout, now: datetime) -> bool:
    """Whether no money can come: the page is closed, or the provider forgot it and time is up."""
    if seen.reference != order.provider_reference:
        return False
    forgotten = seen.state is CheckoutState.UNKNOWN and is_over(order, now)
    return forgotten or seen.state is CheckoutState.EXPIRED


def is_as_agreed(order: Order, seen: Checkout) -> bool:
    """Whether the page belongs to the order and asks for the order's price."""
    asked = (seen.order_id, seen.amount, seen.currency)
    return asked == (str(order.id), order.amount, order.currency)


def ensure_for_sale(course: PricedCourse) -> None:
    """A free course is entered without an order."""
    if course.amount == 0:
        raise CourseIsFree("Enroll without paying: this course is free.")


def ensure_not_owned(owned: bool) -> None:  # noqa: FBT001 (the answer of one query)
    """A course is bought once."""
    if owned:
        raise CourseAlreadyBought("Open it from your courses.")


def ensure_own(actor: Actor, order: Order) -> None:
    """An order is visible to its buyer; to others it does not exist."""
    if order.buyer_id != actor.user_id:
        raise OrderNotFound("There is no such order.")


def needs_new_attempt(order: Order, now: datetime) -> bool:
    """Whether the request for a page is too old to be repeated as it was."""
    return order.checkout_url is None and now - order.attempted_at > REPEATABLE_FOR


def is_over(order: Order, now: datetime) -> bool:
    """Whether the page's time has passed, so that the provider has the last word."""
    return now >= order.expires_at


def attempt_key(order: Order) -> str:
    """The idempotency key under which the provider makes one page per attempt."""
    return f"order-{order.id}-attempt-{order.attempt}"


def order_number(position: int) -> str:
    """How an order is called, such as A-001001."""
    return f"A-{position:06d}"


def receipt_number(year: int, position: int) -> str:
    """How a receipt is called, such as R-2026-000001."""
    return f"R-{year}-{position:06d}"
