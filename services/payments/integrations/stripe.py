"""Stripe Checkout (API 2026-10-28) as a payment provider."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any
from uuid import UUID

import requests
import stripe
import structlog
from nameko.extensions import DependencyProvider
from stripe.checkout import Session

from contracts.payments.errors import CheckoutRefused, ProviderUnavailable, SignatureRefused
from services.common.config import load
from services.payments.config import PaymentsSettings
from services.payments.provider import (
    AttemptSpent,
    Checkout,
    CheckoutState,
    CheckoutWish,
    PaymentProvider,
    ProviderEvent,
)

log = structlog.get_logger()

stripe.enable_telemetry = False

CONNECT_SECONDS, READ_SECONDS = 2, 4
RETRIES = 1
TOLERANCE_SECONDS = 300


class StripePayments:
    """Talks to Stripe through its SDK; every failure leaves as a refusal of our own."""

    name = "stripe"

    def __init__(self, settings: PaymentsSettings) -> None:
        self._settings = settings
        self._live = settings.stripe_secret_key.startswith("sk_live_")
        self._client = stripe.StripeClient(
            settings.stripe_secret_key,
            base_addresses={"api": settings.stripe_api_url},
            max_network_retries=RETRIES,
            http_client=stripe.RequestsClient(
                timeout=(CONNECT_SECONDS, READ_SECONDS), session=requests.Session()
            ),
        )

    def open_checkout(self, wish: CheckoutWish) -> Checkout:
        """Make a hosted payment page for one order."""
        with _translated():
            session = self._client.v1.checkout.sessions.create(
                self._parameters(wish), {"idempotency_key": wish.key}
            )
        return _checkout(session)

    def look(self, reference: str) -> Checkout:
        """How a Checkout Session stands."""
        try:
            with _translated():
                return _checkout(self._client.v1.checkout.sessions.retrieve(reference))
        except AttemptSpent as error:
            raise ProviderUnavailable("Try again in a moment.") from error
        except CheckoutRefused:
            return Checkout(reference=reference, state=CheckoutState.UNKNOWN)

    def read_event(self, payload: str, signature: str) -> ProviderEvent:
        """Verify a webhook over its raw body, then read what it is about."""
        secrets = self._settings.webhook_secrets
        if not any(_is_signed(payload, signature, secret) for secret in secrets):
            raise SignatureRefused("The webhook was not signed by Stripe.")
        try:
            event = json.loads(payload)
            found = _read(event)
        except (ValueError, TypeError, LookupError):
            raise SignatureRefused("The webhook is not an event.") from None
        if event.get("livemode") is not self._live:
            raise SignatureRefused("The webhook belongs to another mode of the account.")
        return found

    def _parameters(self, wish: CheckoutWish) -> Any:
        order_id, url = str(wish.order_id), self._settings.public_url
        line = {
            "price_data": {
                "currency": wish.price.currency.lower(),
                "unit_amount": wish.price.amount,
                "product_data": {"name": wish.course_title},
            },
            "quantity": 1,
        }
        parameters = {
            "mode": "payment",
            "line_items": [line],
            "success_url": f"{url}/checkout/return?order={order_id}",
            "cancel_url": f"{url}/courses/{wish.course_slug}?payment=canceled",
            "client_reference_id": order_id,
            "metadata": {"order_id": order_id},
            "payment_intent_data": {"metadata": {"order_id": order_id}},
            "expires_at": int(wish.expires_at.timestamp()),
        }
        return {**parameters, **({"customer_email": wish.buyer_email} if wish.buyer_email else {})}


@contextmanager
def _translated() -> Iterator[None]:
    """Turn the SDK's failures into refusals, and those that a key remembers into `AttemptSpent`."""
    try:
        yield
    except (stripe.APIConnectionError, stripe.RateLimitError) as error:
        raise ProviderUnavailable("Nothing was charged. Try again in a moment.") from error
    except stripe.InvalidRequestError as error:
        log.exception("payments.stripe.refused", code=error.code, param=error.param)
        raise CheckoutRefused("Tell the academy about it; nothing was charged.") from error
    except (stripe.AuthenticationError, stripe.PermissionError) as error:
        log.exception("payments.stripe.key_refused")
        raise ProviderUnavailable("Nothing was charged. Try again later.") from error
    except stripe.StripeError as error:
        if error.http_status == HTTPStatus.CONFLICT:
            raise ProviderUnavailable("Your payment page is being made. Try again.") from error
        raise AttemptSpent from error


def _checkout(session: Session) -> Checkout:
    intent = session.payment_intent
    return Checkout(
        reference=session.id,
        state=_state(session),
        amount=session.amount_total or 0,
        currency=(session.currency or "").upper(),
        order_id=session.client_reference_id,
        payment_reference=intent if isinstance(intent, str) or intent is None else intent.id,
        url=session.url,
    )


def _state(session: Session) -> CheckoutState:
    """A completed page may still wait for the money of a slow payment method."""
    if session.status == "complete":
        return CheckoutState.PAID if session.payment_status == "paid" else CheckoutState.UNPAID
    return CheckoutState.EXPIRED if session.status == "expired" else CheckoutState.OPEN


def _is_signed(payload: str, signature: str, secret: str) -> bool:
    try:
        stripe.WebhookSignature.verify_header(payload, signature, secret, TOLERANCE_SECONDS)
    except stripe.SignatureVerificationError:
        return False
    return True


def _read(event: dict[str, Any]) -> ProviderEvent:
    """Which order and which page a webhook is about; metadata carries our order's id."""
    about = event["data"]["object"]
    order_id = (about.get("metadata") or {}).get("order_id") or about.get("client_reference_id")
    is_page = about.get("object") == "checkout.session"
    return ProviderEvent(
        id=event["id"],
        type=event["type"],
        order_id=_own_id(order_id),
        reference=about["id"] if is_page else None,
    )


def _own_id(text: str | None) -> UUID | None:
    """The id of our order; another product on the same account may use other ids."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


class Stripe(DependencyProvider):  # type: ignore[misc]  # nameko is untyped
    """Gives the service its payment provider; a missing setting ends the start."""

    def setup(self) -> None:
        """Read the settings and prepare the client."""
        self._provider = StripePayments(load(PaymentsSettings))

    def get_dependency(self, worker_ctx: Any) -> PaymentProvider:  # noqa: ARG002 (nameko's name)
        """The one client of the process; it may be shared."""
        return self._provider
