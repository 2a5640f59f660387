"""Wrong guesses, counted exactly: one at a time for each kind and key."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from services.accounts import models
from services.common.database import new_id

Name = tuple[str, bytes]
"""Which kind of attempt, and whose."""


class Window(NamedTuple):
    """The attempts of a kind and key since a moment, of which `amount` fill it."""

    scope: str
    key: bytes
    since: datetime
    amount: int


class AttemptRepository:
    """Attempts of the last day."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def lock(self, names: Sequence[Name]) -> None:
        """Let nobody else count these kinds and keys until the work ends; locked in that order."""
        texts = [f"attempts {scope} {key.hex()}" for scope, key in names]
        locks = [func.pg_advisory_xact_lock(func.hashtextextended(text, 0)) for text in texts]
        self._session.execute(select(*locks))

    def list_filling(self, windows: Sequence[Window]) -> list[datetime | None]:
        """For each window the attempt that fills it, or nothing while there is room."""
        table = models.Attempt
        found = [
            select(table.at)
            .where(table.scope == one.scope, table.key == one.key, table.at > one.since)
            .order_by(table.at.desc())
            .offset(one.amount - 1)
            .limit(1)
            .scalar_subquery()
            for one in windows
        ]
        return list(self._session.execute(select(*found)).one())

    def add(self, names: Sequence[Name], now: datetime) -> list[UUID]:
        """Count one more of each; the ids under which they can be taken back."""
        ids = [new_id() for _ in names]
        rows = [
            {"id": one, "scope": scope, "key": key, "at": now}
            for one, (scope, key) in zip(ids, names, strict=True)
        ]
        self._session.execute(insert(models.Attempt).values(rows))
        return ids

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
