"""Confirmation links, by the SHA-256 of their token."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from services.accounts import models


class ConfirmationRepository:
    """Confirmation links, by the SHA-256 of their token."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, confirmation: models.EmailConfirmation) -> None:
        """Remember a link."""
        self._session.add(confirmation)
        self._session.flush()

    def find_for_update(self, token_hash: bytes) -> models.EmailConfirmation | None:
        """The link with that token, locked until the work ends."""
        return self._session.get(models.EmailConfirmation, token_hash, with_for_update=True)

    def count_since(self, user_id: UUID, moment: datetime) -> int:
        """How many links a person was sent since a moment."""
        table = models.EmailConfirmation
        mine = table.user_id == user_id, table.created_at > moment
        return self._session.scalar(select(func.count()).select_from(table).where(*mine)) or 0

    def expire_all(self, user_id: UUID, now: datetime) -> None:
        """Make every link of a person worthless."""
        table = models.EmailConfirmation
        mine = table.user_id == user_id, table.expires_at > now
        self._session.execute(update(table).where(*mine).values(expires_at=now))

    def remove_expired(self, before: datetime) -> None:
        """Forget links that ended before a moment."""
        table = models.EmailConfirmation
        self._session.execute(delete(table).where(table.expires_at < before))
