"""Staff looking through people's eyes."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from services.accounts import models

_TABLE = models.Impersonation


class ImpersonationRepository:
    """Views of people, from the code that opens them to their end."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, impersonation: models.Impersonation) -> None:
        """Remember a view."""
        self._session.add(impersonation)
        self._session.flush()

    def get(self, impersonation_id: UUID) -> models.Impersonation:
        """The view with that id."""
        return self._session.get_one(_TABLE, impersonation_id)

    def enter(self, code_hash: bytes, now: datetime) -> models.Impersonation | None:
        """Use a code up; of many who try at once exactly one gets in."""
        usable = (
            _TABLE.code_hash == code_hash,
            _TABLE.started_at.is_(None),
            _TABLE.ended_at.is_(None),
            _TABLE.code_expires_at > now,
        )
        statement = update(_TABLE).where(*usable).values(started_at=now).returning(_TABLE)
        return self._session.scalar(statement)

    def end(self, because: str, now: datetime, *which: ColumnElement[bool]) -> list[UUID]:
        """End views that have not ended; which of them had begun.

        They are locked in the order of their ids, so that no two who end the same ones cross.
        """
        running = select(_TABLE.id).where(*which, _TABLE.ended_at.is_(None))
        locked = list(self._session.scalars(running.order_by(_TABLE.id).with_for_update()))
        if not locked:
            return []
        values = {"ended_at": now, "ended_because": because}
        statement = update(_TABLE).where(_TABLE.id.in_(locked)).values(values)
        rows = self._session.execute(statement.returning(_TABLE.id, _TABLE.started_at))
        return [row[0] for row in rows if row[1] is not None]


def one_view(impersonation_id: UUID) -> ColumnElement[bool]:
    """The view with that id."""
    return _TABLE.id == impersonation_id


def overdue(now: datetime) -> ColumnElement[bool]:
    """Views, and codes that nobody used, whose time is up."""
    return _TABLE.ends_at <= now


def concerning(user_id: UUID) -> ColumnElement[bool]:
    """Views of a person, and those that the person opened."""
    return or_(_TABLE.user_id == user_id, _TABLE.impersonator_id == user_id)


def opened_from(session_ids: Sequence[UUID]) -> ColumnElement[bool]:
    """Views that were opened from these sessions."""
    return _TABLE.impersonator_session_id.in_(session_ids)


def resting_on(user_id: UUID, session_ids: Sequence[UUID]) -> ColumnElement[bool]:
    """Views of a person, and those that were opened from these sessions."""
    return or_(_TABLE.user_id == user_id, opened_from(session_ids))
