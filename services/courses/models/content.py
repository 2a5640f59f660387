"""Tables of what courses contain."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from contracts.courses.outline import ReleaseAfter
from contracts.courses.resources import LessonKind
from services.common.database import new_id
from services.courses.models.base import Base, check, one_of


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


class Topic(Base):
    """A heading within a module."""

    __tablename__ = "topics"
    __table_args__ = (
        UniqueConstraint(
            "module_id",
            "position",
            deferrable=True,
            initially="DEFERRED",
            name="uq_topics_module_id_position",
        ),
        Index("ix_topics_course_id", "course_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    module_id: Mapped[UUID] = mapped_column(ForeignKey("modules.id", ondelete="CASCADE"))
    position: Mapped[int]
    title: Mapped[str]


class Lesson(Base):
    """A lesson as its teacher writes it; one without a module is no longer part of the course.

    Positions count through the whole module: lessons without a topic first, then topic by topic.
    """

    __tablename__ = "lessons"
    __table_args__ = (
        check("kind", LessonKind),
        check("release_after", ReleaseAfter),
        UniqueConstraint("module_id", "position", deferrable=True, initially="DEFERRED"),
        Index("ix_lessons_course_id", "course_id"),
        Index("ix_lessons_topic_id", "topic_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    module_id: Mapped[UUID | None] = mapped_column(ForeignKey("modules.id", ondelete="CASCADE"))
    topic_id: Mapped[UUID | None] = mapped_column(ForeignKey("topics.id", ondelete="SET NULL"))
    position: Mapped[int | None]
    title: Mapped[str]
    kind: Mapped[LessonKind] = mapped_column(one_of(LessonKind))
    body: Mapped[str] = mapped_column(default="")
    body_html: Mapped[str] = mapped_column(default="")
    objectives: Mapped[list[str]] = mapped_column(default=list)
    questions: Mapped[list[str]] = mapped_column(default=list)
    duration_minutes: Mapped[int] = mapped_column(default=0)
    preview: Mapped[bool] = mapped_column(default=False)
    youtube_id: Mapped[str | None]
    video_url: Mapped[str | None]
    video_file_id: Mapped[UUID | None] = mapped_column(ForeignKey("course_files.id"))
    file_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()), default=list)
    question_count: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    """How many questions an attempt of a quiz holds."""
    quiz_version_id: Mapped[UUID | None]
    """What students of the newest revision are asked."""
    ready: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    release_at: Mapped[datetime | None]
    release_after_days: Mapped[int | None]
    release_after: Mapped[ReleaseAfter] = mapped_column(
        one_of(ReleaseAfter),
        default=ReleaseAfter.ENROLLMENT,
        server_default=ReleaseAfter.ENROLLMENT.value,
    )
    requires: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()), default=list)
