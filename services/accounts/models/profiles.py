"""What people say about themselves, and what teachers offer."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.accounts.models.base import Base


class Profile(Base):
    """A person's own words, picture and clock; made when there is something to keep."""

    __tablename__ = "profiles"

    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    bio: Mapped[str] = mapped_column(default="", server_default=text("''"))
    bio_html: Mapped[str] = mapped_column(default="", server_default=text("''"))
    time_zone: Mapped[str] = mapped_column(default="UTC", server_default=text("'UTC'"))
    picture_id: Mapped[UUID | None]
    birth_on: Mapped[date | None]


class TeacherProfile(Base):
    """What a teacher offers; `slug` is the name of the public page."""

    __tablename__ = "teacher_profiles"

    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    slug: Mapped[str] = mapped_column(unique=True)
    headline: Mapped[str] = mapped_column(default="")
    subjects: Mapped[list[str]] = mapped_column(default=list)
    languages: Mapped[list[str]] = mapped_column(default=list)
    rates: Mapped[list[Any]] = mapped_column(JSONB, default=list)
    updated_at: Mapped[datetime]
