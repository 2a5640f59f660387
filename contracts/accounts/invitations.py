"""Conversations about invitations: an account for somebody whose address the academy knows."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from msgspec import Meta

from contracts.accounts.messages import Password, Session, Token
from contracts.accounts.sessions import Client
from contracts.base import Command, Event, Message, Query
from contracts.types import (
    Contact,
    Cursor,
    Email,
    Language,
    Page,
    PageSize,
    Role,
    SearchText,
    Title,
)

InvitedName = Annotated[str, Meta(max_length=200)]


class InvitationState(StrEnum):
    """What became of an invitation."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    EXPIRED = "expired"
    REVOKED = "revoked"


class Invitation(Message, frozen=True, kw_only=True):
    """An invitation as staff sees it."""

    id: UUID
    email: str
    name: str
    role: Role
    locale: str
    state: InvitationState
    invited_by_name: str
    imported: bool
    created_at: datetime
    sent_at: datetime
    times_sent: int
    expires_at: datetime
    settled_at: datetime | None


class InvitationCard(Message, frozen=True, kw_only=True):
    """An invitation as the person who holds its link sees it."""

    email: str
    name: str
    role: Role
    invited_by_name: str
    expires_at: datetime


class Invite(Command[Invitation], frozen=True, kw_only=True):
    """Invite somebody by mail; the link works for seven days."""

    service: ClassVar[str] = "accounts"

    email: Email
    role: Role
    name: InvitedName = ""
    locale: Language = "en"


class ResendInvitation(Command[Invitation], frozen=True, kw_only=True):
    """Send a fresh link; the one before it no longer works."""

    service: ClassVar[str] = "accounts"

    invitation_id: UUID


class RevokeInvitation(Command[Invitation], frozen=True, kw_only=True):
    """Take an invitation back."""

    service: ClassVar[str] = "accounts"

    invitation_id: UUID


class ListInvitations(Query[Page[Invitation]], frozen=True, kw_only=True):
    """Invitations, newest first."""

    service: ClassVar[str] = "accounts"

    state: InvitationState | None = None
    search: SearchText = ""
    after: Cursor | None = None
    limit: PageSize = 50


class GetInvitation(Query[InvitationCard], frozen=True, kw_only=True):
    """What the link of a mail invites to."""

    service: ClassVar[str] = "accounts"

    token: Token


class AcceptInvitation(Command[Session], frozen=True, kw_only=True):
    """Take an invitation: name and password make the account, and one is signed in."""

    service: ClassVar[str] = "accounts"

    token: Token
    name: Title
    password: Password
    locale: Language = "en"
    client: Client | None = None


class InvitationSent(Event, frozen=True, kw_only=True):
    """A person is to receive an invitation; the token is sealed for notifications."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.invitation.sent.v1"

    invitation_id: UUID
    contact: Contact
    role: Role
    invited_by_name: str
    expires_at: datetime
    sealed_token: str


class InvitationChanged(Event, frozen=True, kw_only=True):
    """An invitation was made, sent again, taken or taken back."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.invitation.changed.v1"
    optional: ClassVar[bool] = True

    invitation_id: UUID
    state: InvitationState
