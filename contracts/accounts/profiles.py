"""What people say about themselves."""

from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType

from contracts.base import Command, Event, Message, Query
from contracts.types import Contact, Language, Role, Title

Bio = Annotated[str, Meta(max_length=5_000)]
TimeZone = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_+\-/]+$")]


class Profile(Message, frozen=True, kw_only=True):
    """The caller as they describe themselves; `bio` is Markdown, `bio_html` what it becomes."""

    user_id: UUID
    email: str
    name: str
    role: Role
    locale: str
    time_zone: str
    bio: str
    bio_html: str
    picture_url: str | None
    birth_on: date | None


class GetProfile(Query[Profile], frozen=True, kw_only=True):
    """The caller's profile."""

    service: ClassVar[str] = "accounts"


class UpdateProfile(Command[Profile], frozen=True, kw_only=True):
    """Change some fields of the caller's profile; absent fields stay as they are."""

    service: ClassVar[str] = "accounts"

    name: Title | UnsetType = UNSET
    bio: Bio | UnsetType = UNSET
    time_zone: TimeZone | UnsetType = UNSET
    locale: Language | UnsetType = UNSET


class SetPicture(Command[Profile], frozen=True, kw_only=True):
    """Show a stored picture beside the caller's name; said by the gateway, not by clients."""

    service: ClassVar[str] = "accounts"

    file_id: UUID


class RemovePicture(Command[Profile], frozen=True, kw_only=True):
    """Show the caller without a picture; its bytes are deleted."""

    service: ClassVar[str] = "accounts"


class ProfileChanged(Event, frozen=True, kw_only=True):
    """A person has another name, language, time zone or picture, or says more about themselves."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.user.profile_changed.v1"

    user_id: UUID
    role: Role
    contact: Contact
    time_zone: str


class PictureRetired(Event, frozen=True, kw_only=True):
    """Nothing shows a picture any more, so its bytes can go."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.picture.retired.v1"

    file_id: UUID
