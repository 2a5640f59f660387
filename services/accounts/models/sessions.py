"""Signed-in devices and their chains of refresh tokens."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from services.accounts.models.base import Base
from services.common.database import new_id


class Session(Base):
    """A signed-in device: the family of refresh tokens that descend from one sign-in.

    `authenticated_at` and `methods` (RFC 8176) say when and how the person last proved who they
    are. With an `impersonator_id` it is somebody of the staff who looks through the person's eyes.
    """

    __tablename__ = "sessions"
    __table_args__ = (
        Index("ix_sessions_user_id", "user_id"),
        Index("ix_sessions_expires_at", "expires_at"),
        Index(
            "ix_sessions_revoked_at", "revoked_at", postgresql_where=text("revoked_at IS NOT NULL")
        ),
        Index(
            "ix_sessions_impersonator_id",
            "impersonator_id",
            postgresql_where=text("impersonator_id IS NOT NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    revoked_because: Mapped[str | None]
    authenticated_at: Mapped[datetime]
    methods: Mapped[list[str]] = mapped_column(server_default=text("'{}'"))
    user_agent: Mapped[str] = mapped_column(default="", server_default="")
    address: Mapped[str] = mapped_column(default="", server_default="")
    last_used_at: Mapped[datetime]
    impersonator_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))


class RefreshToken(Base):
    """One link of a session's chain; a used one keeps its only successor, sealed by itself."""

    __tablename__ = "refresh_tokens"
    __table_args__ = (
        Index("uq_refresh_tokens_token_hash", "token_hash", unique=True),
        Index("uq_refresh_tokens_parent_id", "parent_id", unique=True),
        Index("ix_refresh_tokens_session_id", "session_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))
    parent_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("refresh_tokens.id", ondelete="CASCADE")
    )
    token_hash: Mapped[bytes]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    sealed_successor: Mapped[str | None]


class KnownDevice(Base):
    """A browser that somebody has signed in with: its own door stays open during an attack.

    Until `trusted_until` it also stands in for the second factor.
    """

    __tablename__ = "known_devices"
    __table_args__ = (Index("ix_known_devices_user_id", "user_id"),)

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    trusted_until: Mapped[datetime | None]


class Attempt(Base):
    """A guess that has not turned out right; counted over a sliding window."""

    __tablename__ = "attempts"
    __table_args__ = (
        Index("ix_attempts_scope_key_at", "scope", "key", "at"),
        Index("ix_attempts_at", "at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    scope: Mapped[str]
    key: Mapped[bytes]
    at: Mapped[datetime]
