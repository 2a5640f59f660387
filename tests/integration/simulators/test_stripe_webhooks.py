"""Webhooks of the simulator, verified by the SDK of Stripe."""

import time
from pathlib import Path

import pytest
import stripe

from tests.integration.simulators.conftest import client_of
from tests.integration.simulators.test_stripe_checkout import wish
from tests.simulators.receiver import Received, Receiver
from tests.simulators.stripe.remote import WEBHOOK_SECRET, StripeRemote, running_stripe
from tests.waiting import until


def read(received: Received) -> stripe.Event:
    event: stripe.Event = stripe.Webhook.construct_event(
        received.body, received.signature, WEBHOOK_SECRET
    )
    return event


def buy(client: stripe.StripeClient, remote: StripeRemote) -> str:
    session = client.v1.checkout.sessions.create(wish())
    remote.pay(session.id)
    return session.id


def arrived(shop: Receiver, number: int) -> list[stripe.Event]:
    until(lambda: len(shop.received) >= number)
    return [read(received) for received in shop.take()]


def test_a_payment_is_announced_with_a_valid_signature(
    client: stripe.StripeClient, remote: StripeRemote, shop: Receiver
) -> None:
    session_id = buy(client, remote)

    intent, session = arrived(shop, 2)

    assert (intent.type, session.type) == ("payment_intent.succeeded", "checkout.session.completed")
    assert session.data.object["id"] == session_id
    assert session.api_version == stripe.api_version
    assert session.livemode is False


def test_a_refund_is_announced(
    client: stripe.StripeClient, remote: StripeRemote, shop: Receiver
) -> None:
    session_id = buy(client, remote)
    arrived(shop, 2)
    intent = str(client.v1.checkout.sessions.retrieve(session_id).payment_intent)

    client.v1.refunds.create({"payment_intent": intent}, {"idempotency_key": "refund-1"})

    events = arrived(shop, 3)
    assert [event.type for event in events] == [
        "refund.created",
        "charge.refunded",
        "refund.updated",
    ]
    assert events[0].request is not None
    assert events[0].request.idempotency_key == "refund-1"


def test_a_webhook_is_repeated_until_the_shop_takes_it(
    client: stripe.StripeClient, remote: StripeRemote, shop: Receiver
) -> None:
    shop.answers = [500, 200, 503]

    buy(client, remote)

    events = arrived(shop, 4)
    ids = [event.id for event in events]
    assert ids == [ids[0], ids[1], ids[0], ids[0]]
    assert [delivery["status"] for delivery in remote.deliveries()] == [500, 200, 503, 200]


def test_webhooks_can_come_twice(
    client: stripe.StripeClient, remote: StripeRemote, shop: Receiver
) -> None:
    remote.deliver("twice")

    buy(client, remote)

    ids = [event.id for event in arrived(shop, 4)]
    assert (ids[0], ids[2]) == (ids[1], ids[3])


def test_webhooks_can_come_out_of_order(
    client: stripe.StripeClient, remote: StripeRemote, shop: Receiver
) -> None:
    remote.deliver("out_of_order")

    buy(client, remote)

    types = [event.type for event in arrived(shop, 2)]
    assert types == ["checkout.session.completed", "payment_intent.succeeded"]


def test_webhooks_can_come_late(
    client: stripe.StripeClient, remote: StripeRemote, shop: Receiver
) -> None:
    remote.deliver("after:0.6")
    started = time.monotonic()

    buy(client, remote)

    arrived(shop, 2)
    assert time.monotonic() - started >= 0.6


def test_webhooks_can_come_before_the_customer_is_back(
    client: stripe.StripeClient, remote: StripeRemote, shop: Receiver
) -> None:
    remote.deliver("before_redirect")

    buy(client, remote)

    assert len(shop.take()) == 2


def test_webhooks_can_be_lost(
    client: stripe.StripeClient, remote: StripeRemote, shop: Receiver
) -> None:
    remote.deliver("drop")
    buy(client, remote)
    remote.deliver("at_once")

    client.v1.checkout.sessions.expire(client.v1.checkout.sessions.create(wish()).id)

    assert [event.type for event in arrived(shop, 1)] == ["checkout.session.expired"]


@pytest.mark.parametrize("mode", ["wrong_signature", "stale"])
def test_webhooks_can_be_forged(
    client: stripe.StripeClient, remote: StripeRemote, shop: Receiver, mode: str
) -> None:
    remote.deliver(mode)

    buy(client, remote)

    until(lambda: len(shop.received) >= 2)
    for received in shop.take():
        with pytest.raises(stripe.SignatureVerificationError):
            read(received)


def test_a_webhook_can_be_sent_again(
    client: stripe.StripeClient, remote: StripeRemote, shop: Receiver
) -> None:
    buy(client, remote)
    first = arrived(shop, 2)[0]

    remote.deliver_again(first.id)

    assert [event.id for event in arrived(shop, 1)] == [first.id]


def test_a_restart_keeps_open_sessions_and_undelivered_webhooks(
    tmp_path: Path, shop: Receiver
) -> None:
    state = ("--state", str(tmp_path / "stripe.json"))
    shop.take()
    shop.answers = [500] * 2
    with running_stripe(shop.url, *state) as remote:
        client = client_of(remote)
        waiting = client.v1.checkout.sessions.create(wish())
        buy(client, remote)
        refused = [event.id for event in arrived(shop, 2)]

    with running_stripe(shop.url, *state) as remote:
        client = client_of(remote)
        again = [event.id for event in arrived(shop, 2)]
        status = client.v1.checkout.sessions.retrieve(waiting.id).status

    assert sorted(again) == sorted(refused)
    assert status == "open"
