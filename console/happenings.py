"""Live events in words."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from console.formats import money
from console.theme import Tone
from contracts.accounts.messages import UserRegistered
from contracts.audit import AccountsAdminActed, AdminActed, CoursesAdminActed, PaymentsAdminActed
from contracts.base import Event, decode
from contracts.courses.events import (
    CoursePublished,
    CourseRejected,
    CourseSubmitted,
    EnrollmentCreated,
)
from contracts.errors import Invalid
from contracts.payments.messages import OrderExpired, OrderPaid

EventT = TypeVar("EventT", bound=Event)
Wording = tuple[str, Tone]
_READERS: dict[str, Callable[[dict[str, Any]], Wording]] = {}


def _reads(
    *event_types: type[EventT],
) -> Callable[[Callable[[EventT], Wording]], Callable[[EventT], Wording]]:
    def register(describe: Callable[[EventT], Wording]) -> Callable[[EventT], Wording]:
        for event_type in event_types:
            _READERS[event_type.event_type] = partial(_read, event_type, describe)
        return describe

    return register


def _read(
    event_type: type[EventT], describe: Callable[[EventT], Wording], data: dict[str, Any]
) -> Wording:
    return describe(decode(data, event_type, strict=False))


def in_words(event_type: str, data: dict[str, Any]) -> Wording:
    """A sentence about an event and its tone; an event of a later release shows its name."""
    reader = _READERS.get(event_type)
    try:
        return reader(data) if reader else (event_type, Tone.NEUTRAL)
    except Invalid:
        return event_type, Tone.NEUTRAL


@_reads(UserRegistered)
def _registered(event: UserRegistered) -> Wording:
    return f"{event.contact.name} registered", Tone.INFO


@_reads(CourseSubmitted)
def _submitted(event: CourseSubmitted) -> Wording:
    return f"“{event.title}” was handed in for review", Tone.WARN


@_reads(CoursePublished)
def _published(event: CoursePublished) -> Wording:
    verb = "is in the catalog" if event.first else "was changed in the catalog"
    return f"“{event.title}” {verb}", Tone.GOOD


@_reads(CourseRejected)
def _rejected(event: CourseRejected) -> Wording:
    return f"“{event.title}” went back to its teacher", Tone.BAD


@_reads(EnrollmentCreated)
def _enrolled(event: EnrollmentCreated) -> Wording:
    return f"A student enrolled in “{event.course_title}”", Tone.INFO


@_reads(OrderPaid)
def _paid(event: OrderPaid) -> Wording:
    return f"{money(event.price)} paid for “{event.course_title}”", Tone.GOOD


@_reads(OrderExpired)
def _expired(_: OrderExpired) -> Wording:
    return "An order expired without money", Tone.NEUTRAL


@_reads(AccountsAdminActed, CoursesAdminActed, PaymentsAdminActed)
def _acted(event: AdminActed) -> Wording:
    act = " ".join(event.action.split(".")[-2:]).replace("_", " ")
    return f"Admin: {act}, {event.target_label}", Tone.NEUTRAL
