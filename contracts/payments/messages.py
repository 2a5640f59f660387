"""Conversations with the payments service."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from msgspec import Meta

from contracts.base import Command, Event, Message, Query
from contracts.types import Cursor, Money, Page, PageSize, SearchText


class OrderStatus(StrEnum):
    """Where an order stands; it only ever moves forward."""

    PENDING = "pending"
    EXPIRED = "expired"
    PAID = "paid"


class Order(Message, frozen=True, kw_only=True):
    """A purchase of one course."""

    id: UUID
    number: str
    course_id: UUID
    course_slug: str
    course_title: str
    price: Money
    status: OrderStatus
    provider: str
    created_at: datetime
    paid_at: datetime | None
    receipt_number: str | None
    checkout_url: str | None = None


class AdminOrder(Order, frozen=True, kw_only=True):
    """A purchase as admins see it."""

    buyer_id: UUID
    buyer_name: str
    buyer_email: str
    provider_reference: str | None


class PaymentsOverview(Message, frozen=True, kw_only=True):
    """Revenue by currency, from the ledger."""

    revenue: list[Money]
    revenue_today: list[Money]
    paid_orders: int
    pending_orders: int


class StartCheckout(Command[Order], frozen=True, kw_only=True):
    """Order a course; the reply carries the address of the payment page."""

    service: ClassVar[str] = "payments"

    course_id: UUID


class VerifyOrder(Command[Order], frozen=True, kw_only=True):
    """Ask the payment provider how an order stands, for a buyer who came back from paying."""

    service: ClassVar[str] = "payments"

    order_id: UUID


class GetOrder(Query[Order], frozen=True, kw_only=True):
    """One of the caller's orders."""

    service: ClassVar[str] = "payments"

    order_id: UUID


class ListOrders(Query[Page[Order]], frozen=True, kw_only=True):
    """The caller's orders, newest first."""

    service: ClassVar[str] = "payments"

    after: Cursor | None = None
    limit: PageSize = 24


class ListAllOrders(Query[Page[AdminOrder]], frozen=True, kw_only=True):
    """Every order of the academy, newest first."""

    service: ClassVar[str] = "payments"

    status: OrderStatus | None = None
    search: SearchText = ""
    after: Cursor | None = None
    limit: PageSize = 50


class ListOrdersOf(Query[Page[AdminOrder]], frozen=True, kw_only=True):
    """A person's orders, newest first."""

    service: ClassVar[str] = "payments"

    user_id: UUID
    after: Cursor | None = None
    limit: PageSize = 20


class GetPaymentsOverview(Query[PaymentsOverview], frozen=True, kw_only=True):
    """Revenue and counts of orders."""

    service: ClassVar[str] = "payments"


class RecordStripeEvent(Command[None], frozen=True, kw_only=True):
    """Store a webhook of Stripe after checking its signature over the raw body."""

    service: ClassVar[str] = "payments"

    payload: Annotated[str, Meta(max_length=1_000_000)]
    signature: Annotated[str, Meta(max_length=2000)]


class OrderPaid(Event, frozen=True, kw_only=True):
    """The money for an order arrived."""

    source: ClassVar[str] = "payments"
    event_type: ClassVar[str] = "payments.order.paid.v1"

    order_id: UUID
    order_number: str
    receipt_number: str
    buyer_id: UUID
    course_id: UUID
    course_title: str
    price: Money
    paid_at: datetime


class OrderExpired(Event, frozen=True, kw_only=True):
    """The payment page of an order closed without money."""

    source: ClassVar[str] = "payments"
    event_type: ClassVar[str] = "payments.order.expired.v1"
    optional: ClassVar[bool] = True

    order_id: UUID
    buyer_id: UUID
    course_id: UUID


class ProviderEventRecorded(Event, frozen=True, kw_only=True):
    """A webhook is stored; payments itself looks up what it means for an order."""

    source: ClassVar[str] = "payments"
    event_type: ClassVar[str] = "payments.provider_event.recorded.v1"

    event_id: str
    order_id: UUID
    reference: str | None
