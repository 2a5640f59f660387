"""Tables of people: what the accounts service told."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    Index,
    func,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from contracts.types import Role
from services.courses.models.base import Base, one_of


class Person(Base):
    """What the accounts service told about a person."""

    __tablename__ = "people"
    __table_args__ = (Index("ix_people_email", func.lower(text("email"))),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str]
    role: Mapped[Role] = mapped_column(one_of(Role))
    as_of: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]


class Guardianship(Base):
    """Copy of who answers for whom; an ended one stays, so that a late beginning is harmless."""

    __tablename__ = "guardianships"
    __table_args__ = (Index("ix_guardianships_pair", "guardian_id", "learner_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    guardian_id: Mapped[UUID]
    learner_id: Mapped[UUID]
    ended_at: Mapped[datetime | None]
