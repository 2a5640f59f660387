"""Accounts elsewhere that people sign in with, and visits to where those are."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.accounts.models.base import Base


class Identity(Base):
    """A person as somebody else knows them: issuer and subject never change, the address may."""

    __tablename__ = "identities"
    __table_args__ = (Index("uq_identities_user_id_issuer", "user_id", "issuer", unique=True),)

    issuer: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    email: Mapped[str]
    linked_at: Mapped[datetime]


class GoogleVisit(Base):
    """A trip to Google that comes back once, to the browser that began it.

    `user_id` is who wants to link an account, or, with their `session_id`, to show once more who
    they are; whoever signs in is nobody yet. When the address
    that came back has an account here, the visit waits for its password: the identity to be
    linked stands in `issuer`, `subject` and `email` until then.
    """

    __tablename__ = "google_visits"
    __table_args__ = (
        Index("uq_google_visits_secret_hash", "secret_hash", unique=True),
        Index("ix_google_visits_expires_at", "expires_at"),
    )

    state_hash: Mapped[bytes] = mapped_column(primary_key=True)
    secret_hash: Mapped[bytes]
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    session_id: Mapped[UUID | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    issuer: Mapped[str | None]
    subject: Mapped[str | None]
    email: Mapped[str | None]
    proven_at: Mapped[datetime | None]
