"""Wrong guesses, counted exactly: one at a time for each kind and key."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from services.accounts import models


class AttemptRepository:
    """Attempts of the last day."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def lock(self, scope: str, key: bytes) -> None:
        """Let nobody else count this kind and key until the work ends."""
        name = f"attempts {scope} {key.hex()}"
        self._session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))

    def list_since(self, scope: str, key: bytes, since: datetime, most: int) -> list[datetime]:
        """When the newest attempts after a moment were, at most so many of them."""
        table = models.Attempt
        mine = table.scope == scope, table.key == key, table.at > since
        statement = select(table.at).where(*mine).order_by(table.at.desc()).limit(most)
        return list(self._session.scalars(statement))

    def add(self, scope: str, key: bytes, now: datetime) -> UUID:
        """Count one more; the id under which it can be taken back."""
        attempt = models.Attempt(scope=scope, key=key, at=now)
        self._session.add(attempt)
        self._session.flush()
        return attempt.id

    def take_back(self, attempts: Sequence[UUID]) -> None:
        """Do not count these after all."""
        self._session.execute(delete(models.Attempt).where(models.Attempt.id.in_(attempts)))

    def forget(self, scope: str, key: bytes) -> None:
        """Start anew for this kind and key."""
        table = models.Attempt
        self._session.execute(delete(table).where(table.scope == scope, table.key == key))

    def remove_older(self, before: datetime) -> None:
        """Forget what no window reaches any more."""
        self._session.execute(delete(models.Attempt).where(models.Attempt.at < before))
