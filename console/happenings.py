"""Live events in words."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from console.formats import money
from console.palette import a_role
from console.theme import Tone
from contracts.accounts.messages import RoleChanged, UserRegistered
from contracts.audit import AccountsAdminActed, AdminActed, CoursesAdminActed, PaymentsAdminActed
from contracts.base import Message, decode
from contracts.courses.certificate_events import CertificateIssued, CertificateRevoked
from contracts.courses.events import (
    CourseApproved,
    CourseArchived,
    CoursePublished,
    CourseRejected,
    CourseSubmitted,
    CourseWithdrawn,
    EnrollmentCreated,
)
from contracts.courses.reviews import ReviewDecision, ReviewModerated, ReviewReported
from contracts.errors import Invalid
from contracts.payments.messages import OrderExpired, OrderPaid
from contracts.types import Role

ShapeT = TypeVar("ShapeT", bound=Message)
Wording = tuple[str, Tone]
_READERS: dict[str, Callable[[dict[str, Any]], Wording]] = {}


class Person(Message, frozen=True, kw_only=True):
    """What the gateway tells of an event about a person: addresses stay behind."""

    role: Role


def in_words(event_type: str, data: dict[str, Any]) -> Wording:
    """A sentence about an event and its tone; an event of a later release is named."""
    reader = _READERS.get(event_type)
    try:
        return reader(data) if reader else (_named(event_type), Tone.NEUTRAL)
    except Invalid:
        return _named(event_type), Tone.NEUTRAL


def act(action: str) -> str:
    """An admin's action in words: `courses.course.approved` reads `course approved`."""
    return " ".join(action.split(".")[-2:]).replace("_", " ")


def _named(event_type: str) -> str:
    """`accounts.user.confirmed.v1` reads `User confirmed`."""
    return act(event_type.rpartition(".v")[0] or event_type).capitalize()


def _reads(
    *event_types: str, shape: type[ShapeT]
) -> Callable[[Callable[[ShapeT], Wording]], Callable[[ShapeT], Wording]]:
    def register(describe: Callable[[ShapeT], Wording]) -> Callable[[ShapeT], Wording]:
        for event_type in event_types:
            _READERS[event_type] = partial(_read, shape, describe)
        return describe

    return register


def _read(
    shape: type[ShapeT], describe: Callable[[ShapeT], Wording], data: dict[str, Any]
) -> Wording:
    return describe(decode(data, shape, strict=False))


@_reads(UserRegistered.event_type, shape=Person)
def _registered(person: Person) -> Wording:
    return f"A new {person.role} registered", Tone.INFO


@_reads(RoleChanged.event_type, shape=Person)
def _changed_role(person: Person) -> Wording:
    return f"Somebody is now {a_role(person.role)}", Tone.WARN


@_reads(CourseSubmitted.event_type, shape=CourseSubmitted)
def _submitted(event: CourseSubmitted) -> Wording:
    return f"“{event.title}” was handed in for review", Tone.WARN


@_reads(CourseWithdrawn.event_type, shape=CourseWithdrawn)
def _withdrawn(event: CourseWithdrawn) -> Wording:
    return f"“{event.title}” was taken back by its teacher", Tone.NEUTRAL


@_reads(CoursePublished.event_type, shape=CoursePublished)
def _published(event: CoursePublished) -> Wording:
    verb = "is in the catalog" if event.first else "was changed in the catalog"
    return f"“{event.title}” {verb}", Tone.GOOD


@_reads(CourseRejected.event_type, shape=CourseRejected)
def _rejected(event: CourseRejected) -> Wording:
    return f"“{event.title}” went back to its teacher", Tone.BAD


@_reads(CourseApproved.event_type, shape=CourseApproved)
def _approved(event: CourseApproved) -> Wording:
    return f"“{event.title}” was approved; its teacher publishes it", Tone.GOOD


@_reads(CourseArchived.event_type, shape=CourseArchived)
def _archived(event: CourseArchived) -> Wording:
    verb = "was taken down" if event.taken_down else "was archived by its teacher"
    return f"“{event.title}” {verb}", Tone.WARN


@_reads(EnrollmentCreated.event_type, shape=EnrollmentCreated)
def _enrolled(event: EnrollmentCreated) -> Wording:
    return f"A student enrolled in “{event.course_title}”", Tone.INFO


@_reads(CertificateIssued.event_type, shape=CertificateIssued)
def _certified(event: CertificateIssued) -> Wording:
    verb = "was printed anew" if event.replaces else "was earned"
    return f"A certificate of “{event.course_title}” {verb}", Tone.GOOD


@_reads(CertificateRevoked.event_type, shape=CertificateRevoked)
def _revoked(event: CertificateRevoked) -> Wording:
    return f"A certificate of “{event.course_title}” was revoked", Tone.BAD


@_reads(ReviewReported.event_type, shape=ReviewReported)
def _reported(event: ReviewReported) -> Wording:
    return f"A review of “{event.course_title}” was reported", Tone.WARN


@_reads(ReviewModerated.event_type, shape=ReviewModerated)
def _moderated(event: ReviewModerated) -> Wording:
    tone = Tone.BAD if event.decision is ReviewDecision.HIDDEN else Tone.GOOD
    return f"A review of “{event.course_title}” was {event.decision.value}", tone


@_reads(OrderPaid.event_type, shape=OrderPaid)
def _paid(event: OrderPaid) -> Wording:
    return f"{money(event.price)} paid for “{event.course_title}”", Tone.GOOD


@_reads(OrderExpired.event_type, shape=OrderExpired)
def _expired(_: OrderExpired) -> Wording:
    return "An order expired without money", Tone.NEUTRAL


@_reads(
    AccountsAdminActed.event_type,
    CoursesAdminActed.event_type,
    PaymentsAdminActed.event_type,
    shape=AdminActed,
)
def _acted(event: AdminActed) -> Wording:
    return f"Admin: {act(event.action)}, {event.target_label}", Tone.NEUTRAL
