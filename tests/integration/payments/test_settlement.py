"""Money arrives: by webhook, by the buyer's return, by the timer; each counts once."""

import json
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from random import Random
from typing import Any

import pytest
import stripe
from sqlalchemy import text

from contracts.payments.errors import ProviderUnavailable, SignatureRefused
from contracts.payments.messages import (
    Order,
    OrderExpired,
    OrderPaid,
    OrderStatus,
    ProviderEventRecorded,
)
from contracts.types import Actor
from tests.integration.payments.shop import Shop
from tests.simulators.receiver import Received
from tests.simulators.stripe.remote import DECLINED, WEBHOOK_SECRET

pytestmark = pytest.mark.postgres


def buy(shop: Shop) -> tuple[Actor, Order]:
    """An order whose page was paid, of which the service does not know yet."""
    buyer = shop.register()
    order = shop.order(buyer, shop.sell())
    shop.stripe.pay(shop.session_of(order))
    return buyer, order


def test_a_webhook_pays_the_order(shop: Shop) -> None:
    buyer, order = buy(shop)

    for webhook in shop.take_webhooks(2):
        shop.record(webhook)
    shop.follow()

    paid = shop.look_up(buyer, order)
    [event] = shop.recorded(OrderPaid)
    assert (paid.status, paid.receipt_number) == (OrderStatus.PAID, event.receipt_number)
    assert (event.order_id, event.price, event.paid_at) == (order.id, order.price, paid.paid_at)
    assert paid.checkout_url is None


def test_three_inputs_settle_once(shop: Shop) -> None:
    buyer, order = buy(shop)
    for webhook in shop.take_webhooks(2):
        shop.record(webhook)
    shop.let_time_pass(timedelta(minutes=2))

    with ThreadPoolExecutor(6) as pool:
        calls: list[Future[Any]] = [
            *(pool.submit(shop.follow) for _ in range(2)),
            *(pool.submit(shop.verify, buyer, order) for _ in range(2)),
            *(pool.submit(shop.reconcile) for _ in range(2)),
        ]
    for call in calls:
        call.result()
    shop.follow()

    assert len(shop.recorded(OrderPaid)) == 1
    assert shop.ask("SELECT count(*), sum(amount) FROM ledger_entries") == [(2, 0)]
    assert shop.ask("SELECT last_number FROM receipt_books") == [(1,)]


def test_the_same_webhook_is_kept_once(shop: Shop) -> None:
    buy(shop)
    webhooks = shop.take_webhooks(2)

    for webhook in webhooks * 3:
        shop.record(webhook)

    assert shop.ask("SELECT count(*) FROM provider_events") == [(2,)]
    assert len(shop.recorded(ProviderEventRecorded)) == 2


def test_the_buyer_who_comes_back_settles_the_order(shop: Shop) -> None:
    shop.stripe.deliver("drop")
    buyer, order = buy(shop)

    assert shop.verify(buyer, order).status is OrderStatus.PAID


def test_verifying_an_unpaid_order_changes_nothing(shop: Shop) -> None:
    buyer = shop.register()
    order = shop.order(buyer, shop.sell())
    shop.stripe.pay(shop.session_of(order), DECLINED)

    assert shop.verify(buyer, order) == order


def test_verifying_while_the_provider_is_away_says_so(shop: Shop) -> None:
    buyer, order = buy(shop)
    shop.stripe.fail_next("500", count=2)

    with pytest.raises(ProviderUnavailable):
        shop.verify(buyer, order)

    assert shop.verify(buyer, order).status is OrderStatus.PAID


def test_the_timer_finds_payments_whose_webhooks_were_lost(shop: Shop) -> None:
    shop.stripe.deliver("drop")
    bought = [buy(shop) for _ in range(5)]
    shop.reconcile()
    too_early = len(shop.recorded(OrderPaid))
    shop.let_time_pass(timedelta(seconds=61))

    shop.reconcile()

    assert too_early == 0
    paid = {event.order_id for event in shop.recorded(OrderPaid)}
    assert paid == {order.id for _, order in bought}


def test_the_timer_goes_on_when_the_provider_is_back(shop: Shop) -> None:
    shop.stripe.deliver("drop")
    buyer, order = buy(shop)
    shop.let_time_pass(timedelta(seconds=61))
    shop.stripe.fail_next("disconnect", count=2)

    shop.reconcile()
    after_outage = shop.look_up(buyer, order).status
    shop.reconcile()

    assert after_outage is OrderStatus.PENDING
    assert shop.look_up(buyer, order).status is OrderStatus.PAID


def test_the_timer_expires_orders_whose_page_is_closed(shop: Shop) -> None:
    buyer = shop.register()
    order = shop.order(buyer, shop.sell())
    shop.stripe.expire(shop.session_of(order))
    shop.let_time_pass(timedelta(minutes=2))

    shop.reconcile()
    shop.let_time_pass(timedelta(minutes=2))
    shop.reconcile()

    assert shop.look_up(buyer, order).status is OrderStatus.EXPIRED
    assert [event.order_id for event in shop.recorded(OrderExpired)] == [order.id]


def test_the_timer_gives_an_order_without_a_page_its_time(shop: Shop) -> None:
    buyer, course = shop.register(), shop.sell()
    shop.stripe.fail_next("disconnect", count=2)
    with pytest.raises(ProviderUnavailable):
        shop.order(buyer, course)
    shop.let_time_pass(timedelta(minutes=2))

    shop.reconcile()

    assert shop.ask("SELECT status FROM orders") == [("pending",)]


def test_the_timer_goes_on_past_an_order_that_it_cannot_settle(shop: Shop) -> None:
    shop.stripe.deliver("drop")
    _, first = buy(shop)
    buyer, second = buy(shop)
    taken = shop.provider.look(shop.session_of(first)).payment_reference
    _, third = buy(shop)
    with shop.engine.begin() as connection:
        statement = text("UPDATE orders SET payment_reference = :taken WHERE id = :id")
        connection.execute(statement, {"taken": taken, "id": third.id})
    shop.let_time_pass(timedelta(minutes=2))

    shop.reconcile()

    assert shop.look_up(buyer, second).status is OrderStatus.PAID
    assert first.id not in {event.order_id for event in shop.recorded(OrderPaid)}


def test_the_timer_expires_orders_that_never_got_a_page(shop: Shop) -> None:
    buyer, course = shop.register(), shop.sell()
    shop.stripe.fail_next("disconnect", count=2)
    with pytest.raises(ProviderUnavailable):
        shop.order(buyer, course)
    shop.let_time_pass(timedelta(minutes=61))

    shop.reconcile()

    assert shop.ask("SELECT status FROM orders") == [("expired",)]


def test_a_page_the_provider_forgot_is_given_up_after_its_time(shop: Shop) -> None:
    buyer, course = shop.register(), shop.sell()
    first = shop.order(buyer, course)
    shop.stripe.reset()
    shop.let_time_pass(timedelta(minutes=61))
    shop.stripe.move_clock(0)

    second = shop.order(buyer, course)

    assert shop.look_up(buyer, first).status is OrderStatus.EXPIRED
    assert second.checkout_url is not None


@pytest.mark.parametrize("changes", [{"amount_total": 100}, {"currency": "usd"}])
def test_money_that_was_not_agreed_gives_nothing(shop: Shop, changes: dict[str, object]) -> None:
    buyer = shop.register()
    order = shop.order(buyer, shop.sell())
    shop.stripe.falsify(shop.session_of(order), **changes)
    shop.stripe.pay(shop.session_of(order))

    seen = shop.verify(buyer, order)

    assert (seen.status, seen.receipt_number, seen.checkout_url) == (
        OrderStatus.PENDING,
        None,
        None,
    )
    assert str(shop.row(order).problem).startswith("paid ")
    assert shop.recorded(OrderPaid) == []
    assert shop.ask("SELECT count(*) FROM ledger_entries") == [(0,)]


def test_after_a_dispute_the_course_can_be_ordered_again(shop: Shop) -> None:
    buyer, course = shop.register(), shop.sell()
    order = shop.order(buyer, course)
    shop.stripe.falsify(shop.session_of(order), amount_total=100)
    shop.stripe.pay(shop.session_of(order))
    shop.verify(buyer, order)

    assert shop.order(buyer, course).id != order.id


@pytest.mark.parametrize("mode", ["wrong_signature", "stale"])
def test_a_forged_webhook_leaves_no_trace(shop: Shop, mode: str) -> None:
    shop.stripe.deliver(mode)
    buy(shop)

    for webhook in shop.take_webhooks(2):
        with pytest.raises(SignatureRefused):
            shop.record(webhook)

    assert shop.ask("SELECT count(*) FROM provider_events") == [(0,)]
    assert shop.recorded(ProviderEventRecorded) == []


def test_a_webhook_is_no_proof_of_payment(shop: Shop) -> None:
    buyer = shop.register()
    order = shop.order(buyer, shop.sell())
    body = json.dumps(
        {
            "id": "evt_leaked_secret",
            "type": "checkout.session.completed",
            "livemode": False,
            "data": {
                "object": {
                    "object": "checkout.session",
                    "id": shop.session_of(order),
                    "payment_status": "paid",
                    "metadata": {"order_id": str(order.id)},
                }
            },
        }
    )
    header = stripe.WebhookSignature.generate_signature_header(body, WEBHOOK_SECRET)

    shop.record(Received(body, str(header)))
    shop.follow()

    assert shop.look_up(buyer, order).status is OrderStatus.PENDING


def test_the_page_of_another_order_does_not_pay_mine(shop: Shop) -> None:
    buyer, cheap = shop.register(), shop.sell()
    bait = shop.order(buyer, cheap)
    shop.stripe.pay(shop.session_of(bait))
    mine = shop.order(buyer, shop.sell())
    body = json.dumps(
        {
            "id": "evt_swapped",
            "type": "checkout.session.completed",
            "livemode": False,
            "data": {
                "object": {
                    "object": "checkout.session",
                    "id": shop.session_of(bait),
                    "metadata": {"order_id": str(mine.id)},
                }
            },
        }
    )
    header = stripe.WebhookSignature.generate_signature_header(body, WEBHOOK_SECRET)

    shop.record(Received(body, str(header)))
    shop.follow()

    assert shop.look_up(buyer, mine).status is OrderStatus.PENDING
    assert shop.recorded(OrderPaid) == []


def test_webhooks_thrice_and_shuffled_have_one_effect_each(shop: Shop) -> None:
    shop.stripe.deliver("twice")
    bought = [buy(shop) for _ in range(10)]
    webhooks = shop.take_webhooks(40) * 2
    Random(7).shuffle(webhooks)

    for position, webhook in enumerate(webhooks):
        shop.record(webhook)
        if position % 20 == 0:
            shop.follow()
    shop.follow()

    assert sorted(event.order_id for event in shop.recorded(OrderPaid)) == sorted(
        order.id for _, order in bought
    )
    assert shop.ask("SELECT count(*) FROM provider_events") == [(20,)]


def test_a_webhook_about_an_unknown_order_is_ignored(shop: Shop) -> None:
    event = ProviderEventRecorded(
        event_id="evt_1", order_id=shop.register().user_id, reference=None
    )
    with shop.desk().begin() as work:
        work.record(event)

    assert shop.follow() == 1
