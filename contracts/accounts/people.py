"""What staff ask about one person, and do for or to them."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from contracts.accounts.messages import AuditEntry, User
from contracts.accounts.proposals import RoleProposal
from contracts.accounts.sessions import Device
from contracts.base import Command, Event, Message, Query
from contracts.types import Cursor, Page, PageSize, Reason


class LinkedSignIn(Message, frozen=True, kw_only=True):
    """An account elsewhere that a person can sign in with."""

    provider: str
    email: str
    linked_at: datetime


class FactorsHeld(Message, frozen=True, kw_only=True):
    """What a person has beside their password."""

    app: bool = False
    passkeys: int = 0
    recovery_codes: int = 0


class Person(Message, frozen=True, kw_only=True):
    """A person as staff see them; `proposal` is the open one to make them an admin."""

    user: User
    confirmed_at: datetime | None
    factors: FactorsHeld
    linked: list[LinkedSignIn]
    devices: list[Device]
    proposal: RoleProposal | None = None


class GetPerson(Query[Person], frozen=True, kw_only=True):
    """One person with their devices and ways to sign in."""

    service: ClassVar[str] = "accounts"

    user_id: UUID


class ListPersonEntries(Query[Page[AuditEntry]], frozen=True, kw_only=True):
    """What a person did for the academy and what was done about them, newest first."""

    service: ClassVar[str] = "accounts"

    user_id: UUID
    after: Cursor | None = None
    limit: PageSize = 20


class SuspendUser(Command[User], frozen=True, kw_only=True):
    """Keep a person out: signed out everywhere at once, until somebody restores them."""

    service: ClassVar[str] = "accounts"

    user_id: UUID
    reason: Reason


class RestoreUser(Command[User], frozen=True, kw_only=True):
    """Let a suspended person in again."""

    service: ClassVar[str] = "accounts"

    user_id: UUID
    reason: Reason


class SignUserOut(Command[None], frozen=True, kw_only=True):
    """End a person's sessions on all devices, or on one."""

    service: ClassVar[str] = "accounts"

    user_id: UUID
    reason: Reason
    session_id: UUID | None = None


class ResetSecondFactor(Command[None], frozen=True, kw_only=True):
    """Take every second factor from a person who has lost them; their devices are signed out."""

    service: ClassVar[str] = "accounts"

    user_id: UUID
    reason: Reason


class ResendUserConfirmation(Command[None], frozen=True, kw_only=True):
    """Send an unconfirmed person another link."""

    service: ClassVar[str] = "accounts"

    user_id: UUID
    reason: Reason


class UserSuspended(Event, frozen=True, kw_only=True):
    """A person was suspended; the reason is for them too."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.user.suspended.v1"

    user_id: UUID
    reason: str


class UserRestored(Event, frozen=True, kw_only=True):
    """A suspended person can sign in again."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.user.restored.v1"

    user_id: UUID
    reason: str


class UserSignedOut(Event, frozen=True, kw_only=True):
    """Staff signed a person out, on one device or everywhere."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.user.signed_out.v1"

    user_id: UUID
    everywhere: bool
    reason: str
