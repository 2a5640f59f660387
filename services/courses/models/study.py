"""Tables of who studies what."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, false, text
from sqlalchemy.orm import Mapped, mapped_column

from services.courses.models.base import Base


class Enrollment(Base):
    """A student's lasting right to study a course, and the revision that they study."""

    __tablename__ = "enrollments"
    __table_args__ = (
        Index("ix_enrollments_student", "student_id", "enrolled_at", "course_id"),
        Index("ix_enrollments_enrolled_at", "enrolled_at"),
        Index("ix_enrollments_newest", "course_id", "enrolled_at", "student_id"),
        Index("ix_enrollments_active", "course_id", "active_at", "student_id"),
        Index("ix_enrollments_progress", "course_id", "completed_lessons", "student_id"),
        Index(
            "ix_enrollments_certificate_due",
            "course_id",
            "student_id",
            postgresql_where=text("certificate_due"),
        ),
    )

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id"), primary_key=True)
    student_id: Mapped[UUID] = mapped_column(primary_key=True)
    enrolled_at: Mapped[datetime]
    order_id: Mapped[UUID | None]
    revision_id: Mapped[UUID] = mapped_column(ForeignKey("revisions.id"))
    completed_at: Mapped[datetime | None]
    completed_lessons: Mapped[int] = mapped_column(default=0)
    active_at: Mapped[datetime]
    certificate_due: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether something was done since the rule of certificates was last applied."""


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
