"""What each mail says: its facts and links, before language and looks."""

from datetime import datetime
from typing import Any
from urllib.parse import quote

import msgspec

from contracts.accounts.guardianships import (
    ConsentRequested,
    GuardianOffered,
    GuardianshipEnded,
    GuardianshipStarted,
)
from contracts.accounts.invitations import InvitationSent
from contracts.accounts.messages import ConfirmationRequested
from contracts.accounts.second_factors import SecondFactorChanged
from contracts.accounts.sessions import SecurityNoticed
from contracts.courses.events import (
    CoursePublished,
    CourseRejected,
    EnrollmentCreated,
    QuizAttemptGraded,
)
from contracts.payments.messages import OrderPaid
from services.notifications.user_agents import UNKNOWN, describe

PAYMENTS = "/account/payments"
STUDY = "/learn"
SECURITY = "/account/security"
SIGN_IN = "/signin"
FAMILY = "/account/family"
SECRET = "{secret}"  # noqa: S105 (the place of a secret, not one)
"""Stands in a link for the secret that only the reader of the mail may see."""


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """A message without language: its kind names the strings and templates to use.

    Facts are named values; links are paths by name: `action` is the button, `also` a text link.
    """

    kind: str
    facts: dict[str, Any] = {}
    links: dict[str, str] = {}
    sealed_secret: str | None = None


def confirmation(event: ConfirmationRequested) -> Mail:
    """The link that proves an address."""
    links = {"action": f"/confirm?token={SECRET}"}
    return Mail(kind="confirmation", links=links, sealed_secret=event.sealed_token)


def invitation(event: InvitationSent) -> Mail:
    """An account for somebody whom the academy asks to join."""
    facts = {
        "inviter": event.invited_by_name,
        "role": event.role.value,
        "expires_at": event.expires_at.isoformat(),
    }
    links = {"action": f"/invitation?token={SECRET}"}
    return Mail(kind="invitation", facts=facts, links=links, sealed_secret=event.sealed_token)


def registration_repeated() -> Mail:
    """Somebody, perhaps you, registered with an address that has an account."""
    return Mail(kind="registration_repeated", links={"action": SIGN_IN})


def security(event: SecurityNoticed, at: datetime) -> Mail:
    """A session that the person may not have begun, or that somebody copied."""
    facts = {
        "device": describe(event.user_agent),
        "address": event.address or UNKNOWN,
        "seen_at": at.isoformat(),
    }
    return Mail(kind=f"security_{event.notice}", facts=facts, links={"action": SECURITY})


def second_factor_changed(event: SecondFactorChanged, happened_at: datetime) -> Mail:
    """What happened to the second step of somebody's account, so that a thief cannot hide it."""
    facts = {
        "passkey": event.passkey_name,
        "codes_left": event.recovery_codes_left,
        "happened_at": happened_at.isoformat(),
    }
    kind = f"second_factor_{event.change.value}"
    return Mail(kind=kind, facts=facts, links={"action": SECURITY})


def receipt(event: OrderPaid, slug: str | None) -> Mail:
    """Proof of payment, and the way into the course."""
    facts = {
        "course": event.course_title,
        "receipt_number": event.receipt_number,
        "order_number": event.order_number,
        "price": msgspec.to_builtins(event.price),
        "paid_at": event.paid_at.isoformat(),
    }
    links = {"action": course_path(slug), "also": PAYMENTS}
    return Mail(kind="receipt", facts=facts, links=links)


def course_live(event: CoursePublished) -> Mail:
    """The teacher's course is in the catalogue."""
    links = {"action": course_path(event.slug)}
    return Mail(kind="course_live", facts={"course": event.title}, links=links)


def course_rejected(event: CourseRejected) -> Mail:
    """The teacher's course needs another look, and why."""
    facts = {"course": event.title, "quote": event.reason}
    links = {"action": f"/teach/courses/{event.course_id}"}
    return Mail(kind="course_rejected", facts=facts, links=links)


def welcome(event: EnrollmentCreated) -> Mail:
    """A course without a price is open to its new student."""
    facts = {"course": event.course_title}
    links = {"action": course_path(event.course_slug), "also": STUDY}
    return Mail(kind="welcome", facts=facts, links=links)


def quiz_graded(event: QuizAttemptGraded) -> Mail:
    """A teacher has graded an attempt; what came of it stands where only its student looks."""
    facts = {"course": event.course_title, "quiz": event.quiz_title}
    links = {"action": f"{STUDY}/{event.course_id}/{event.lesson_id}"}
    return Mail(kind="quiz_graded", facts=facts, links=links)


def consent_requested(event: ConsentRequested) -> Mail:
    """A guardian is asked whether a learner may use the academy."""
    path = FAMILY if event.registered else f"/register?next={quote(FAMILY, safe='')}"
    facts = {"learner": event.learner_name}
    return Mail(kind="consent_requested", facts=facts, links={"action": path})


def consent_declined() -> Mail:
    """The guardian does not agree."""
    return Mail(kind="consent_declined", links={"action": "/"})


def guardian_offered(event: GuardianOffered) -> Mail:
    """Somebody wants to be the learner's guardian."""
    facts = {"guardian": event.guardian_name}
    return Mail(kind="guardian_offered", facts=facts, links={"action": FAMILY})


def guardian_found(event: GuardianshipStarted) -> Mail:
    """To the learner: somebody answers for you now."""
    facts = {"guardian": event.guardian_name}
    return Mail(kind="guardian_found", facts=facts, links={"action": FAMILY})


def learner_entrusted(event: GuardianshipStarted) -> Mail:
    """To the guardian: you answer for somebody now."""
    facts = {"learner": event.learner_name}
    return Mail(kind="learner_entrusted", facts=facts, links={"action": FAMILY})


def guardianship_ended(event: GuardianshipEnded) -> Mail:
    """To both: it is over."""
    facts = {"guardian": event.guardian_name, "learner": event.learner_name}
    return Mail(kind="guardianship_ended", facts=facts, links={"action": FAMILY})


def export_ready() -> Mail:
    """Everything that is kept about the reader can be downloaded."""
    return Mail(kind="export_ready", links={"action": "/account/data"})


def account_deleted() -> Mail:
    """The last mail."""
    return Mail(kind="account_deleted", links={"action": "/"})


def course_path(slug: str | None) -> str:
    """The page of a course, or of all one's courses while its address is unknown."""
    return f"/courses/{slug}" if slug else STUDY
