"""Tables of what was published, word for word, and of the reviews before it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from contracts.courses.outline import ReleaseAfter
from contracts.courses.publication import Decision
from contracts.courses.resources import LessonKind
from services.common.database import new_id
from services.courses.models.base import Base, check, one_of


class Revision(Base):
    """An edition of a course as it was published; a trigger keeps it from ever changing."""

    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("course_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    number: Mapped[int]
    face: Mapped[dict[str, Any]] = mapped_column(JSONB)
    outline: Mapped[list[Any]] = mapped_column(JSONB)
    lesson_count: Mapped[int]
    duration_minutes: Mapped[int]
    published_at: Mapped[datetime]


class LessonContent(Base):
    """What a lesson said in one or more revisions; it never changes either."""

    __tablename__ = "lesson_contents"
    __table_args__ = (
        check("kind", LessonKind),
        check("release_after", ReleaseAfter),
        UniqueConstraint("lesson_id", "digest"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    lesson_id: Mapped[UUID] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"))
    digest: Mapped[str]
    title: Mapped[str]
    kind: Mapped[LessonKind] = mapped_column(one_of(LessonKind))
    body: Mapped[str]
    body_html: Mapped[str]
    objectives: Mapped[list[str]]
    questions: Mapped[list[str]]
    duration_minutes: Mapped[int]
    preview: Mapped[bool]
    youtube_id: Mapped[str | None]
    video_url: Mapped[str | None]
    video_file_id: Mapped[UUID | None] = mapped_column(ForeignKey("course_files.id"))
    file_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))
    release_at: Mapped[datetime | None]
    release_after_days: Mapped[int | None]
    release_after: Mapped[ReleaseAfter] = mapped_column(one_of(ReleaseAfter))
    requires: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))
    quiz_version_id: Mapped[UUID | None] = mapped_column(ForeignKey("quiz_versions.id"))


class RevisionLesson(Base):
    """Which content a lesson has in a revision."""

    __tablename__ = "revision_lessons"
    __table_args__ = (Index("ix_revision_lessons_lesson_id", "lesson_id"),)

    revision_id: Mapped[UUID] = mapped_column(
        ForeignKey("revisions.id", ondelete="CASCADE"), primary_key=True
    )
    lesson_id: Mapped[UUID] = mapped_column(
        ForeignKey("lessons.id", ondelete="CASCADE"), primary_key=True
    )
    content_id: Mapped[UUID] = mapped_column(ForeignKey("lesson_contents.id", ondelete="CASCADE"))


class Submission(Base):
    """A request for review, and what staff answered."""

    __tablename__ = "submissions"
    __table_args__ = (
        check("decision", Decision),
        Index("ix_submissions_course", "course_id", "submitted_at", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    note: Mapped[str]
    submitted_at: Mapped[datetime]
    decision: Mapped[Decision] = mapped_column(one_of(Decision))
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None]
    reason: Mapped[str] = mapped_column(default="")
    checks: Mapped[list[str]] = mapped_column(default=list)
    revision_number: Mapped[int | None]
