"""Passwords, and links to a new one by the SHA-256 of their token."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from services.accounts import models


class PasswordRepository:
    """Passwords, and links to a new one."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, user_id: UUID) -> models.Password | None:
        """A person's password, if they have one."""
        return self._session.get(models.Password, user_id)

    def remove(self, user_id: UUID) -> None:
        """Leave a person without a password."""
        table = models.Password
        self._session.execute(delete(table).where(table.user_id == user_id))

    def add_reset(self, reset: models.PasswordReset) -> None:
        """Remember a link."""
        self._session.add(reset)
        self._session.flush()

    def find_reset(self, token_hash: bytes) -> models.PasswordReset | None:
        """The link with that token."""
        return self._session.get(models.PasswordReset, token_hash)

    def spend_reset(self, token_hash: bytes, now: datetime) -> bool:
        """Use a link up; of many who try at once exactly one does."""
        table = models.PasswordReset
        usable = table.token_hash == token_hash, table.used_at.is_(None), table.expires_at > now
        statement = update(table).where(*usable).values(used_at=now).returning(table.user_id)
        return self._session.scalar(statement) is not None

    def expire_resets(self, user_id: UUID, now: datetime) -> None:
        """Make every link of a person worthless."""
        table = models.PasswordReset
        mine = table.user_id == user_id, table.expires_at > now
        self._session.execute(update(table).where(*mine).values(expires_at=now))

    def count_resets_since(self, user_id: UUID, moment: datetime) -> int:
        """How many links a person was sent since a moment."""
        table = models.PasswordReset
        mine = table.user_id == user_id, table.created_at > moment
        return self._session.scalar(select(func.count()).select_from(table).where(*mine)) or 0

    def remove_expired_resets(self, before: datetime) -> None:
        """Forget links that ended before a moment."""
        table = models.PasswordReset
        self._session.execute(delete(table).where(table.expires_at < before))
