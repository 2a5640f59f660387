"""Tables of packages on their way in and out."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from contracts.courses.exchange import ExchangeFormat, ExchangeState, ExportFormat
from services.common.database import new_id
from services.courses.models.base import Base, check, one_of


class Job:
    """Work in the background: waiting, held by a worker until its lease ends, done or failed.

    `token` names the worker that holds it, so that one whose lease has ended changes nothing.
    """

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    state: Mapped[ExchangeState] = mapped_column(one_of(ExchangeState))
    progress: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    token: Mapped[UUID | None]
    findings: Mapped[list[Any]] = mapped_column(JSONB, default=list)
    problem: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class CourseImport(Job, Base):
    """A package that fills a course, and what came of it."""

    __tablename__ = "course_imports"
    __table_args__ = (
        check("state", ExchangeState),
        Index("ix_course_imports_due", "state", "due_at"),
        Index("ix_course_imports_course", "course_id", "created_at"),
    )

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    file_id: Mapped[UUID]
    file_name: Mapped[str]
    format: Mapped[ExchangeFormat | None] = mapped_column(one_of(ExchangeFormat))
    counts: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    module_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()), default=list)
    topic_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()), default=list)
    lesson_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()), default=list)
    question_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()), default=list)


class CourseExport(Job, Base):
    """A course as a package; its bytes lie with the stored files, under the same id."""

    __tablename__ = "course_exports"
    __table_args__ = (
        check("state", ExchangeState),
        Index("ix_course_exports_due", "state", "due_at"),
        Index("ix_course_exports_course", "course_id", "created_at"),
    )

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    format: Mapped[ExportFormat] = mapped_column(one_of(ExportFormat))
    file_name: Mapped[str] = mapped_column(default="")
    size: Mapped[int] = mapped_column(BigInteger, default=0)
