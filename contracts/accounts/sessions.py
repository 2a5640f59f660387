"""Conversations about signed-in devices."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from contracts.base import Command, Event, Message, Query


class Client(Message, frozen=True, kw_only=True):
    """From where and with what somebody asks, as the gateway sees it.

    `address` is an IPv4 address or an IPv6 /64; `device_token` recognizes a browser that somebody
    has signed in with before. A request with a field `client` gets it from the gateway.
    """

    address: str = ""
    user_agent: str = ""
    device_token: str = ""


class Device(Message, frozen=True, kw_only=True):
    """A signed-in device: one session; `impersonated` when staff look through the person's eyes."""

    id: UUID
    user_agent: str
    address: str
    created_at: datetime
    last_used_at: datetime
    current: bool
    impersonated: bool = False


class Devices(Message, frozen=True, kw_only=True):
    """Every signed-in device of the caller, the one in use first."""

    items: list[Device]


class ListSessions(Query[Devices], frozen=True, kw_only=True):
    """The devices that are signed in."""

    service: ClassVar[str] = "accounts"


class EndSession(Command[None], frozen=True, kw_only=True):
    """Sign one device out."""

    service: ClassVar[str] = "accounts"

    session_id: UUID


class EndOtherSessions(Command[None], frozen=True, kw_only=True):
    """Sign every other device out."""

    service: ClassVar[str] = "accounts"


class Revocations(Message, frozen=True, kw_only=True):
    """What no longer holds although its access tokens have not expired.

    `versions` are the least versions of access tokens that a person may still use.
    """

    sessions: list[UUID]
    versions: dict[UUID, int]


class ListRevocations(Query[Revocations], frozen=True, kw_only=True):
    """What was revoked within the life of an access token; asked by gateways."""

    service: ClassVar[str] = "accounts"


class SessionsRevoked(Event, frozen=True, kw_only=True):
    """Sessions of a person ended: their tokens are refused and their sockets closed."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.sessions.revoked.v1"
    optional: ClassVar[bool] = True

    user_id: UUID
    session_ids: list[UUID]
    because: str


class TokensOutdated(Event, frozen=True, kw_only=True):
    """What a person may do changed: access tokens below this version are refused."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.tokens.outdated.v1"
    optional: ClassVar[bool] = True

    user_id: UUID
    version: int


class SigningKeysChanged(Event, frozen=True, kw_only=True):
    """A key that signs access tokens was announced, or is trusted no longer."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.signing_keys.changed.v1"
    optional: ClassVar[bool] = True


class Notice(StrEnum):
    """What a person should know about their sessions."""

    NEW_DEVICE = "new_device"
    TOKEN_REUSED = "token_reused"  # noqa: S105 (what happened to one)


class SecurityNoticed(Event, frozen=True, kw_only=True):
    """Something about a person's sessions that they should know, because it may not have been them.

    A refresh token that is used twice means that somebody copied it.
    """

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.security.noticed.v1"

    user_id: UUID
    notice: Notice
    user_agent: str
    address: str
