"""Who answers for whom, and what they agreed to."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from contracts.accounts.guardianships import GuardianshipOrigin, GuardianshipState
from services.accounts.models.base import Base, one_of
from services.common.database import new_id

IS_OPEN = "state IN ('pending', 'active')"


class Guardianship(Base):
    """A learner and who answers for them; until the guardian has an account, their address."""

    __tablename__ = "guardianships"
    __table_args__ = (
        CheckConstraint("origin IN ('registration', 'child', 'invitation')", name="origin"),
        CheckConstraint("state IN ('pending', 'active', 'declined', 'ended')", name="state"),
        CheckConstraint("state <> 'active' OR guardian_id IS NOT NULL", name="guardian"),
        Index(
            "uq_guardianships_open",
            "learner_id",
            "guardian_email",
            unique=True,
            postgresql_where=text(IS_OPEN),
        ),
        Index("ix_guardianships_guardian_id", "guardian_id"),
        Index("ix_guardianships_guardian_email", "guardian_email"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    learner_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    guardian_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    guardian_email: Mapped[str]
    origin: Mapped[GuardianshipOrigin] = mapped_column(one_of(GuardianshipOrigin))
    state: Mapped[GuardianshipState] = mapped_column(one_of(GuardianshipState))
    requested_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[UUID | None]


class Consent(Base):
    """That a guardian agreed, to which text and when; kept as proof after its end."""

    __tablename__ = "consents"
    __table_args__ = (
        Index("ix_consents_learner_id", "learner_id"),
        Index("ix_consents_guardianship_id", "guardianship_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    guardianship_id: Mapped[UUID] = mapped_column(ForeignKey("guardianships.id"))
    learner_id: Mapped[UUID]
    guardian_id: Mapped[UUID]
    text_version: Mapped[str]
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
