"""Tables of videos: what is known of them, what is done to them, and who watched what."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Float, ForeignKey, Index, Integer, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY, INT4MULTIRANGE
from sqlalchemy.orm import Mapped, mapped_column

from contracts.courses.media import VideoFault, VideoState
from services.common.database import new_id
from services.courses.models.base import Base, check, one_of


class Video(Base):
    """What a stored file is, said by its bytes, and what was made of it."""

    __tablename__ = "videos"

    file_id: Mapped[UUID] = mapped_column(
        ForeignKey("course_files.id", ondelete="CASCADE"), primary_key=True
    )
    duration_ms: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
    has_sound: Mapped[bool]
    video_codec: Mapped[str]
    audio_codec: Mapped[str | None]
    has_poster: Mapped[bool] = mapped_column(default=False)
    heights: Mapped[list[int]] = mapped_column(ARRAY(Integer()), default=list)


class MediaJob(Base):
    """The preparation of a video: waiting, held by a worker until its lease ends, done or failed.

    `token` names the worker that holds it, so that one whose lease has ended changes nothing.
    """

    __tablename__ = "media_jobs"
    __table_args__ = (check("state", VideoState), Index("ix_media_jobs_due", "state", "due_at"))

    file_id: Mapped[UUID] = mapped_column(
        ForeignKey("course_files.id", ondelete="CASCADE"), primary_key=True
    )
    state: Mapped[VideoState] = mapped_column(one_of(VideoState))
    probed: Mapped[bool] = mapped_column(default=False)
    progress: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    token: Mapped[UUID | None]
    fault: Mapped[VideoFault | None] = mapped_column(one_of(VideoFault))
    detail: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]


class Caption(Base):
    """Captions of a lesson in one language; the WebVTT lies with the stored files, by id."""

    __tablename__ = "captions"
    __table_args__ = (UniqueConstraint("lesson_id", "language"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    lesson_id: Mapped[UUID] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"))
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    language: Mapped[str]
    label: Mapped[str]
    is_default: Mapped[bool]
    size: Mapped[int]
    created_at: Mapped[datetime]


class Watch(Base):
    """Which seconds of a lesson's video a student has played, and where they stopped.

    `seen` is read and merged by PostgreSQL alone: the driver does not know multiranges. `credit` is
    how many more seconds of film the clock allowed them to see when they last reported.
    """

    __tablename__ = "watches"
    __table_args__ = (Index("ix_watches_lesson_id", "lesson_id"),)

    student_id: Mapped[UUID] = mapped_column(primary_key=True)
    lesson_id: Mapped[UUID] = mapped_column(
        ForeignKey("lessons.id", ondelete="CASCADE"), primary_key=True
    )
    video_id: Mapped[UUID]
    position_seconds: Mapped[int]
    seen: Mapped[Any] = mapped_column(INT4MULTIRANGE(), deferred=True)
    watched_seconds: Mapped[int]
    credit: Mapped[float] = mapped_column(Float())
    reported_at: Mapped[datetime]
