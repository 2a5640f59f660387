"""Tables of what teachers told their students."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.common.database import new_id
from services.courses.models.base import Base


class Announcement(Base):
    """What was told to all students of a course."""

    __tablename__ = "announcements"
    __table_args__ = (Index("ix_announcements_course", "course_id", "announced_at", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    subject: Mapped[str]
    body: Mapped[str]
    body_html: Mapped[str]
    announced_at: Mapped[datetime]
    recipients: Mapped[int]
