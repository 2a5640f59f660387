"""Changes of address on their way."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from services.accounts import models


class EmailChangeRepository:
    """Changes of address; a person has at most one that has not ended."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, change: models.EmailChange) -> None:
        """Remember a wish."""
        self._session.add(change)
        self._session.flush()

    def find_pending(self, user_id: UUID, now: datetime) -> models.EmailChange | None:
        """What a person is waiting for."""
        table = models.EmailChange
        mine = table.user_id == user_id, table.ended_at.is_(None), table.expires_at > now
        return self._session.scalar(select(table).where(*mine))

    def find_owner(self, token_hash: bytes) -> UUID | None:
        """Whose change a link belongs to."""
        table = models.EmailChange
        return self._session.scalar(select(table.user_id).where(_is_link(token_hash)))

    def find_by_link(self, token_hash: bytes) -> models.EmailChange | None:
        """The change that a link belongs to, however it ended; locked until the work ends."""
        statement = select(models.EmailChange).where(_is_link(token_hash))
        return self._session.scalar(statement.with_for_update())

    def end_pending(self, user_id: UUID, now: datetime) -> None:
        """Drop what a person is waiting for."""
        table = models.EmailChange
        mine = table.user_id == user_id, table.ended_at.is_(None)
        self._session.execute(update(table).where(*mine).values(ended_at=now))

    def rename(self, user: models.User, email: str) -> bool:
        """Give a person the address, unless somebody has got it meanwhile."""
        try:
            with self._session.begin_nested():
                user.email = email
        except IntegrityError:
            return False
        return True

    def remove_expired(self, before: datetime) -> None:
        """Forget changes that ended before a moment."""
        table = models.EmailChange
        self._session.execute(delete(table).where(table.expires_at < before))


def _is_link(token_hash: bytes) -> ColumnElement[bool]:
    table = models.EmailChange
    return or_(table.old_token_hash == token_hash, table.new_token_hash == token_hash)
