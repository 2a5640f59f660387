"""The keys that sign access tokens."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from services.accounts.models.base import Base


class SigningKey(Base):
    """A key pair (ES256) that signs access tokens from a moment on, until its successor does.

    The next one is published before it signs, so that every gateway knows it in time.
    """

    __tablename__ = "signing_keys"
    __table_args__ = (Index("ix_signing_keys_active_from", "active_from"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    sealed_private_key: Mapped[str]
    x: Mapped[str]
    y: Mapped[str]
    created_at: Mapped[datetime]
    active_from: Mapped[datetime]
    retired_at: Mapped[datetime | None]
