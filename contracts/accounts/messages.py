"""Conversations with the accounts service."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar
from uuid import UUID

from msgspec import Meta

from contracts.accounts.sessions import Client
from contracts.base import Command, Event, Message, Query
from contracts.types import (
    Contact,
    Cursor,
    Email,
    Language,
    Page,
    PageSize,
    Reason,
    Role,
    SearchText,
    Title,
)

Password = Annotated[str, Meta(min_length=10, max_length=200)]
Token = Annotated[str, Meta(min_length=16, max_length=200)]


class UserStatus(StrEnum):
    """Whether a person can sign in."""

    UNCONFIRMED = "unconfirmed"
    AWAITING_CONSENT = "awaiting_consent"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    ERASED = "erased"


class User(Message, frozen=True, kw_only=True):
    """A person with an account."""

    id: UUID
    email: str
    name: str
    role: Role
    status: UserStatus
    locale: str
    created_at: datetime


class Session(Message, frozen=True, kw_only=True):
    """A signed-in device: a short-lived access token and the refresh token that renews it."""

    access_token: str
    refresh_token: str
    expires_in: int
    user: User


class Jwk(Message, frozen=True, kw_only=True):
    """A public signing key (RFC 7517, EC keys of RFC 7518 section 6.2)."""

    kid: str
    kty: str
    crv: str
    x: str
    y: str
    alg: str = "ES256"
    use: str = "sig"


class JwkSet(Message, frozen=True, kw_only=True):
    """The public keys that verify access tokens."""

    keys: list[Jwk]


class AuditEntry(Message, frozen=True, kw_only=True):
    """One thing somebody did that the academy keeps for good.

    `position` counts the entries from 1 without a gap and `hash` covers this entry and the one
    before it. `on_behalf_of` is the person through whose eyes the actor looked, if they did.
    The log keeps ids; people and invitations are shown under the name and address they have now.
    """

    id: UUID
    position: int = 0
    service: str
    action: str
    actor_id: UUID
    actor_name: str
    on_behalf_of: UUID | None = None
    on_behalf_of_name: str = ""
    target_type: str
    target_id: str
    target_label: str
    reason: str
    before: dict[str, Any]
    after: dict[str, Any]
    correlation_id: str = ""
    address: str = ""
    recorded_at: datetime
    hash: str = ""


class AccountsOverview(Message, frozen=True, kw_only=True):
    """How many people there are."""

    users: int
    students: int
    teachers: int
    admins: int
    registered_today: int


class Register(Command[None], frozen=True, kw_only=True):
    """Open an account; the confirmation link goes to the e-mail address."""

    service: ClassVar[str] = "accounts"

    email: Email
    password: Password
    name: Title
    locale: Language = "en"
    birth_on: date | None = None
    guardian_email: Email | None = None


class ResendConfirmation(Command[None], frozen=True, kw_only=True):
    """Send the confirmation link again."""

    service: ClassVar[str] = "accounts"

    email: Email


class ConfirmEmail(Command[None], frozen=True, kw_only=True):
    """Confirm the e-mail address with the token from the link."""

    service: ClassVar[str] = "accounts"

    token: Token


class SignIn(Command[Session], frozen=True, kw_only=True):
    """Sign in with e-mail and password."""

    service: ClassVar[str] = "accounts"

    email: Email
    password: Annotated[str, Meta(min_length=1, max_length=200)]
    client: Client | None = None


class RefreshSession(Command[Session], frozen=True, kw_only=True):
    """Exchange a refresh token for a new pair; the old one is spent."""

    service: ClassVar[str] = "accounts"

    refresh_token: Token
    client: Client | None = None


class SignOut(Command[None], frozen=True, kw_only=True):
    """End the session that a refresh token belongs to."""

    service: ClassVar[str] = "accounts"

    refresh_token: Token


class GetMe(Query[User], frozen=True, kw_only=True):
    """The signed-in person."""

    service: ClassVar[str] = "accounts"


class ListSigningKeys(Query[JwkSet], frozen=True, kw_only=True):
    """The public keys that verify access tokens."""

    service: ClassVar[str] = "accounts"


class ListUsers(Query[Page[User]], frozen=True, kw_only=True):
    """Search and filter people, newest first."""

    service: ClassVar[str] = "accounts"

    search: SearchText = ""
    role: Role | None = None
    status: UserStatus | None = None
    after: Cursor | None = None
    limit: PageSize = 50


class ChangeRole(Command[User], frozen=True, kw_only=True):
    """Give a person another role, with the reason; an admin is made by `ProposeAdmin`."""

    service: ClassVar[str] = "accounts"

    user_id: UUID
    role: Role
    reason: Reason


class ListAuditEntries(Query[Page[AuditEntry]], frozen=True, kw_only=True):
    """What was done, newest first.

    `actor` and `target` are an id or a part of a name; `action` is a beginning such as `role`.
    `newer_than` is the position of an entry that is known already.
    """

    service: ClassVar[str] = "accounts"

    search: SearchText = ""
    origin: SearchText = ""
    action: SearchText = ""
    actor: SearchText = ""
    target: SearchText = ""
    since: datetime | None = None
    until: datetime | None = None
    newer_than: Annotated[int, Meta(ge=0)] | None = None
    after: Cursor | None = None
    limit: PageSize = 50


class GetAccountsOverview(Query[AccountsOverview], frozen=True, kw_only=True):
    """Counts of people by role."""

    service: ClassVar[str] = "accounts"


class UserRegistered(Event, frozen=True, kw_only=True):
    """A person opened an account."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.user.registered.v1"

    user_id: UUID
    role: Role
    contact: Contact


class ConfirmationRequested(Event, frozen=True, kw_only=True):
    """A person is to receive a confirmation link; the token is sealed for notifications."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.confirmation.requested.v1"

    user_id: UUID
    contact: Contact
    sealed_token: str


class RegistrationRepeated(Event, frozen=True, kw_only=True):
    """Somebody tried to register an address that already has an account."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.registration.repeated.v1"

    user_id: UUID


class UserConfirmed(Event, frozen=True, kw_only=True):
    """A person confirmed their e-mail address."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.user.confirmed.v1"
    optional: ClassVar[bool] = True

    user_id: UUID


class RoleChanged(Event, frozen=True, kw_only=True):
    """A person has another role."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.user.role_changed.v1"

    user_id: UUID
    role: Role
    contact: Contact
