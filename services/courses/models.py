"""Tables of the courses service."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Computed,
    Enum,
    ForeignKey,
    Index,
    MetaData,
    UniqueConstraint,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from contracts.courses.resources import CourseStatus, LessonKind, Level
from contracts.types import Role
from services.common.database import NAMING_CONVENTION, TYPES, Bookkeeping, new_id


class Base(DeclarativeBase):
    """Everything the courses database holds."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map = TYPES


bookkeeping = Bookkeeping(Base.metadata)

SEARCHED = """
setweight(to_tsvector('course', title), 'A')
|| setweight(to_tsvector('course_words', title), 'A')
|| setweight(to_tsvector('course_words', teacher_name), 'B')
|| setweight(to_tsvector('course', summary), 'B')
|| setweight(to_tsvector('course_words', summary), 'C')
|| setweight(to_tsvector('course', left(description, 4000)), 'D')
""".strip()

IS_PUBLISHED = text("status = 'published'")


def one_of(choices: type[StrEnum]) -> Enum:
    """Column type that stores the value of a choice as text; the table's CHECK limits it."""
    return Enum(
        choices,
        native_enum=False,
        length=20,
        values_callable=lambda members: [member.value for member in members],
    )


def _check(column: str, choices: type[StrEnum]) -> CheckConstraint:
    values = ", ".join(f"'{choice.value}'" for choice in choices)
    return CheckConstraint(f"{column} IN ({values})", name=column)


class Category(Base):
    """A shelf of the catalogue; the count of its published courses is kept beside it."""

    __tablename__ = "categories"

    slug: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    position: Mapped[int]
    course_count: Mapped[int] = mapped_column(server_default=text("0"))


class Person(Base):
    """What the accounts service told about a person."""

    __tablename__ = "people"
    __table_args__ = (Index("ix_people_email", func.lower(text("email"))),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str]
    role: Mapped[Role] = mapped_column(one_of(Role))
    as_of: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]


class Guardianship(Base):
    """Copy of who answers for whom; an ended one stays, so that a late beginning is harmless."""

    __tablename__ = "guardianships"
    __table_args__ = (Index("ix_guardianships_pair", "guardian_id", "learner_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    guardian_id: Mapped[UUID]
    learner_id: Mapped[UUID]
    ended_at: Mapped[datetime | None]


class Course(Base):
    """A course; the outline that students see is kept beside it so that one row answers."""

    __tablename__ = "courses"
    __table_args__ = (
        _check("status", CourseStatus),
        _check("level", Level),
        CheckConstraint("price_amount >= 0", name="price_amount"),
        CheckConstraint("(status <> 'published') OR published_at IS NOT NULL", name="published_at"),
        Index("ix_courses_catalogue", "published_at", "id", postgresql_where=IS_PUBLISHED),
        Index("ix_courses_shelf", "category", "published_at", "id", postgresql_where=IS_PUBLISHED),
        Index("ix_courses_price", "price_order", "id", postgresql_where=IS_PUBLISHED),
        Index(
            "ix_courses_shelf_price", "category", "price_order", "id", postgresql_where=IS_PUBLISHED
        ),
        Index(
            "ix_courses_language", "language", "published_at", "id", postgresql_where=IS_PUBLISHED
        ),
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
    search: Mapped[Any] = mapped_column(
        TSVECTOR, Computed(SEARCHED, persisted=True), deferred=True, nullable=False
    )


class SearchWord(Base):
    """A word of the published titles, which misspelled searches are corrected to."""

    __tablename__ = "search_words"

    word: Mapped[str] = mapped_column(primary_key=True)


class Module(Base):
    """A chapter of a course."""

    __tablename__ = "modules"
    __table_args__ = (
        UniqueConstraint("course_id", "position", deferrable=True, initially="DEFERRED"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    position: Mapped[int]
    title: Mapped[str]


class Lesson(Base):
    """A lesson: the Markdown its teacher writes and the HTML that students read."""

    __tablename__ = "lessons"
    __table_args__ = (
        _check("kind", LessonKind),
        UniqueConstraint("module_id", "position", deferrable=True, initially="DEFERRED"),
        Index("ix_lessons_course_id", "course_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    module_id: Mapped[UUID] = mapped_column(ForeignKey("modules.id", ondelete="CASCADE"))
    position: Mapped[int]
    title: Mapped[str]
    kind: Mapped[LessonKind] = mapped_column(one_of(LessonKind))
    body: Mapped[str] = mapped_column(default="")
    body_html: Mapped[str] = mapped_column(default="")
    objectives: Mapped[list[str]] = mapped_column(default=list)
    questions: Mapped[list[str]] = mapped_column(default=list)
    duration_minutes: Mapped[int] = mapped_column(default=0)
    preview: Mapped[bool] = mapped_column(default=False)
    youtube_id: Mapped[str | None]
    video_file_id: Mapped[UUID | None] = mapped_column(ForeignKey("course_files.id"))
    file_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()), default=list)
    ready: Mapped[bool] = mapped_column(default=False)


class CourseFile(Base):
    """A stored file of a course; its bytes never change."""

    __tablename__ = "course_files"
    __table_args__ = (Index("ix_course_files_course_id", "course_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str]
    uploaded_by: Mapped[UUID]
    created_at: Mapped[datetime]


class Upload(Base):
    """A file that is on its way; its id becomes the file's."""

    __tablename__ = "uploads"
    __table_args__ = (Index("ix_uploads_started_at", "started_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    person_id: Mapped[UUID]
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    started_at: Mapped[datetime]


class Enrollment(Base):
    """A student's lasting right to study a course."""

    __tablename__ = "enrollments"
    __table_args__ = (
        Index("ix_enrollments_student", "student_id", "enrolled_at", "course_id"),
        Index("ix_enrollments_enrolled_at", "enrolled_at"),
    )

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id"), primary_key=True)
    student_id: Mapped[UUID] = mapped_column(primary_key=True)
    enrolled_at: Mapped[datetime]
    order_id: Mapped[UUID | None]


class LessonCompletion(Base):
    """A lesson that a student has completed."""

    __tablename__ = "lesson_completions"
    __table_args__ = (Index("ix_lesson_completions_course", "student_id", "course_id"),)

    student_id: Mapped[UUID] = mapped_column(primary_key=True)
    lesson_id: Mapped[UUID] = mapped_column(
        ForeignKey("lessons.id", ondelete="CASCADE"), primary_key=True
    )
    course_id: Mapped[UUID]
    completed_at: Mapped[datetime]
