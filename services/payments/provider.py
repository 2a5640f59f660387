"""What the service asks of a payment provider, in words of its own."""

from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from contracts.base import Message
from contracts.types import Money


class CheckoutState(StrEnum):
    """Where a payment page stands."""

    OPEN = "open"
    PAID = "paid"
    UNPAID = "unpaid"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


class CheckoutWish(Message, frozen=True, kw_only=True):
    """A payment page for one order; the same wish under the same key makes one page."""

    order_id: UUID
    key: str
    course_title: str
    course_slug: str
    price: Money
    buyer_email: str | None
    expires_at: datetime


class Checkout(Message, frozen=True, kw_only=True):
    """A payment page as the provider describes it; `reference` is the provider's id of it."""

    reference: str
    state: CheckoutState
    amount: int = 0
    currency: str = ""
    order_id: str | None = None
    payment_reference: str | None = None
    url: str | None = None


class ProviderEvent(Message, frozen=True, kw_only=True):
    """A webhook whose signature holds; without an order it is about something else."""

    id: str
    type: str
    order_id: UUID | None
    reference: str | None


class AttemptSpent(Exception):
    """The provider remembers a failure under the key, so only another key can succeed."""


class PaymentProvider(Protocol):
    """Somebody who takes money; every method but `read_event` waits for the network."""

    name: str

    def open_checkout(self, wish: CheckoutWish) -> Checkout:
        """Make a payment page; raises `AttemptSpent`, `CheckoutRefused`, `ProviderUnavailable`."""
        ...

    def look(self, reference: str) -> Checkout:
        """How a payment page stands; raises `ProviderUnavailable`."""
        ...

    def read_event(self, payload: str, signature: str) -> ProviderEvent:
        """Verify and read a webhook; raises `SignatureRefused`."""
        ...
