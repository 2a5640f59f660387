"""Staff looking through people's eyes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from services.accounts.models.base import Base
from services.common.database import new_id


class Impersonation(Base):
    """One view of a person, from the code that opens it to its end.

    Once entered it has a session of the same id; only the SHA-256 of its code is kept.
    """

    __tablename__ = "impersonations"
    __table_args__ = (
        CheckConstraint("impersonator_id <> user_id", name="of_another"),
        Index("uq_impersonations_code_hash", "code_hash", unique=True),
        Index("ix_impersonations_user_id", "user_id"),
        Index(
            "ix_impersonations_impersonator_id",
            "impersonator_id",
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_impersonations_ends_at", "ends_at", postgresql_where=text("ended_at IS NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    impersonator_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    impersonator_session_id: Mapped[UUID | None]
    reason: Mapped[str]
    read_only: Mapped[bool]
    code_hash: Mapped[bytes]
    created_at: Mapped[datetime]
    code_expires_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_because: Mapped[str | None]
