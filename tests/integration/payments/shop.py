"""The payments service as a test drives it: requests in, webhooks in, events out."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from contracts.base import Envelope, Event
from contracts.payments.messages import (
    GetOrder,
    Order,
    ProviderEventRecorded,
    RecordStripeEvent,
    StartCheckout,
    VerifyOrder,
)
from contracts.types import Actor
from services.common.context import CallContext
from services.common.desk import Desk
from services.payments import models
from services.payments.integrations.stripe import StripePayments
from services.payments.use_cases import checkout, copies, orders, settlement, webhooks
from tests.factories.payments import make_actor, make_published, make_registered, make_settings
from tests.factories.recorded import EventT, events
from tests.simulators.receiver import Received, Receiver
from tests.simulators.stripe.remote import StripeRemote
from tests.waiting import until


class Shop:
    """One payments service with its own database, and the simulator it talks to."""

    def __init__(self, engine: Engine, stripe: StripeRemote, received: Receiver) -> None:
        self.engine = engine
        self.stripe = stripe
        self.received = received
        self.provider = StripePayments(make_settings(stripe.url))

    def desk(self, actor: Actor | None = None) -> Desk:
        context = CallContext(correlation_id="test", caller=actor)
        return Desk(self.engine, models.bookkeeping, lambda: context)

    def sell(self, **changes: Any) -> UUID:
        """Publish a course; answers its id."""
        published = make_published(**changes)
        self.hear(published)
        return published.course_id

    def register(self, email: str = "student@academy.example") -> Actor:
        buyer = make_actor()
        self.hear(make_registered(buyer, email))
        return buyer

    def hear(self, event: Event, happened_at: datetime | None = None) -> None:
        """Let an event of another service arrive, perhaps long after it happened."""
        reactions: dict[str, Any] = {
            "CoursePublished": copies.price_course,
            "CourseArchived": copies.withdraw_course,
            "UserRegistered": copies.remember_buyer,
            "UserContactChanged": copies.remember_contact,
        }
        cause = Envelope(
            id=uuid4(),
            type=event.event_type,
            source=event.source,
            time=happened_at or datetime.now(UTC),
            correlation_id="test",
            data={},
        )
        with self.desk().begin(cause) as work:
            reactions[type(event).__name__](work, event)

    def order(self, buyer: Actor, course_id: UUID) -> Order:
        request = StartCheckout(course_id=course_id)
        return checkout.start_checkout(self.desk(buyer).begin, self.provider, request)

    def verify(self, buyer: Actor, order: Order) -> Order:
        request = VerifyOrder(order_id=order.id)
        return settlement.verify_order(self.desk(buyer).begin, self.provider, request)

    def look_up(self, buyer: Actor, order: Order) -> Order:
        with self.desk(buyer).read() as work:
            return orders.get_order(work, GetOrder(order_id=order.id))

    def row(self, order: Order) -> models.Order:
        with Session(self.engine) as session:
            row = session.get(models.Order, order.id)
            assert row is not None
            return row

    def session_of(self, order: Order) -> str:
        """The id of the payment page of an order."""
        return str(self.row(order).provider_reference)

    def take_webhooks(self, number: int) -> list[Received]:
        """Wait for webhooks at the shop's door."""
        until(lambda: len(self.received.received) >= number)
        return self.received.take()

    def record(self, webhook: Received) -> None:
        """Hand a webhook to the service, as the gateway does."""
        request = RecordStripeEvent(payload=webhook.body, signature=webhook.signature)
        with self.desk().begin() as work:
            webhooks.record_stripe_event(work, self.provider, request)

    def follow(self) -> int:
        """Deliver what the service told itself so far, again and again; how much it was."""
        told = self.recorded(ProviderEventRecorded)
        for event in told:
            webhooks.follow_provider_event(self.desk().begin, self.provider, event)
        return len(told)

    def reconcile(self) -> None:
        settlement.settle_forgotten_orders(self.desk().begin, self.provider)

    def let_time_pass(self, span: timedelta) -> None:
        """Make every order older, here and at the provider."""
        columns = ("created_at", "attempted_at", "expires_at", "looked_at")
        changes = ", ".join(f"{column} = {column} - :span" for column in columns)
        with self.engine.begin() as connection:
            connection.execute(text(f"UPDATE orders SET {changes}"), {"span": span})
        self.stripe.move_clock(int(span.total_seconds()))

    def recorded(self, event_type: type[EventT]) -> list[EventT]:
        with Session(self.engine) as session:
            return events(session, models.bookkeeping, event_type)

    def ask(self, statement: str) -> list[Any]:
        """Rows of a question to the database."""
        with self.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(statement))]
