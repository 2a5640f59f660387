"""Everything about one person, as the gateway puts it together from all services."""

from typing import ClassVar
from uuid import UUID

from contracts.accounts.messages import AuditEntry
from contracts.accounts.people import Person
from contracts.base import Message, Query
from contracts.courses.resources import CourseCard, Enrollment
from contracts.payments.messages import AdminOrder
from contracts.types import Page


class PersonStory(Message, frozen=True, kw_only=True):
    """A person, their courses, money and traces; a part whose service is away is None."""

    person: Person
    entries: Page[AuditEntry]
    enrollments: Page[Enrollment] | None
    taught: Page[CourseCard] | None
    orders: Page[AdminOrder] | None


class GetPersonStory(Query[PersonStory], frozen=True, kw_only=True):
    """Ask for everything about one person."""

    service: ClassVar[str] = "gateway"

    user_id: UUID
