"""How services tell the audit log what an admin did."""

from typing import Any, ClassVar
from uuid import UUID

from contracts.base import Event


class AdminActed(Event, frozen=True, kw_only=True):
    """An admin changed something; recorded in the transaction of the change.

    `on_behalf_of` is the person through whose eyes the actor looked, if they did.
    """

    action: str
    actor_id: UUID
    on_behalf_of: UUID | None = None
    target_type: str
    target_id: str
    target_label: str
    address: str = ""
    reason: str = ""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}


class AccountsAdminActed(AdminActed, frozen=True, kw_only=True):
    """An admin changed something about people."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.audit.recorded.v1"


class CoursesAdminActed(AdminActed, frozen=True, kw_only=True):
    """An admin changed something about courses."""

    source: ClassVar[str] = "courses"
    event_type: ClassVar[str] = "courses.audit.recorded.v1"


class PaymentsAdminActed(AdminActed, frozen=True, kw_only=True):
    """An admin changed something about money."""

    source: ClassVar[str] = "payments"
    event_type: ClassVar[str] = "payments.audit.recorded.v1"
