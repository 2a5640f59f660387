"""People, their passwords and the links that prove their addresses."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from contracts.accounts.messages import UserStatus
from contracts.types import Role
from services.accounts.models.base import Base, one_of
from services.common.database import new_id


class User(Base):
    """A person with an account; the address is unique whatever its case.

    Access tokens carry `token_version`; raising it makes every gateway refuse the older ones.
    `suspended_from` is the status that a suspended person gets back.
    """

    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint(
            "role IN ('student', 'teacher', 'moderator', 'support', 'admin')", name="role"
        ),
        CheckConstraint(
            "status IN ('unconfirmed', 'awaiting_consent', 'active', 'suspended', 'erased')",
            name="status",
        ),
        Index("uq_users_email", func.lower(text("email")), unique=True),
        Index("ix_users_created_at_id", "created_at", "id"),
        Index("ix_users_role_created_at_id", "role", "created_at", "id"),
        Index("ix_users_status_created_at_id", "status", "created_at", "id"),
        Index("ix_users_tokens_outdated_at", "tokens_outdated_at"),
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
    token_version: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    tokens_outdated_at: Mapped[datetime | None]
    staff_since: Mapped[datetime | None]
    suspended_from: Mapped[UserStatus | None] = mapped_column(one_of(UserStatus))

    @property
    def standing(self) -> UserStatus:
        """The status, whether or not a suspension hides it at the moment."""
        return self.suspended_from or self.status

    @standing.setter
    def standing(self, status: UserStatus) -> None:
        if self.suspended_from is None:
            self.status = status
        else:
            self.suspended_from = status


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
