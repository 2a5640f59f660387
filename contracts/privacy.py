"""How a person's data is handed out and forgotten: every service answers for its own part.

Accounts announces that somebody wants their data or leaves; each service that may hold something
about people answers with one of the events below, in an event class of its own.
"""

from typing import ClassVar
from uuid import UUID

from contracts.base import Event

HOLDERS = ("accounts", "courses", "payments", "notifications")
"""The services that may hold something about people."""


class ExportRequested(Event, frozen=True, kw_only=True):
    """A person wants to see everything that is kept about them."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.export.requested.v1"

    export_id: UUID
    user_id: UUID


class ErasureRequested(Event, frozen=True, kw_only=True):
    """A person leaves; what has to be kept is kept under the pseudonym."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.erasure.requested.v1"

    erasure_id: UUID
    user_id: UUID
    pseudonym: str


class UserExported(Event, frozen=True, kw_only=True):
    """A service hands out what it keeps about a person; the content is sealed."""

    export_id: UUID
    user_id: UUID
    sealed_content: str


class UserErased(Event, frozen=True, kw_only=True):
    """A service has forgotten a person."""

    erasure_id: UUID
    user_id: UUID


class AccountsUserExported(UserExported, frozen=True, kw_only=True):
    """What accounts keeps about a person."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.user.exported.v1"


class CoursesUserExported(UserExported, frozen=True, kw_only=True):
    """What courses keeps about a person."""

    source: ClassVar[str] = "courses"
    event_type: ClassVar[str] = "courses.user.exported.v1"


class PaymentsUserExported(UserExported, frozen=True, kw_only=True):
    """What payments keeps about a person."""

    source: ClassVar[str] = "payments"
    event_type: ClassVar[str] = "payments.user.exported.v1"


class NotificationsUserExported(UserExported, frozen=True, kw_only=True):
    """What notifications keeps about a person."""

    source: ClassVar[str] = "notifications"
    event_type: ClassVar[str] = "notifications.user.exported.v1"


class AccountsUserErased(UserErased, frozen=True, kw_only=True):
    """Accounts has forgotten a person."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.user.erased.v1"


class CoursesUserErased(UserErased, frozen=True, kw_only=True):
    """Courses has forgotten a person."""

    source: ClassVar[str] = "courses"
    event_type: ClassVar[str] = "courses.user.erased.v1"


class PaymentsUserErased(UserErased, frozen=True, kw_only=True):
    """Payments has forgotten a person."""

    source: ClassVar[str] = "payments"
    event_type: ClassVar[str] = "payments.user.erased.v1"


class NotificationsUserErased(UserErased, frozen=True, kw_only=True):
    """Notifications has forgotten a person."""

    source: ClassVar[str] = "notifications"
    event_type: ClassVar[str] = "notifications.user.erased.v1"
