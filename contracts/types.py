"""Small types that several services share."""

from enum import StrEnum
from typing import Annotated, Generic, TypeVar
from uuid import UUID

from msgspec import Meta

from contracts.base import Message

ItemT = TypeVar("ItemT")

Title = Annotated[str, Meta(min_length=1, max_length=200)]
Summary = Annotated[str, Meta(max_length=500)]
Text = Annotated[str, Meta(max_length=200_000)]
Reason = Annotated[str, Meta(min_length=3, max_length=2000)]
_NAME = r"[^@\s\x00-\x1f\x7f-\x9f]+"
Email = Annotated[str, Meta(min_length=3, max_length=254, pattern=rf"^{_NAME}@{_NAME}\.{_NAME}$")]
Slug = Annotated[str, Meta(min_length=1, max_length=120, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Currency = Annotated[str, Meta(pattern=r"^[A-Z]{3}$")]
Language = Annotated[str, Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$")]
Minutes = Annotated[int, Meta(ge=0, le=100_000)]
MinorUnits = Annotated[int, Meta(ge=0, le=10**15)]
PageSize = Annotated[int, Meta(ge=1, le=100)]
Cursor = Annotated[str, Meta(max_length=400)]
SearchText = Annotated[str, Meta(max_length=200)]


class Role(StrEnum):
    """What a person may do, coarsely."""

    STUDENT = "student"
    TEACHER = "teacher"
    MODERATOR = "moderator"
    SUPPORT = "support"
    ADMIN = "admin"


STAFF = frozenset({Role.MODERATOR, Role.SUPPORT, Role.ADMIN})
"""Who works for the academy: their tool is the console."""


class Money(Message, frozen=True, kw_only=True):
    """An amount in the currency's minor unit (ISO 4217), so 1999 EUR is 19.99 euro."""

    amount: MinorUnits
    currency: Currency


class Price(Money, frozen=True, kw_only=True):
    """What somebody asks for a course: at most a million of a currency with two decimals."""

    amount: Annotated[int, Meta(ge=0, le=100_000_000)]


class Contact(Message, frozen=True, kw_only=True):
    """How to reach a person; nested so that personal data is visible by type."""

    email: str
    name: str
    locale: str = "en"


class Actor(Message, frozen=True, kw_only=True):
    """Who calls: the person a request is made for, as the gateway vouches for them.

    `authenticated_at` is when they last proved who they are, in seconds since the epoch (OpenID
    Connect `auth_time`); `methods` says how (RFC 8176). While somebody of the staff looks through
    a person's eyes, `impersonator_id` is who really acts, and `read_only` forbids to change things.
    Who is `confined` has to set up a second factor before anything else.
    """

    user_id: UUID
    role: Role
    session_id: UUID | None = None
    authenticated_at: float = 0.0
    methods: tuple[str, ...] = ()
    impersonator_id: UUID | None = None
    read_only: bool = False
    confined: bool = False

    @property
    def is_admin(self) -> bool:
        """Whether the person administers the academy."""
        return self.role is Role.ADMIN


class Page(Message, Generic[ItemT], frozen=True, kw_only=True):
    """One page of a list; `next` is the cursor of the page after it, or null."""

    items: list[ItemT]
    next: str | None = None
