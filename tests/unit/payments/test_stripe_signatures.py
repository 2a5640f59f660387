"""Webhooks of Stripe: what is authentic, and what it is about."""

import json
import time
from typing import Any
from uuid import UUID

import pytest
import stripe

from contracts.payments.errors import SignatureRefused
from services.payments.integrations.stripe import TOLERANCE_SECONDS, StripePayments
from tests.factories.payments import make_settings

SECRET = "whsec_simulated"
ORDER = UUID(int=5)
PAYMENTS = StripePayments(make_settings())


def body(about: dict[str, Any] | None = None, **changes: Any) -> str:
    session = {"object": "checkout.session", "id": "cs_1", "metadata": {"order_id": str(ORDER)}}
    event = {
        "id": "evt_1",
        "object": "event",
        "type": "checkout.session.completed",
        "livemode": False,
        "data": {"object": session if about is None else about},
    }
    return json.dumps({**event, **changes})


def sign(payload: str, secret: str = SECRET, age: int = 0) -> str:
    moment = int(time.time()) - age
    return str(stripe.WebhookSignature.generate_signature_header(payload, secret, moment))


def test_an_authentic_webhook_names_its_order_and_its_page() -> None:
    payload = body()

    event = PAYMENTS.read_event(payload, sign(payload))

    assert (event.id, event.type) == ("evt_1", "checkout.session.completed")
    assert (event.order_id, event.reference) == (ORDER, "cs_1")


def test_a_second_signature_of_a_rotated_secret_does_no_harm() -> None:
    payload = body()
    header = f"{sign(payload)},v1={'0' * 64}"

    assert PAYMENTS.read_event(payload, header).id == "evt_1"


@pytest.mark.parametrize("secret", ["whsec_old", "whsec_new"])
def test_both_secrets_hold_while_one_replaces_the_other(secret: str) -> None:
    payments = StripePayments(make_settings(stripe_webhook_secret="whsec_old,whsec_new"))
    payload = body()

    assert payments.read_event(payload, sign(payload, secret)).id == "evt_1"


def test_a_webhook_about_a_payment_names_no_page() -> None:
    intent = {"object": "payment_intent", "id": "pi_1", "metadata": {"order_id": str(ORDER)}}
    payload = body(intent, type="payment_intent.succeeded")

    event = PAYMENTS.read_event(payload, sign(payload))

    assert (event.order_id, event.reference) == (ORDER, None)


@pytest.mark.parametrize("order_id", [None, "", "order of another shop"])
def test_a_webhook_about_something_else_names_no_order(order_id: str | None) -> None:
    payload = body({"object": "charge", "id": "ch_1", "metadata": {"order_id": order_id}})

    assert PAYMENTS.read_event(payload, sign(payload)).order_id is None


GOOD = body()
FORGERIES = {
    "no signature": (GOOD, ""),
    "nonsense": (GOOD, "signed by me"),
    "signature of another secret": (GOOD, sign(GOOD, "whsec_other")),
    "signature of another body": (GOOD, sign(body(id="evt_2"))),
    "same content in another encoding": (json.dumps(json.loads(GOOD), indent=1), sign(GOOD)),
    "only an old scheme": (GOOD, sign(GOOD).replace("v1=", "v0=")),
    "moved timestamp": (GOOD, sign(GOOD).replace("t=1", "t=2", 1)),
    "older than the tolerance": (GOOD, sign(GOOD, age=TOLERANCE_SECONDS + 5)),
    "not JSON": ("{", sign("{")),
    "not an event": ("[]", sign("[]")),
    "an event about nothing": (body(data={}), sign(body(data={}))),
    "another mode of the account": (body(livemode=True), sign(body(livemode=True))),
}


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES.keys())
def test_a_forged_webhook_is_refused(forgery: tuple[str, str]) -> None:
    with pytest.raises(SignatureRefused):
        PAYMENTS.read_event(*forgery)
