"""Ordering a course: one order, one payment page, whatever happens on the way."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import msgspec
import pytest

from contracts.accounts.contacts import UserContactChanged
from contracts.courses.events import CourseArchived
from contracts.payments.errors import (
    CheckoutRefused,
    CourseAlreadyBought,
    CourseIsFree,
    CourseNotForSale,
    OrderNotFound,
    ProviderUnavailable,
)
from contracts.payments.messages import OrderExpired, OrderStatus
from contracts.types import Contact, Money
from services.payments.integrations.stripe import StripePayments
from tests.factories.payments import make_published, make_settings
from tests.integration.payments.shop import Shop

pytestmark = pytest.mark.postgres


def test_an_order_leads_to_a_payment_page_with_its_price(shop: Shop) -> None:
    buyer, course = shop.register("sara@example.org"), shop.sell(title="Rust", slug="rust")

    order = shop.order(buyer, course)

    [session] = shop.stripe.sessions()
    assert (order.status, order.price) == (OrderStatus.PENDING, Money(amount=4900, currency="EUR"))
    assert order.checkout_url == session["url"]
    assert (session["amount_total"], session["currency"]) == (4900, "eur")
    assert session["customer_email"] == "sara@example.org"
    assert session["client_reference_id"] == str(order.id)
    assert session["success_url"] == f"https://academy.example/checkout/return?order={order.id}"
    assert session["cancel_url"] == "https://academy.example/courses/rust?payment=canceled"


def test_a_payment_page_names_the_newest_address_of_the_buyer(shop: Shop) -> None:
    buyer, course = shop.register("old@example.org"), shop.sell()
    contact = Contact(email="new@example.org", name="Sara Student")
    shop.hear(UserContactChanged(user_id=buyer.user_id, role=buyer.role, contact=contact))

    shop.order(buyer, course)

    [session] = shop.stripe.sessions()
    assert session["customer_email"] == "new@example.org"


def test_ordering_again_gives_the_same_order_and_page(shop: Shop) -> None:
    buyer, course = shop.register(), shop.sell()

    first, again = shop.order(buyer, course), shop.order(buyer, course)

    assert again == first
    assert len(shop.stripe.sessions()) == 1


def test_ordering_many_times_at_once_makes_one_order_and_one_page(shop: Shop) -> None:
    buyer, course = shop.register(), shop.sell()

    with ThreadPoolExecutor(8) as pool:
        calls = [pool.submit(shop.order, buyer, course) for _ in range(16)]
    placed = {call.result().id for call in calls if call.exception() is None}
    refused = {type(call.exception()) for call in calls if call.exception() is not None}

    assert len(placed) == 1
    assert refused <= {ProviderUnavailable}
    assert len(shop.stripe.sessions()) == 1
    assert shop.ask("SELECT count(*) FROM orders") == [(1,)]


def test_the_price_is_the_one_of_the_price_list(shop: Shop) -> None:
    buyer, published = shop.register(), make_published()
    shop.hear(published)
    cheaper = make_published(course_id=published.course_id, price=Money(amount=990, currency="USD"))
    shop.hear(cheaper)

    order = shop.order(buyer, published.course_id)

    assert order.price == Money(amount=990, currency="USD")


def test_a_free_course_is_not_ordered(shop: Shop) -> None:
    course = shop.sell(price=Money(amount=0, currency="EUR"))

    with pytest.raises(CourseIsFree):
        shop.order(shop.register(), course)


def test_an_unknown_course_is_not_for_sale(shop: Shop) -> None:
    with pytest.raises(CourseNotForSale):
        shop.order(shop.register(), uuid4())


def archived(course_id: UUID) -> CourseArchived:
    return CourseArchived(
        course_id=course_id, slug="python", title="Python for Beginners", teacher_id=uuid4()
    )


def test_a_course_that_left_the_catalogue_is_sold_again_once_it_is_back(shop: Shop) -> None:
    buyer, published = shop.register(), make_published()
    shop.hear(published)
    shop.hear(archived(published.course_id))
    with pytest.raises(CourseNotForSale):
        shop.order(buyer, published.course_id)
    shop.hear(published)

    assert shop.order(buyer, published.course_id).price == published.price


def test_a_course_whose_price_never_came_is_not_for_sale_after_it_left(shop: Shop) -> None:
    course_id = uuid4()
    shop.hear(archived(course_id))

    with pytest.raises(CourseNotForSale):
        shop.order(shop.register(), course_id)


def test_a_course_is_bought_once(shop: Shop) -> None:
    buyer, course = shop.register(), shop.sell()
    order = shop.order(buyer, course)
    shop.stripe.pay(shop.session_of(order))
    shop.verify(buyer, order)

    with pytest.raises(CourseAlreadyBought):
        shop.order(buyer, course)


def test_a_price_below_the_cards_minimum_is_refused_by_name(shop: Shop) -> None:
    course = shop.sell(price=Money(amount=10, currency="EUR"))

    with pytest.raises(CheckoutRefused):
        shop.order(shop.register(), course)


@pytest.mark.parametrize(("answer", "times"), [("disconnect", 2), ("429", 1)])
def test_a_lost_request_is_repeated_under_the_same_order(
    shop: Shop, answer: str, times: int
) -> None:
    buyer, course = shop.register(), shop.sell()
    shop.stripe.fail_next(answer, count=times)

    with pytest.raises(ProviderUnavailable):
        shop.order(buyer, course)
    [(order_id, attempt)] = shop.ask("SELECT id, attempt FROM orders")
    shop.stripe.fail_next("disconnect", count=1)
    order = shop.order(buyer, course)

    assert (order.id, attempt, shop.row(order).attempt) == (order_id, 1, 1)


def test_a_page_whose_address_was_lost_is_found_again(shop: Shop) -> None:
    buyer, course = shop.register(), shop.sell()
    shop.stripe.fail_next("disconnect", count=2, executed=True)
    with pytest.raises(ProviderUnavailable):
        shop.order(buyer, course)

    order = shop.order(buyer, course)

    assert [session["url"] for session in shop.stripe.sessions()] == [order.checkout_url]


def test_a_page_that_is_still_being_made_is_not_made_twice(shop: Shop) -> None:
    buyer, course = shop.register(), shop.sell()
    shop.stripe.fail_next("slow", seconds=3)

    with ThreadPoolExecutor(2) as pool:
        calls = [pool.submit(shop.order, buyer, course) for _ in range(2)]
    outcomes = sorted(type(call.exception()).__name__ for call in calls)

    assert outcomes == ["NoneType", "ProviderUnavailable"]
    assert len(shop.stripe.sessions()) == 1


def test_a_wrong_key_of_ours_is_no_fault_of_the_buyer(shop: Shop) -> None:
    settings = make_settings(shop.stripe.url, stripe_secret_key="sk_test_wrong")
    shop.provider = StripePayments(settings)

    with pytest.raises(ProviderUnavailable):
        shop.order(shop.register(), shop.sell())


def test_a_failure_that_the_key_remembers_is_left_behind(shop: Shop) -> None:
    buyer, course = shop.register(), shop.sell()
    shop.stripe.fail_next("500", stored=True)
    with pytest.raises(ProviderUnavailable):
        shop.order(buyer, course)

    order = shop.order(buyer, course)

    assert shop.row(order).attempt == 2
    assert order.checkout_url is not None


def test_an_attempt_too_old_to_repeat_gets_a_new_key_and_a_full_time(shop: Shop) -> None:
    buyer, course = shop.register(), shop.sell()
    shop.stripe.fail_next("disconnect", count=2)
    with pytest.raises(ProviderUnavailable):
        shop.order(buyer, course)
    shop.let_time_pass(timedelta(minutes=40))
    shop.stripe.move_clock(0)

    order = shop.order(buyer, course)

    assert shop.row(order).attempt == 2
    assert order.checkout_url is not None


def test_a_page_that_expired_unnoticed_is_replaced(shop: Shop) -> None:
    buyer, course = shop.register(), shop.sell()
    first = shop.order(buyer, course)
    shop.stripe.expire(shop.session_of(first))
    shop.let_time_pass(timedelta(minutes=61))
    shop.stripe.move_clock(0)

    second = shop.order(buyer, course)

    assert second.id != first.id
    assert second.checkout_url != first.checkout_url


def test_after_the_page_expired_a_new_order_is_placed(shop: Shop) -> None:
    buyer, course = shop.register(), shop.sell()
    first = shop.order(buyer, course)
    shop.let_time_pass(timedelta(minutes=61))
    shop.reconcile()
    shop.stripe.move_clock(0)

    second = shop.order(buyer, course)

    assert second.id != first.id
    assert shop.look_up(buyer, first).status is OrderStatus.EXPIRED
    assert [event.order_id for event in shop.recorded(OrderExpired)] == [first.id]


def test_money_that_came_at_the_last_moment_counts(shop: Shop) -> None:
    buyer, course = shop.register(), shop.sell()
    order = shop.order(buyer, course)
    shop.stripe.pay(shop.session_of(order))
    shop.let_time_pass(timedelta(minutes=61))

    with pytest.raises(CourseAlreadyBought):
        shop.order(buyer, course)

    assert shop.look_up(buyer, order).status is OrderStatus.PAID


def test_the_order_of_another_buyer_does_not_exist(shop: Shop) -> None:
    buyer, stranger = shop.register(), shop.register("eve@example.org")
    order = shop.order(buyer, shop.sell())

    for look in (shop.look_up, shop.verify):
        with pytest.raises(OrderNotFound):
            look(stranger, order)


def test_an_order_that_nobody_placed_does_not_exist(shop: Shop) -> None:
    buyer = shop.register()
    order = shop.order(buyer, shop.sell())

    with pytest.raises(OrderNotFound):
        shop.look_up(buyer, msgspec.structs.replace(order, id=uuid4()))


def test_an_old_price_that_arrives_late_does_not_replace_a_newer_one(shop: Shop) -> None:
    buyer, now = shop.register(), datetime.now(UTC)
    new = make_published(price=Money(amount=9900, currency="EUR"))
    old = msgspec.structs.replace(new, price=Money(amount=100, currency="EUR"))

    shop.hear(new, happened_at=now)
    shop.hear(old, happened_at=now - timedelta(minutes=5))

    assert shop.order(buyer, new.course_id).price.amount == 9900
