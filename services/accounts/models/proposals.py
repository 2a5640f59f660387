"""Proposals to make somebody an admin."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from services.accounts.models.base import Base, one_of
from services.common.database import new_id


class Outcome(StrEnum):
    """How a proposal ended."""

    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class RoleProposal(Base):
    """One admin's wish to make somebody an admin; at most one is open per person."""

    __tablename__ = "role_proposals"
    __table_args__ = (
        CheckConstraint(
            "outcome IN ('approved', 'declined', 'withdrawn', 'expired')", name="outcome"
        ),
        CheckConstraint("(closed_at IS NULL) = (outcome IS NULL)", name="closed"),
        CheckConstraint("proposer_id <> user_id", name="about_another"),
        CheckConstraint(
            "outcome <> 'approved' OR (decided_by <> proposer_id AND decided_by <> user_id)",
            name="approved_by_another",
        ),
        Index(
            "uq_role_proposals_open",
            "user_id",
            unique=True,
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index(
            "ix_role_proposals_expires_at_id",
            "expires_at",
            "id",
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    proposer_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    reason: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    outcome: Mapped[Outcome | None] = mapped_column(one_of(Outcome))
    decided_by: Mapped[UUID | None]
