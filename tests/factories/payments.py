"""Orders, payment pages and the messages around them, unremarkable unless a test says more."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from contracts.accounts.messages import UserRegistered
from contracts.courses.events import CoursePublished
from contracts.payments.messages import OrderStatus
from contracts.types import Actor, Contact, Money, Role
from services.payments import models
from services.payments.config import PaymentsSettings
from services.payments.provider import Checkout, CheckoutState

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def make_actor(role: Role = Role.STUDENT) -> Actor:
    """Somebody who calls."""
    return Actor(user_id=uuid4(), role=role)


def make_order(**changes: Any) -> models.Order:
    """A pending order of 49 euro with an open page, not stored."""
    values = {
        "id": uuid4(),
        "number": "A-001001",
        "buyer_id": uuid4(),
        "course_id": uuid4(),
        "course_slug": "python",
        "course_title": "Python for Beginners",
        "amount": 4900,
        "currency": "EUR",
        "status": OrderStatus.PENDING,
        "provider": "stripe",
        "attempt": 1,
        "attempted_at": NOW,
        "expires_at": NOW + timedelta(hours=1),
        "provider_reference": "cs_1",
        "checkout_url": "https://pay.example/cs_1",
        "created_at": NOW,
        "looked_at": NOW,
    }
    return models.Order(**{**values, **changes})


def make_page(order: models.Order, **changes: Any) -> Checkout:
    """The order's payment page, paid as agreed."""
    values = {
        "reference": order.provider_reference,
        "state": CheckoutState.PAID,
        "amount": order.amount,
        "currency": order.currency,
        "order_id": str(order.id),
        "payment_reference": "pi_1",
    }
    return Checkout(**{**values, **changes})


def make_published(**changes: Any) -> CoursePublished:
    """A course of 49 euro that came into the catalogue."""
    values = {
        "course_id": uuid4(),
        "slug": "python",
        "title": "Python for Beginners",
        "teacher_id": uuid4(),
        "price": Money(amount=4900, currency="EUR"),
    }
    return CoursePublished(**{**values, **changes})


def make_registered(actor: Actor, email: str = "student@academy.example") -> UserRegistered:
    """The person behind an actor, as accounts announces them."""
    contact = Contact(email=email, name="Sara Student")
    return UserRegistered(user_id=actor.user_id, role=actor.role, contact=contact)


def make_settings(stripe_url: str = "http://127.0.0.1:9", **changes: Any) -> PaymentsSettings:
    """Settings towards a simulator."""
    values = {
        "public_url": "https://academy.example",
        "stripe_api_url": stripe_url,
        "stripe_secret_key": "sk_test_simulated",
        "stripe_webhook_secret": "whsec_simulated",
    }
    return PaymentsSettings(**{**values, **changes})
