"""Events that people are told about, with unremarkable defaults."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from contracts.accounts.invitations import InvitationSent
from contracts.accounts.messages import ConfirmationRequested, UserRegistered
from contracts.accounts.sessions import Notice, SecurityNoticed
from contracts.courses.events import (
    CourseApproved,
    CourseArchived,
    CoursePublished,
    CourseRejected,
    EnrollmentCreated,
)
from contracts.payments.messages import OrderPaid
from contracts.types import Contact, Money, Role
from services.notifications.integrations.smtp import OutgoingMail

NOW = datetime(2026, 5, 4, 12, 30, tzinfo=UTC)


def make_contact(**changes: Any) -> Contact:
    """Lina, who reads English."""
    return Contact(**{"email": "lina@example.org", "name": "Lina Haddad", **changes})


def make_user_registered(**changes: Any) -> UserRegistered:
    """Lina opened an account."""
    fields = {"user_id": uuid4(), "role": Role.STUDENT, "contact": make_contact()}
    return UserRegistered(**{**fields, **changes})


def make_confirmation_requested(sealed_token: str, **changes: Any) -> ConfirmationRequested:
    """Lina is to confirm her address."""
    fields = {"user_id": uuid4(), "contact": make_contact()}
    return ConfirmationRequested(sealed_token=sealed_token, **{**fields, **changes})


def make_invitation_sent(sealed_token: str, **changes: Any) -> InvitationSent:
    """Lina is asked to teach."""
    fields: dict[str, Any] = {
        "invitation_id": uuid4(),
        "contact": make_contact(),
        "role": Role.TEACHER,
        "invited_by_name": "Sam Okafor",
        "expires_at": NOW,
    }
    return InvitationSent(sealed_token=sealed_token, **{**fields, **changes})


def make_order_paid(**changes: Any) -> OrderPaid:
    """Somebody paid 49 euro for a course."""
    fields: dict[str, Any] = {
        "order_id": uuid4(),
        "order_number": "A-1007",
        "receipt_number": "R-2026-000045",
        "buyer_id": uuid4(),
        "course_id": uuid4(),
        "course_title": "Rust for Pythonistas",
        "price": Money(amount=4900, currency="EUR"),
        "paid_at": NOW,
    }
    return OrderPaid(**{**fields, **changes})


def make_course_published(**changes: Any) -> CoursePublished:
    """A course is in the catalogue for the first time."""
    fields: dict[str, Any] = {
        "course_id": uuid4(),
        "slug": "rust-for-pythonistas",
        "title": "Rust for Pythonistas",
        "teacher_id": uuid4(),
        "price": Money(amount=4900, currency="EUR"),
    }
    return CoursePublished(**{**fields, **changes})


def make_course_rejected(**changes: Any) -> CourseRejected:
    """A course was sent back."""
    fields: dict[str, Any] = {
        "course_id": uuid4(),
        "title": "Rust for Pythonistas",
        "teacher_id": uuid4(),
        "reason": "Lesson 2 has no sound.",
    }
    return CourseRejected(**{**fields, **changes})


def make_course_approved(**changes: Any) -> CourseApproved:
    """A course waits for its teacher to publish it."""
    fields: dict[str, Any] = {
        "course_id": uuid4(),
        "title": "Rust for Pythonistas",
        "teacher_id": uuid4(),
    }
    return CourseApproved(**{**fields, **changes})


def make_course_archived(**changes: Any) -> CourseArchived:
    """Staff took a course down."""
    fields: dict[str, Any] = {
        "course_id": uuid4(),
        "slug": "rust-for-pythonistas",
        "title": "Rust for Pythonistas",
        "teacher_id": uuid4(),
        "taken_down": True,
        "reason": "The videos belong to somebody else.",
    }
    return CourseArchived(**{**fields, **changes})


def make_enrollment_created(**changes: Any) -> EnrollmentCreated:
    """Somebody entered a free course."""
    fields: dict[str, Any] = {
        "course_id": uuid4(),
        "course_slug": "first-steps",
        "course_title": "First Steps",
        "student_id": uuid4(),
    }
    return EnrollmentCreated(**{**fields, **changes})


def make_security_noticed(**changes: Any) -> SecurityNoticed:
    """Somebody signed in from a browser that is not known."""
    fields: dict[str, Any] = {
        "user_id": uuid4(),
        "notice": Notice.NEW_DEVICE,
        "user_agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "address": "192.0.2.7",
    }
    return SecurityNoticed(**{**fields, **changes})


def make_outgoing_mail(**changes: Any) -> OutgoingMail:
    """A finished mail to Lina."""
    fields: dict[str, Any] = {
        "message_id": f"<{uuid4()}@academy.example>",
        "email": "lina@example.org",
        "name": "Lina Haddad",
        "language": "en",
        "subject": "Welcome",
        "html": "<p>Welcome</p>",
        "text": "Welcome",
    }
    return OutgoingMail(**{**fields, **changes})
