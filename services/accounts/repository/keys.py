"""The keys that sign access tokens."""

from datetime import datetime

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from services.accounts import models

_TABLE = models.SigningKey


class SigningKeyRepository:
    """Keys that are announced, sign, or have signed."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def lock(self) -> None:
        """Let nobody else add or retire keys until the work ends."""
        name = func.hashtextextended("signing keys", 0)
        self._session.execute(select(func.pg_advisory_xact_lock(name)))

    def find_current(self, now: datetime) -> models.SigningKey | None:
        """The key that signs now."""
        statement = select(_TABLE).where(
            _TABLE.active_from <= now, or_(_TABLE.retired_at.is_(None), _TABLE.retired_at > now)
        )
        return self._session.scalar(statement.order_by(_TABLE.active_from.desc()).limit(1))

    def find_newest(self) -> models.SigningKey | None:
        """The key that signs now, or the one announced to follow it."""
        return self._session.scalar(select(_TABLE).order_by(_TABLE.active_from.desc()).limit(1))

    def add(self, key: models.SigningKey) -> None:
        """Publish a key; whatever signs until then stops when it begins."""
        for older in self._session.scalars(select(_TABLE).where(_TABLE.retired_at.is_(None))):
            older.retired_at = key.active_from
        self._session.add(key)
        self._session.flush()

    def remove(self, key_id: str) -> bool:
        """Trust a key no longer; whether there was one."""
        gone = self._session.scalar(delete(_TABLE).where(_TABLE.id == key_id).returning(_TABLE.id))
        return gone is not None

    def list_all(self) -> list[models.SigningKey]:
        """Every key there is, the newest first."""
        return list(self._session.scalars(select(_TABLE).order_by(_TABLE.active_from.desc())))

    def list_trusted(self, retired_after: datetime) -> list[models.SigningKey]:
        """Keys whose tokens may be alive now or soon, the newest first."""
        trusted = or_(_TABLE.retired_at.is_(None), _TABLE.retired_at > retired_after)
        statement = select(_TABLE).where(trusted).order_by(_TABLE.active_from.desc())
        return list(self._session.scalars(statement))
