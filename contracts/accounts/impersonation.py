"""Staff looking through a person's eyes: for a quarter of an hour, and never unnoticed."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from contracts.accounts.messages import Token, User
from contracts.base import Command, Event, Message
from contracts.types import Reason


class ImpersonationTicket(Message, frozen=True, kw_only=True):
    """A code that opens the view once, in a browser, within a minute."""

    code: str
    expires_at: datetime


class ImpersonationSession(Message, frozen=True, kw_only=True):
    """A person's view: one access token, nothing to renew it with, and who looks."""

    access_token: str
    expires_in: int
    user: User
    impersonator_name: str
    read_only: bool


class StartImpersonation(Command[ImpersonationTicket], frozen=True, kw_only=True):
    """Ask for a code to view the academy as a person; with `write` also to act as them."""

    service: ClassVar[str] = "accounts"

    user_id: UUID
    reason: Reason
    write: bool = False


class EnterImpersonation(Command[ImpersonationSession], frozen=True, kw_only=True):
    """Exchange the code for the view; it works once."""

    service: ClassVar[str] = "accounts"

    code: Token


class EndImpersonation(Command[None], frozen=True, kw_only=True):
    """Leave the view that the access token belongs to."""

    service: ClassVar[str] = "accounts"


class ImpersonationStarted(Event, frozen=True, kw_only=True):
    """Somebody of the staff began to look through a person's eyes."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.impersonation.started.v1"

    user_id: UUID
    impersonator_id: UUID
    impersonator_name: str
    reason: str
    read_only: bool
    ends_at: datetime


class ImpersonationEnded(Event, frozen=True, kw_only=True):
    """A view of a person ended."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.impersonation.ended.v1"
    optional: ClassVar[bool] = True

    user_id: UUID
    impersonator_id: UUID
