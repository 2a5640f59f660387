"""Who teaches: what they offer, and their public page."""

from datetime import datetime
from typing import Annotated, ClassVar
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType

from contracts.base import Command, Message, Query
from contracts.types import Language, Price

Headline = Annotated[str, Meta(max_length=120)]
Subject = Annotated[str, Meta(min_length=1, max_length=60)]
Subjects = Annotated[list[Subject], Meta(max_length=12)]
Languages = Annotated[list[Language], Meta(max_length=12)]
Rates = Annotated[list[Price], Meta(max_length=5)]
TeacherName = Annotated[str, Meta(max_length=120, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class TeacherProfile(Message, frozen=True, kw_only=True):
    """What the caller offers as a teacher; `rates` are what an hour costs, one per currency."""

    slug: str | None
    headline: str
    subjects: list[str]
    languages: list[str]
    rates: list[Price]


class TeacherPage(Message, frozen=True, kw_only=True):
    """A teacher as everybody may see them."""

    user_id: UUID
    slug: str | None
    name: str
    headline: str
    bio_html: str
    picture_url: str | None
    subjects: list[str]
    languages: list[str]
    rates: list[Price]
    teaches_since: datetime


class GetTeacherProfile(Query[TeacherProfile], frozen=True, kw_only=True):
    """What the caller offers as a teacher."""

    service: ClassVar[str] = "accounts"


class UpdateTeacherProfile(Command[TeacherProfile], frozen=True, kw_only=True):
    """Change some of what the caller offers as a teacher; absent fields stay as they are."""

    service: ClassVar[str] = "accounts"

    headline: Headline | UnsetType = UNSET
    subjects: Subjects | UnsetType = UNSET
    languages: Languages | UnsetType = UNSET
    rates: Rates | UnsetType = UNSET


class GetTeacher(Query[TeacherPage], frozen=True, kw_only=True):
    """The public page of a teacher, by the name in its address or by the person's id."""

    service: ClassVar[str] = "accounts"

    teacher: TeacherName
