"""Signed-in devices and their chains of refresh tokens."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from services.accounts import models


class Spent(NamedTuple):
    """A refresh token that was used up just now."""

    id: UUID
    session_id: UUID


class SessionRepository:
    """Signed-in devices and their chains of refresh tokens."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, session: models.Session) -> None:
        """Remember a session."""
        self._session.add(session)
        self._session.flush()

    def append(self, token: dict[str, Any]) -> None:
        """Remember the next link of a session's chain.

        Nothing else is done with it in the same work, so it need not become an object.
        """
        self._session.execute(insert(models.RefreshToken).values(token))

    def get(self, session_id: UUID) -> models.Session:
        """The session that a refresh token names."""
        return self._session.get_one(models.Session, session_id)

    def find_alive(self, session_id: UUID, user_id: UUID, now: datetime) -> models.Session | None:
        """A person's session, while it lasts."""
        statement = select(models.Session).where(
            models.Session.id == session_id, *_alive(user_id, now)
        )
        return self._session.scalar(statement)

    def list_alive(self, user_id: UUID, now: datetime) -> list[models.Session]:
        """A person's sessions that last, the one used last first."""
        statement = select(models.Session).where(*_alive(user_id, now))
        newest = models.Session.last_used_at.desc(), models.Session.id
        return list(self._session.scalars(statement.order_by(*newest)))

    def list_revoked(self, since: datetime) -> list[UUID]:
        """Sessions that were revoked after a moment."""
        revoked = models.Session.revoked_at > since
        return list(self._session.scalars(select(models.Session.id).where(revoked)))

    def touch(self, session: models.Session, address: str, user_agent: str, now: datetime) -> None:
        """Note from where a session is used."""
        session.last_used_at = now
        session.address = address or session.address
        session.user_agent = user_agent or session.user_agent
        self._session.flush()

    def find_token(self, token_hash: bytes) -> models.RefreshToken | None:
        """The refresh token with that hash, as it is now."""
        statement = select(models.RefreshToken).where(models.RefreshToken.token_hash == token_hash)
        return self._session.scalar(statement)

    def spend(self, token_hash: bytes, sealed_successor: str, now: datetime) -> Spent | None:
        """Use a refresh token up; of many who try at once exactly one gets it."""
        table = models.RefreshToken
        usable = table.token_hash == token_hash, table.used_at.is_(None), table.expires_at > now
        values = {"used_at": now, "sealed_successor": sealed_successor}
        statement = update(table).where(*usable).values(values)
        row = self._session.execute(
            statement.returning(table.id, table.session_id),
            execution_options={"synchronize_session": False},
        ).one_or_none()
        return Spent(*row) if row else None

    def revoke(self, session_id: UUID, because: str, now: datetime) -> UUID | None:
        """End a session; whose it was, or None when it had ended before."""
        table = models.Session
        alive = table.id == session_id, table.revoked_at.is_(None)
        values = {"revoked_at": now, "revoked_because": because}
        return self._session.scalar(
            update(table).where(*alive).values(values).returning(table.user_id)
        )

    def revoke_all(
        self, user_id: UUID, because: str, now: datetime, *, but: UUID | None = None
    ) -> list[UUID]:
        """End a person's own sessions, perhaps all but one; which ones those were.

        Those of staff who look through their eyes end with their views.
        """
        table = models.Session
        chosen = [*_alive(user_id, now), table.impersonator_id.is_(None)]
        if but is not None:
            chosen.append(table.id != but)
        values = {"revoked_at": now, "revoked_because": because}
        return list(
            self._session.scalars(update(table).where(*chosen).values(values).returning(table.id))
        )

    def remove_expired(self, before: datetime) -> None:
        """Forget sessions, and with them their chains, that ended before a moment."""
        self._session.execute(delete(models.Session).where(models.Session.expires_at < before))


def _alive(user_id: UUID, now: datetime) -> tuple[ColumnElement[bool], ...]:
    table = models.Session
    return table.user_id == user_id, table.revoked_at.is_(None), table.expires_at > now
