"""Tables of the accounts service."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Enum, ForeignKey, Index, MetaData, func, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from contracts.accounts.messages import UserStatus
from contracts.types import Role
from services.common.database import NAMING_CONVENTION, TYPES, Bookkeeping, new_id


class Base(DeclarativeBase):
    """Everything the accounts database holds."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map = TYPES


bookkeeping = Bookkeeping(Base.metadata)


def one_of(choices: type[StrEnum]) -> Enum:
    """Column type that stores the value of a choice as text; the table's CHECK limits it."""
    return Enum(
        choices,
        native_enum=False,
        length=20,
        values_callable=lambda members: [member.value for member in members],
    )


class User(Base):
    """A person with an account; the address is unique whatever its case."""

    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint("role IN ('student', 'teacher', 'admin')", name="role"),
        CheckConstraint("status IN ('unconfirmed', 'active', 'suspended')", name="status"),
        Index("uq_users_email", func.lower(text("email")), unique=True),
        Index("ix_users_created_at_id", "created_at", "id"),
        Index("ix_users_role_created_at_id", "role", "created_at", "id"),
        Index(
            "ix_users_name_email_trigrams",
            "name",
            "email",
            postgresql_using="gin",
            postgresql_ops={"name": "gin_trgm_ops", "email": "gin_trgm_ops"},
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    email: Mapped[str]
    name: Mapped[str]
    role: Mapped[Role] = mapped_column(one_of(Role))
    status: Mapped[UserStatus] = mapped_column(one_of(UserStatus))
    locale: Mapped[str]
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]


class Password(Base):
    """The argon2id hash of a person's password, apart from what is read all day."""

    __tablename__ = "passwords"

    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    hash: Mapped[str]
    changed_at: Mapped[datetime]


class EmailConfirmation(Base):
    """A link that proves an address; only the SHA-256 of its token is kept."""

    __tablename__ = "email_confirmations"
    __table_args__ = (Index("ix_email_confirmations_user_id", "user_id"),)

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Session(Base):
    """A signed-in device: the family of refresh tokens that descend from one sign-in."""

    __tablename__ = "sessions"
    __table_args__ = (
        Index("ix_sessions_user_id", "user_id"),
        Index("ix_sessions_expires_at", "expires_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    revoked_because: Mapped[str | None]


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


class SigningKey(Base):
    """A key pair (ES256) that signs access tokens; at most one is not retired."""

    __tablename__ = "signing_keys"
    __table_args__ = (
        Index(
            "uq_signing_keys_current",
            text("(retired_at IS NULL)"),
            unique=True,
            postgresql_where=text("retired_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    sealed_private_key: Mapped[str]
    x: Mapped[str]
    y: Mapped[str]
    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


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
