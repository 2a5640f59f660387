"""Tables of stored files."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
)
from sqlalchemy.orm import Mapped, mapped_column

from services.common.database import new_id
from services.courses.models.base import Base


class CourseFile(Base):
    """A stored file of a course, or of an answer to one of its quizzes; its bytes never change."""

    __tablename__ = "course_files"
    __table_args__ = (
        Index("ix_course_files_course_id", "course_id"),
        Index("ix_course_files_attempt_id", "attempt_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str]
    attempt_id: Mapped[UUID | None]
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
    attempt_id: Mapped[UUID | None]
    started_at: Mapped[datetime]
