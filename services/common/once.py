"""Repeated messages act once: stored replies for commands, an inbox for events, timer slots."""

import hashlib
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import literal, select, update
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.orm import Session

from contracts.base import Request
from contracts.errors import IdempotencyKeyReused
from services.common.context import CallContext
from services.common.database import Bookkeeping


class StoredReplies:
    """Replies by caller and idempotency key, kept in the transaction of their effect."""

    def __init__(self, session: Session, bookkeeping: Bookkeeping, context: CallContext) -> None:
        self._session = session
        self._table = bookkeeping.replies
        self._caller = str(context.caller.user_id) if context.caller else ""
        self._key = context.idempotency_key

    def claim(self, request: Request[Any]) -> bytes | None:
        """The reply given before, or None when this is the first time.

        A second call under the same key waits here until the first has ended.
        """
        if self._key is None:
            return None
        row = {
            "caller": self._caller,
            "key": self._key,
            "method": request.method(),
            "fingerprint": hashlib.sha256(msgspec.json.encode(request)).digest(),
        }
        statement = insert(self._table).values(row).on_conflict_do_nothing()
        if _inserted(self._session, statement):
            return None
        return self._earlier(row)

    def store(self, reply: bytes) -> None:
        """Keep the reply for whoever repeats the command."""
        if self._key is not None:
            statement = update(self._table).where(*self._mine()).values(reply=reply)
            self._session.execute(statement)

    def _earlier(self, row: dict[str, Any]) -> bytes:
        columns = self._table.c
        found = self._session.execute(
            select(columns.method, columns.fingerprint, columns.reply).where(*self._mine())
        ).one()
        if (found.method, bytes(found.fingerprint)) != (row["method"], row["fingerprint"]):
            raise IdempotencyKeyReused("Send a new Idempotency-Key with a different request.")
        return bytes(found.reply)

    def _mine(self) -> tuple[Any, Any]:
        return self._table.c.caller == self._caller, self._table.c.key == self._key


def first_time(session: Session, bookkeeping: Bookkeeping, event_id: UUID, handler: str) -> bool:
    """Whether *handler* has not handled the event yet; marks it as handled."""
    row = {"event_id": event_id, "handler": handler}
    statement = insert(bookkeeping.inbox).values(row).on_conflict_do_nothing()
    return _inserted(session, statement)


def take_slot(session: Session, bookkeeping: Bookkeeping, job: str, slot: int) -> bool:
    """Whether this process may run *job* for the slot; only one of all replicas gets it."""
    table = bookkeeping.timers
    statement = insert(table).values(job=job, slot=slot)
    statement = statement.on_conflict_do_update(
        index_elements=[table.c.job], set_={"slot": slot}, where=table.c.slot < slot
    )
    return _inserted(session, statement)


def _inserted(session: Session, statement: Insert) -> bool:
    return session.execute(statement.returning(literal(1))).first() is not None
