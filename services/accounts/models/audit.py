"""What admins did."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from services.accounts.models.base import Base
from services.common.database import new_id


class AuditEntry(Base):
    """One thing an admin did; a trigger refuses to change or remove it."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index("ix_audit_entries_recorded_at_id", "recorded_at", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    service: Mapped[str]
    action: Mapped[str]
    actor_id: Mapped[UUID]
    actor_name: Mapped[str]
    target_type: Mapped[str]
    target_id: Mapped[str]
    target_label: Mapped[str]
    reason: Mapped[str]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    recorded_at: Mapped[datetime]
