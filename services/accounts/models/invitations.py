"""Invitations, and the files that people come in."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from contracts.accounts.imports import RowFate
from contracts.types import Role
from services.accounts.models.base import Base, one_of
from services.common.database import new_id

OPEN = text("accepted_at IS NULL AND revoked_at IS NULL")


class Invitation(Base):
    """A link that makes an account; only the SHA-256 of its token is kept.

    An address has at most one that is open. `user_id` is set where the account is there already:
    for people who came in a file.
    """

    __tablename__ = "invitations"
    __table_args__ = (
        CheckConstraint("role IN ('student', 'teacher', 'moderator', 'support')", name="role"),
        Index("uq_invitations_token_hash", "token_hash", unique=True),
        Index(
            "uq_invitations_open_email",
            func.lower(text("email")),
            unique=True,
            postgresql_where=OPEN,
        ),
        Index("ix_invitations_created_at_id", "created_at", "id"),
        Index("ix_invitations_user_id", "user_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    token_hash: Mapped[bytes]
    email: Mapped[str]
    name: Mapped[str]
    role: Mapped[Role] = mapped_column(one_of(Role))
    locale: Mapped[str]
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    invited_by: Mapped[UUID]
    invited_by_name: Mapped[str]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime]
    times_sent: Mapped[int] = mapped_column(default=1)
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class Import(Base):
    """A file of people that an admin has confirmed."""

    __tablename__ = "imports"
    __table_args__ = (
        Index("ix_imports_started_at_id", "started_at", "id"),
        Index(
            "uq_imports_running_digest",
            "digest",
            unique=True,
            postgresql_where=text("finished_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    digest: Mapped[bytes]
    file_name: Mapped[str]
    started_by: Mapped[UUID]
    started_by_name: Mapped[str]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class ImportRow(Base):
    """One row of a file, and what became of it."""

    __tablename__ = "import_rows"
    __table_args__ = (
        CheckConstraint("fate IN ('waiting', 'invited', 'known', 'wrong')", name="fate"),
        Index(
            "ix_import_rows_waiting",
            "import_id",
            "line",
            postgresql_where=text("fate = 'waiting'"),
        ),
    )

    import_id: Mapped[UUID] = mapped_column(
        ForeignKey("imports.id", ondelete="CASCADE"), primary_key=True
    )
    line: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    name: Mapped[str]
    role: Mapped[str]
    locale: Mapped[str]
    fate: Mapped[RowFate] = mapped_column(one_of(RowFate))
    problems: Mapped[list[str]]
