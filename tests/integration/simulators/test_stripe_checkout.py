"""The SDK of Stripe against the simulator: sessions, payments, refunds, refusals."""

import json
import time
from typing import Any

import pytest
import requests
import stripe

from tests.simulators.receiver import Receiver
from tests.simulators.stripe.remote import AUTHENTICATES, DECLINED, StripeRemote
from tests.waiting import until

ITEM = {
    "price_data": {
        "currency": "eur",
        "unit_amount": 4900,
        "product_data": {"name": "Python for Beginners"},
    },
    "quantity": 1,
}


def wish(**changes: Any) -> Any:
    return {
        "mode": "payment",
        "line_items": [ITEM],
        "success_url": "https://shop.example/return?session={CHECKOUT_SESSION_ID}",
        "cancel_url": "https://shop.example/course",
        "client_reference_id": "order-1",
        "metadata": {"order_id": "order-1"},
        "payment_intent_data": {"metadata": {"order_id": "order-1"}},
        **changes,
    }


def test_a_new_session_waits_for_its_customer(client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(wish())

    found = client.v1.checkout.sessions.retrieve(session.id)
    assert (found.status, found.payment_status, found.payment_intent) == ("open", "unpaid", None)
    assert (found.amount_total, found.currency, found.livemode) == (4900, "eur", False)
    assert found.client_reference_id == "order-1"
    assert found.metadata is not None
    assert found.metadata.to_dict() == {"order_id": "order-1"}


def test_a_paid_session_is_complete_and_has_its_intent(
    client: stripe.StripeClient, remote: StripeRemote
) -> None:
    session = client.v1.checkout.sessions.create(wish())

    remote.pay(session.id)

    paid = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["payment_intent"]})
    intent = paid.payment_intent
    assert isinstance(intent, stripe.PaymentIntent)
    assert (paid.status, paid.payment_status, paid.url) == ("complete", "paid", None)
    assert (intent.status, intent.amount_received) == ("succeeded", 4900)
    assert intent.metadata.to_dict() == {"order_id": "order-1"}


def test_a_declined_card_leaves_the_session_open(
    client: stripe.StripeClient, remote: StripeRemote, shop: Receiver
) -> None:
    session = client.v1.checkout.sessions.create(wish())

    outcome = remote.pay(session.id, DECLINED)

    assert outcome == "declines"
    assert client.v1.checkout.sessions.retrieve(session.id).status == "open"
    event = json.loads(until(shop.take)[0].body)
    intent = client.v1.payment_intents.retrieve(event["data"]["object"]["id"])
    assert event["type"] == "payment_intent.payment_failed"
    assert intent.status == "requires_payment_method"
    assert intent.last_payment_error is not None
    assert intent.last_payment_error.decline_code == "generic_decline"
    assert remote.pay(session.id) == "succeeds"


def test_the_page_asks_for_authentication_before_it_pays(
    client: stripe.StripeClient, remote: StripeRemote
) -> None:
    session = client.v1.checkout.sessions.create(wish())
    browser = requests.Session()

    asked = browser.post(str(session.url), data={"number": AUTHENTICATES})
    refused = browser.post(f"{session.url}/authentication", data={"answer": "fail"})
    status_after_refusal = client.v1.checkout.sessions.retrieve(session.id).status
    agreed = browser.post(
        f"{session.url}/authentication", data={"answer": "complete"}, allow_redirects=False
    )

    assert asked.url == f"{session.url}/authentication"
    assert (refused.status_code, status_after_refusal) == (402, "open")
    assert agreed.headers["Location"] == f"https://shop.example/return?session={session.id}"
    assert client.v1.checkout.sessions.retrieve(session.id).payment_status == "paid"


def test_the_page_shows_the_decline_and_stays_open(client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(wish())

    page = requests.post(str(session.url), data={"number": DECLINED}, timeout=5)

    assert page.status_code == 402
    assert "Your card was declined." in page.text
    assert client.v1.checkout.sessions.retrieve(session.id).status == "open"


def test_a_course_name_cannot_inject_markup_into_the_page(client: stripe.StripeClient) -> None:
    name = "<script>alert(1)</script>"
    item = {**ITEM, "price_data": {**ITEM["price_data"], "product_data": {"name": name}}}  # type: ignore[dict-item]  # nested literal
    session = client.v1.checkout.sessions.create(wish(line_items=[item]))

    page = requests.get(str(session.url), timeout=5)

    assert name not in page.text
    assert "&lt;script&gt;alert(1)" in page.text


def test_a_session_expires_when_its_time_is_over(
    client: stripe.StripeClient, remote: StripeRemote, shop: Receiver
) -> None:
    ends = int(time.time()) + 3600
    session = client.v1.checkout.sessions.create(wish(expires_at=ends))

    remote.move_clock(3601)

    assert client.v1.checkout.sessions.retrieve(session.id).status == "expired"
    assert "checkout.session.expired" in until(shop.take)[0].body
    with pytest.raises(requests.HTTPError):
        remote.pay(session.id)


def test_an_open_session_can_be_expired_once(client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(wish())

    expired = client.v1.checkout.sessions.expire(session.id)

    assert expired.status == "expired"
    with pytest.raises(stripe.InvalidRequestError, match="can be expired"):
        client.v1.checkout.sessions.expire(session.id)


@pytest.mark.parametrize(
    ("changes", "code", "param"),
    [
        ({"line_items": []}, "parameter_missing", "line_items"),
        ({"colour": "red"}, "parameter_unknown", "colour"),
        ({"success_url": "shop"}, "url_invalid", "success_url"),
        ({"customer_email": "nobody"}, "email_invalid", "customer_email"),
        ({"expires_at": "soon"}, "parameter_invalid_integer", "expires_at"),
        ({"expires_at": int(time.time()) + 60}, "parameter_invalid", "expires_at"),
        ({"expires_at": int(time.time()) + 90_000}, "parameter_invalid", "expires_at"),
        ({"line_items": [{**ITEM, "quantity": 0}]}, "parameter_invalid", "line_items[0][quantity]"),
        ({"payment_method_types": ["card"]}, "parameter_unknown", "payment_method_types"),
        (
            {
                "line_items": [
                    {
                        "quantity": 1,
                        "price_data": {
                            "currency": "eur",
                            "unit_amount": 10,
                            "product_data": {"name": "x"},
                        },
                    }
                ]
            },
            "amount_too_small",
            "line_items",
        ),
    ],
)
def test_wrong_parameters_are_refused_as_stripe_refuses_them(
    client: stripe.StripeClient, changes: dict[str, Any], code: str, param: str
) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        client.v1.checkout.sessions.create(wish(**changes))

    assert (refusal.value.http_status, refusal.value.code, refusal.value.param) == (
        400,
        code,
        param,
    )


def test_another_key_opens_nothing(remote: StripeRemote) -> None:
    stranger = stripe.StripeClient("sk_test_other", base_addresses={"api": remote.url})

    with pytest.raises(stripe.AuthenticationError):
        stranger.v1.checkout.sessions.create(wish())


def test_an_unknown_session_is_not_found(client: stripe.StripeClient) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        client.v1.checkout.sessions.retrieve("cs_test_nothing")

    assert (refusal.value.http_status, refusal.value.code) == (404, "resource_missing")


def test_refunds_never_exceed_what_was_paid(
    client: stripe.StripeClient, remote: StripeRemote
) -> None:
    session = client.v1.checkout.sessions.create(wish())
    remote.pay(session.id)
    intent = str(client.v1.checkout.sessions.retrieve(session.id).payment_intent)

    part = client.v1.refunds.create({"payment_intent": intent, "amount": 900})
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.refunds.create({"payment_intent": intent, "amount": 4001})
    rest = client.v1.refunds.create({"payment_intent": intent})

    assert (part.amount, rest.amount) == (900, 4000)
    assert len(client.v1.refunds.list({"payment_intent": intent}).data) == 2
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        client.v1.refunds.create({"payment_intent": intent})
    assert refusal.value.code == "charge_already_refunded"


def test_events_can_be_listed_by_type(client: stripe.StripeClient, remote: StripeRemote) -> None:
    session = client.v1.checkout.sessions.create(wish())
    remote.pay(session.id, DECLINED)
    remote.pay(session.id)

    every = client.v1.events.list({})
    completed = client.v1.events.list({"type": "checkout.session.completed"})

    assert [event.type for event in every.data] == [
        "checkout.session.completed",
        "payment_intent.succeeded",
        "payment_intent.payment_failed",
    ]
    assert [event.data.object["id"] for event in completed.data] == [session.id]
