"""Tables of what students think of courses."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from services.common.database import new_id
from services.courses.models.base import Base


class Review(Base):
    """A student's stars and words for a course; who left the academy is no longer its author."""

    __tablename__ = "reviews"
    __table_args__ = (
        CheckConstraint("stars BETWEEN 1 AND 5", name="stars"),
        UniqueConstraint("course_id", "author_id"),
        Index(
            "ix_reviews_newest",
            "course_id",
            "created_at",
            "id",
            postgresql_where=text("hidden_at IS NULL"),
        ),
        Index(
            "ix_reviews_stars",
            "course_id",
            "stars",
            "created_at",
            postgresql_where=text("hidden_at IS NULL"),
        ),
        Index("ix_reviews_author", "author_id"),
        Index(
            "ix_reviews_reported", "reported_at", "id", postgresql_where=text("open_reports > 0")
        ),
        Index(
            "ix_reviews_hidden", "hidden_at", "id", postgresql_where=text("hidden_at IS NOT NULL")
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    author_id: Mapped[UUID | None]
    stars: Mapped[int] = mapped_column(SmallInteger)
    text: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    hidden_at: Mapped[datetime | None]
    hidden_reason: Mapped[str] = mapped_column(default="")
    reply: Mapped[str] = mapped_column(default="")
    replied_at: Mapped[datetime | None]
    open_reports: Mapped[int] = mapped_column(default=0)
    reported_at: Mapped[datetime | None]


class ReviewReport(Base):
    """Why somebody thinks that a review should not be seen; settled when a moderator decided."""

    __tablename__ = "review_reports"
    __table_args__ = (
        Index("ix_review_reports_review_id", "review_id"),
        Index(
            "ix_review_reports_open",
            "review_id",
            "reporter_id",
            unique=True,
            postgresql_where=text("settled_at IS NULL"),
        ),
        Index("ix_review_reports_reporter_id", "reporter_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    review_id: Mapped[UUID] = mapped_column(ForeignKey("reviews.id", ondelete="CASCADE"))
    reporter_id: Mapped[UUID | None]
    reason: Mapped[str]
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
