"""What was done, link by link."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from services.accounts.models.base import Base
from services.common.database import new_id
from services.common.work import SYSTEM

AUDIT_TEXTS = ("target_label", "target_id", "action", "reason")
"""The columns in which words are looked for."""

NAMED_ELSEWHERE = ("user", "invitation")
"""Targets that are looked up when somebody reads, so that who is forgotten has no name here."""

OPERATOR_ID = UUID(int=0)
"""Whoever works on the academy's machine, without signing in."""

UNNAMED = {SYSTEM.user_id: "Academy", OPERATOR_ID: "Operator"}
"""Who acts without an account, and what they are called."""


class AuditEntry(Base):
    """One thing somebody did; a trigger and missing grants refuse to change or remove it.

    `position` counts without gaps, and `hash` covers the entry with the hash of the one before.
    People are known by their ids alone.
    """

    __tablename__ = "audit_entries"
    __table_args__ = (
        CheckConstraint("position > 0", name="position"),
        Index("uq_audit_entries_position", "position", unique=True),
        Index("ix_audit_entries_recorded_at_id", "recorded_at", "id"),
        Index("ix_audit_entries_actor_id_position", "actor_id", "position"),
        Index("ix_audit_entries_target_id_position", "target_id", "position"),
        Index("ix_audit_entries_target_type_position", "target_type", "position"),
        Index(
            "ix_audit_entries_on_behalf_of",
            "on_behalf_of",
            postgresql_where=text("on_behalf_of IS NOT NULL"),
        ),
        Index(
            "ix_audit_entries_trigrams",
            *AUDIT_TEXTS,
            postgresql_using="gin",
            postgresql_ops=dict.fromkeys(AUDIT_TEXTS, "gin_trgm_ops"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    position: Mapped[int] = mapped_column(BigInteger)
    service: Mapped[str]
    action: Mapped[str]
    actor_id: Mapped[UUID]
    on_behalf_of: Mapped[UUID | None]
    target_type: Mapped[str]
    target_id: Mapped[str]
    target_label: Mapped[str]
    reason: Mapped[str]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    correlation_id: Mapped[str]
    address: Mapped[str]
    recorded_at: Mapped[datetime]
    previous_hash: Mapped[bytes]
    hash: Mapped[bytes]
