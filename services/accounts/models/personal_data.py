"""Who takes their data along, who leaves, and which services have answered."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from services.accounts.models.base import Base, one_of
from services.common.database import new_id


class RequestKind(StrEnum):
    """What a person wants with their data."""

    EXPORT = "export"
    ERASURE = "erasure"


class DataRequest(Base):
    """A wish that every service has to answer.

    The contact of somebody who leaves is kept sealed until the last mail is on its way.
    """

    __tablename__ = "data_requests"
    __table_args__ = (
        CheckConstraint("kind IN ('export', 'erasure')", name="kind"),
        Index("ix_data_requests_user_id", "user_id", "requested_at"),
        Index(
            "uq_data_requests_running",
            "user_id",
            "kind",
            unique=True,
            postgresql_where=text("finished_at IS NULL"),
        ),
        Index("uq_data_requests_token_hash", "token_hash", unique=True),
        Index("ix_data_requests_expires_at", "expires_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    kind: Mapped[RequestKind] = mapped_column(one_of(RequestKind))
    token_hash: Mapped[bytes | None]
    sealed_contact: Mapped[str | None]
    requested_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    size: Mapped[int] = mapped_column(BigInteger, default=0, server_default=text("0"))


class DataPart(Base):
    """The answer of one service; what it hands out is dropped once the collection is made."""

    __tablename__ = "data_parts"

    request_id: Mapped[UUID] = mapped_column(
        ForeignKey("data_requests.id", ondelete="CASCADE"), primary_key=True
    )
    service: Mapped[str] = mapped_column(primary_key=True)
    answered_at: Mapped[datetime | None]
    sealed_content: Mapped[str | None]


class TaughtCourse(Base):
    """Copy of a published course: who teaches it, and whether anybody studies it."""

    __tablename__ = "taught_courses"
    __table_args__ = (Index("ix_taught_courses_teacher_id", "teacher_id"),)

    course_id: Mapped[UUID] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID | None]
    title: Mapped[str] = mapped_column(default="", server_default=text("''"))
    has_students: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
