"""Tables of the catalogue."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Computed,
    ForeignKey,
    Index,
    Integer,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from contracts.courses.outline import SectionLabel
from contracts.courses.resources import CourseStatus, Level
from services.common.database import new_id
from services.courses.models.base import Base, check, one_of

SEARCHED = """
setweight(to_tsvector('course', title), 'A')
|| setweight(to_tsvector('course_words', title), 'A')
|| setweight(to_tsvector('course_words', teacher_name), 'B')
|| setweight(to_tsvector('course', summary), 'B')
|| setweight(to_tsvector('course_words', summary), 'C')
|| setweight(to_tsvector('course', left(description, 4000)), 'D')
""".strip()


class Category(Base):
    """A shelf of the catalogue; the count of its published courses is kept beside it."""

    __tablename__ = "categories"

    slug: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    position: Mapped[int]
    course_count: Mapped[int] = mapped_column(server_default=text("0"))


class Course(Base):
    """A course as the catalogue shows it, with the newest outline, so that one row answers."""

    __tablename__ = "courses"
    __table_args__ = (
        check("status", CourseStatus),
        check("level", Level),
        check("section_label", SectionLabel),
        CheckConstraint("price_amount >= 0", name="price_amount"),
        CheckConstraint("(NOT live) OR published_at IS NOT NULL", name="published_at"),
        CheckConstraint("(NOT live) OR revision_id IS NOT NULL", name="revision_id"),
        Index("ix_courses_teacher", "teacher_id", "created_at", "id"),
        Index("ix_courses_status", "status", "created_at", "id"),
        Index("ix_courses_created", "created_at", "id"),
        Index(
            "ix_courses_waiting",
            "submitted_at",
            "id",
            postgresql_where=text("status = 'submitted'"),
        ),
        Index("ix_courses_search", "search", postgresql_using="gin"),
        Index(
            "ix_courses_title_trigrams",
            "title",
            postgresql_using="gin",
            postgresql_ops={"title": "gin_trgm_ops"},
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    description_html: Mapped[str] = mapped_column(default="")
    category: Mapped[str] = mapped_column(ForeignKey("categories.slug"))
    level: Mapped[Level] = mapped_column(one_of(Level))
    language: Mapped[str]
    teacher_id: Mapped[UUID]
    teacher_name: Mapped[str]
    price_amount: Mapped[int]
    price_currency: Mapped[str]
    price_order: Mapped[int]
    status: Mapped[CourseStatus] = mapped_column(one_of(CourseStatus))
    live: Mapped[bool] = mapped_column(default=False)
    revision_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("revisions.id", use_alter=True, deferrable=True, initially="DEFERRED")
    )
    revision_number: Mapped[int] = mapped_column(default=0)
    publishes_itself: Mapped[bool] = mapped_column(default=True)
    taken_down: Mapped[bool] = mapped_column(default=False)
    outline: Mapped[list[Any]] = mapped_column(JSONB, default=list)
    lesson_count: Mapped[int] = mapped_column(default=0)
    duration_minutes: Mapped[int] = mapped_column(default=0)
    cover_file_id: Mapped[UUID | None]
    cover_media_type: Mapped[str | None]
    licence: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    review_note: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    tags: Mapped[list[str]] = mapped_column(default=list, server_default=text("'{}'"))
    student_count: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    rating_count: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    rating_total: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    rating_stars: Mapped[list[int]] = mapped_column(
        ARRAY(Integer), default=lambda: [0] * 5, server_default=text("'{0,0,0,0,0}'")
    )
    section_label: Mapped[SectionLabel] = mapped_column(
        one_of(SectionLabel),
        default=SectionLabel.MODULE,
        server_default=SectionLabel.MODULE.value,
    )
    version: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    search: Mapped[Any] = mapped_column(
        TSVECTOR, Computed(SEARCHED, persisted=True), deferred=True, nullable=False
    )


IS_LIVE = Course.live.is_(True)
"""Whether a course is in the catalogue."""


class WorkingCopy(Base):
    """How the teacher of a published course wants the catalogue to show it next."""

    __tablename__ = "working_copies"
    __table_args__ = (check("level", Level),)

    course_id: Mapped[UUID] = mapped_column(
        ForeignKey("courses.id", ondelete="CASCADE"), primary_key=True
    )
    title: Mapped[str]
    summary: Mapped[str]
    description: Mapped[str]
    description_html: Mapped[str]
    category: Mapped[str] = mapped_column(ForeignKey("categories.slug"))
    level: Mapped[Level] = mapped_column(one_of(Level))
    language: Mapped[str]
    cover_file_id: Mapped[UUID | None]
    cover_media_type: Mapped[str | None]


class SearchWord(Base):
    """A word of the published titles, which misspelled searches are corrected to."""

    __tablename__ = "search_words"

    word: Mapped[str] = mapped_column(primary_key=True)
