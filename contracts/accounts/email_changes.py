"""Conversations about another e-mail address, which both addresses have to confirm."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from contracts.accounts.messages import Token
from contracts.base import Command, Event, Message
from contracts.types import Contact, Email


class Side(StrEnum):
    """Which of the two addresses."""

    OLD = "old"
    NEW = "new"


class EmailChange(Message, frozen=True, kw_only=True):
    """A change of address that waits for its links to be opened."""

    new_email: str
    requested_at: datetime
    expires_at: datetime
    waiting_for: list[Side]


class EmailChangeProgress(Message, frozen=True, kw_only=True):
    """Which addresses have yet to confirm; nothing is left once the change has happened."""

    waiting_for: list[Side]


class RequestEmailChange(Command[EmailChange], frozen=True, kw_only=True):
    """Begin a change of address: a link goes to the new address, and one to the old."""

    service: ClassVar[str] = "accounts"

    new_email: Email


class ResendEmailChange(Command[EmailChange], frozen=True, kw_only=True):
    """Send new links to the addresses that have yet to confirm; earlier links stop working."""

    service: ClassVar[str] = "accounts"


class CancelEmailChange(Command[None], frozen=True, kw_only=True):
    """Keep the old address."""

    service: ClassVar[str] = "accounts"


class ConfirmEmailChange(Command[EmailChangeProgress], frozen=True, kw_only=True):
    """Agree to a change with the token from one of its links; the second one carries it out."""

    service: ClassVar[str] = "accounts"

    token: Token


class RefuseEmailChange(Command[None], frozen=True, kw_only=True):
    """Cancel a change with the token from either of its links."""

    service: ClassVar[str] = "accounts"

    token: Token


class EmailChangeLinkRequested(Event, frozen=True, kw_only=True):
    """One of the two addresses is to receive a link; the token is sealed for notifications."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.email_change.link_requested.v1"

    user_id: UUID
    contact: Contact
    side: Side
    old_email: str
    new_email: str
    sealed_token: str


class EmailChanged(Event, frozen=True, kw_only=True):
    """A person has another address; `contact` still is the old one, which is told about it."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.email.changed.v1"

    user_id: UUID
    contact: Contact
    new_email: str


class EmailWanted(Event, frozen=True, kw_only=True):
    """Somebody wanted an address for their account that belongs to this person's already."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.email.wanted.v1"

    user_id: UUID
