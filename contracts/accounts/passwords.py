"""Conversations about forgotten, changed and first passwords."""

from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from msgspec import Meta

from contracts.accounts.messages import Password, Token
from contracts.base import Command, Event
from contracts.types import Contact, Email


class PasswordChange(StrEnum):
    """How somebody came to another password."""

    CHANGED = "changed"
    RESET = "reset"
    FIRST = "first"


class RequestPasswordReset(Command[None], frozen=True, kw_only=True):
    """Send a link to a new password; the answer does not tell whether the address is known."""

    service: ClassVar[str] = "accounts"

    email: Email


class ResetPassword(Command[None], frozen=True, kw_only=True):
    """Choose a new password with the token from the link; every device is signed out."""

    service: ClassVar[str] = "accounts"

    token: Token
    password: Password


class ChangePassword(Command[None], frozen=True, kw_only=True):
    """Choose a new password; every other device is signed out.

    Without the current password the caller must have proven who they are a moment ago.
    """

    service: ClassVar[str] = "accounts"

    new_password: Password
    current_password: Annotated[str, Meta(max_length=200)] = ""


class PasswordResetRequested(Event, frozen=True, kw_only=True):
    """A person is to receive a link to a new password; the token is sealed for notifications."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.password_reset.requested.v1"

    user_id: UUID
    contact: Contact
    sealed_token: str


class PasswordChanged(Event, frozen=True, kw_only=True):
    """A person has another password, or has one for the first time."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.password.changed.v1"

    user_id: UUID
    contact: Contact
    change: PasswordChange
