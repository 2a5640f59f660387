"""The rules of buying, as tables."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from contracts.payments.errors import CourseAlreadyBought, CourseIsFree, OrderNotFound
from contracts.payments.messages import OrderStatus
from contracts.types import Role
from services.payments import policies
from services.payments.models import Order, PricedCourse
from services.payments.policies import Step
from services.payments.provider import CheckoutState
from tests.factories.payments import NOW, make_actor, make_order, make_page

PENDING, EXPIRED, PAID = OrderStatus.PENDING, OrderStatus.EXPIRED, OrderStatus.PAID


@pytest.mark.parametrize(
    ("status", "seen", "step"),
    [
        (PENDING, CheckoutState.OPEN, Step.NONE),
        (PENDING, CheckoutState.UNPAID, Step.NONE),
        (PENDING, CheckoutState.PAID, Step.PAY),
        (PENDING, CheckoutState.EXPIRED, Step.EXPIRE),
        (EXPIRED, CheckoutState.OPEN, Step.NONE),
        (EXPIRED, CheckoutState.PAID, Step.PAY),
        (EXPIRED, CheckoutState.EXPIRED, Step.NONE),
        (PAID, CheckoutState.OPEN, Step.NONE),
        (PAID, CheckoutState.PAID, Step.NONE),
        (PAID, CheckoutState.EXPIRED, Step.NONE),
    ],
)
def test_an_order_only_moves_forward(status: OrderStatus, seen: CheckoutState, step: Step) -> None:
    order = make_order(status=status)

    assert policies.next_step(order, make_page(order, state=seen), NOW) is step


@pytest.mark.parametrize(
    "difference",
    [
        {"amount": 4899},
        {"amount": 4901},
        {"amount": 0},
        {"currency": "USD"},
        {"currency": "eur"},
        {"order_id": str(UUID(int=7))},
        {"order_id": None},
    ],
)
def test_money_that_was_not_agreed_does_not_pay_an_order(difference: dict[str, object]) -> None:
    order = make_order()

    assert policies.next_step(order, make_page(order, **difference), NOW) is Step.DISPUTE


def test_a_disputed_order_waits_for_a_person() -> None:
    order = make_order(problem="paid 1 EUR")

    assert policies.next_step(order, make_page(order), NOW) is Step.NONE


def test_the_end_of_an_earlier_page_does_not_end_the_order() -> None:
    order = make_order(provider_reference="cs_2")
    earlier = make_page(order, reference="cs_1", state=CheckoutState.EXPIRED)

    assert policies.next_step(order, earlier, NOW) is Step.NONE


@pytest.mark.parametrize(
    ("minutes", "step"), [(59, Step.NONE), (60, Step.EXPIRE), (61, Step.EXPIRE)]
)
def test_a_page_the_provider_forgot_ends_with_its_time(minutes: int, step: Step) -> None:
    order = make_order()
    forgotten = make_page(order, state=CheckoutState.UNKNOWN)

    assert policies.next_step(order, forgotten, NOW + timedelta(minutes=minutes)) is step


@pytest.mark.parametrize(
    ("url", "minutes", "needed"),
    [(None, 0, False), (None, 25, False), (None, 26, True), ("https://pay.example", 26, False)],
)
def test_a_request_is_repeated_only_while_the_provider_accepts_its_end(
    url: str | None, minutes: int, *, needed: bool
) -> None:
    order = make_order(checkout_url=url)

    assert policies.needs_new_attempt(order, NOW + timedelta(minutes=minutes)) is needed


def test_a_page_lasts_long_enough_for_every_repetition() -> None:
    shortest_for_stripe = timedelta(minutes=30)

    assert shortest_for_stripe <= policies.PAGE_LASTS - policies.REPEATABLE_FOR


def test_each_attempt_has_its_own_key() -> None:
    order = make_order(id=UUID(int=1), attempt=3)

    assert policies.attempt_key(order) == f"order-{UUID(int=1)}-attempt-3"


def test_numbers_are_readable_and_of_equal_length() -> None:
    assert policies.order_number(1001) == "A-001001"
    assert policies.receipt_number(2026, 7) == "R-2026-000007"


def refuse_free() -> None:
    policies.ensure_for_sale(PricedCourse(amount=0))


def refuse_owned() -> None:
    policies.ensure_not_owned(owned=True)


def refuse_stranger() -> None:
    policies.ensure_own(make_actor(), make_order())


def refuse_admin_as_buyer() -> None:
    policies.ensure_own(make_actor(Role.ADMIN), make_order())


@pytest.mark.parametrize(
    ("check", "refusal"),
    [
        (refuse_free, CourseIsFree),
        (refuse_owned, CourseAlreadyBought),
        (refuse_stranger, OrderNotFound),
        (refuse_admin_as_buyer, OrderNotFound),
    ],
)
def test_what_is_not_allowed_is_refused_by_name(
    check: Callable[[], None], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        check()


def test_what_is_allowed_passes() -> None:
    buyer = make_actor()
    order: Order = make_order(buyer_id=buyer.user_id)

    policies.ensure_for_sale(PricedCourse(amount=1))
    policies.ensure_not_owned(owned=False)
    policies.ensure_own(buyer, order)
