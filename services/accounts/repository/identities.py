"""Accounts elsewhere, and visits to where those are."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.accounts import models


class IdentityRepository:
    """Accounts elsewhere, by issuer and subject."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, issuer: str, subject: str) -> models.Identity | None:
        """The identity of that name."""
        return self._session.get(models.Identity, (issuer, subject))

    def find_of(self, user_id: UUID) -> models.Identity | None:
        """The account elsewhere that a person signs in with."""
        table = models.Identity
        return self._session.scalar(select(table).where(table.user_id == user_id))

    def add(self, identity: dict[str, Any]) -> bool:
        """Link; false when either side is linked already."""
        table = models.Identity
        statement = insert(table).values(identity).on_conflict_do_nothing()
        return self._session.scalar(statement.returning(table.subject)) is not None

    def remove(self, user_id: UUID) -> None:
        """Take a person's account elsewhere off."""
        table = models.Identity
        self._session.execute(delete(table).where(table.user_id == user_id))


class GoogleVisitRepository:
    """Visits to Google, by the hashes of their state and of the browser's secret."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, visit: models.GoogleVisit) -> None:
        """Remember a visit."""
        self._session.add(visit)
        self._session.flush()

    def spend(self, visit: dict[str, Any], now: datetime) -> models.GoogleVisit | None:
        """End a visit; only once, in time, and by the browser that began it.

        `visit` names the hashes of the state and of the secret.
        """
        table = models.GoogleVisit
        usable = table.used_at.is_(None), table.expires_at > now
        statement = update(table).filter_by(**visit).where(*usable).values(used_at=now)
        return self._session.scalar(statement.returning(table))

    def find_waiting(self, secret_hash: bytes, now: datetime) -> models.GoogleVisit | None:
        """The visit of a browser that waits for a password; locked until the work ends."""
        table = models.GoogleVisit
        mine = table.secret_hash == secret_hash, table.subject.is_not(None)
        alive = table.proven_at.is_(None), table.expires_at > now
        return self._session.scalar(select(table).where(*mine, *alive).with_for_update())

    def remove_expired(self, before: datetime) -> None:
        """Forget visits that ended before a moment."""
        table = models.GoogleVisit
        self._session.execute(delete(table).where(table.expires_at < before))
