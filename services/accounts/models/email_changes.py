"""Changes of address on their way."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from services.accounts.models.base import Base
from services.common.database import new_id


class EmailChange(Base):
    """A wish for another address; a person has one at a time, until it ends one way or another.

    Only the SHA-256 of the token in each link is kept. `session_id` is where the wish was made.
    """

    __tablename__ = "email_changes"
    __table_args__ = (
        Index("uq_email_changes_old_token_hash", "old_token_hash", unique=True),
        Index("uq_email_changes_new_token_hash", "new_token_hash", unique=True),
        Index(
            "uq_email_changes_pending",
            "user_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_email_changes_expires_at", "expires_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    session_id: Mapped[UUID | None]
    old_email: Mapped[str]
    new_email: Mapped[str]
    old_token_hash: Mapped[bytes]
    new_token_hash: Mapped[bytes]
    old_confirmed_at: Mapped[datetime | None]
    new_confirmed_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
