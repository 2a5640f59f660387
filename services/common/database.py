"""Conventions of every service's database, and the tables that keep its messages honest."""

import secrets
import time
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Identity,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.engine import Engine

NAMING_CONVENTION = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

TYPES: dict[Any, Any] = {
    datetime: DateTime(timezone=True),
    str: Text(),
    UUID: Uuid(),
    bytes: LargeBinary(),
    dict[str, Any]: JSONB(),
    list[str]: ARRAY(Text()),
}

STATEMENT_TIMEOUT_MS = 5000
LOCK_TIMEOUT_MS = 4000
AUTOCOMMIT = "AUTOCOMMIT"


class _Ticks:
    """The time in 4096ths of a millisecond, each reading later than the one before it."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> int:
        self._last = max((time.time_ns() << 12) // 1_000_000, self._last + 1)
        return self._last


_TICKS = _Ticks()


def new_id() -> UUID:
    """A version 7 UUID (RFC 9562), later than every one that this process made before.

    Indexes grow at their end, and rows that are made one after the other are in that order even
    when their time is the same. The fraction of the millisecond stands in the leftmost random
    bits (section 6.2, method 3).
    """
    milliseconds, fraction = divmod(_TICKS.next(), 1 << 12)
    value = milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0x2 << 62 | secrets.randbits(62)
    return UUID(int=value)


def engine_options(pool_size: int) -> dict[str, Any]:
    """Options of a service's engine: a connection per worker, and an end to every wait."""
    return {
        "pool_size": pool_size,
        "max_overflow": 2,
        "pool_timeout": 3,
        "pool_recycle": 1800,
        "connect_args": {
            "connect_timeout": 5,
            "keepalives_idle": 10,
            "tcp_user_timeout": 15_000,
            "options": (
                f"-c statement_timeout={STATEMENT_TIMEOUT_MS} -c lock_timeout={LOCK_TIMEOUT_MS}"
                " -c idle_in_transaction_session_timeout=15000 -c timezone=UTC"
            ),
        },
    }


def with_reader(reader: Engine) -> Engine:
    """An engine with transactions on the connections of *reader*, which is in autocommit.

    Switching a connection costs as much as a query's parsing, so the frequent use is the default.
    """
    return reader.execution_options(isolation_level="READ COMMITTED", reader=reader)


@lru_cache(maxsize=4)
def reader_of(engine: Engine) -> Engine:
    """The same connections without transactions."""
    known: Engine | None = engine.get_execution_options().get("reader")
    return known or engine.execution_options(isolation_level=AUTOCOMMIT)


class Bookkeeping:
    """The tables that make messages happen exactly once in effect."""

    def __init__(self, metadata: MetaData) -> None:
        self.outbox = _outbox(metadata)
        self.inbox = _inbox(metadata)
        self.replies = _replies(metadata)
        self.timers = _timers(metadata)


def _moment(name: str) -> Column[datetime]:
    return Column(name, DateTime(timezone=True), nullable=False, server_default=func.now())


def _outbox(metadata: MetaData) -> Table:
    return Table(
        "outbox_events",
        metadata,
        Column("position", BigInteger, Identity(always=True), primary_key=True),
        Column("event_type", Text, nullable=False),
        Column("source", Text, nullable=False),
        Column("envelope", LargeBinary, nullable=False),
        Column("mandatory", Boolean, nullable=False),
        Column("attempts", Integer, nullable=False, server_default=text("0")),
        _moment("due_at"),
    )


def _inbox(metadata: MetaData) -> Table:
    return Table(
        "inbox_events",
        metadata,
        Column("event_id", Uuid, primary_key=True),
        Column("handler", Text, primary_key=True),
        _moment("handled_at"),
    )


def _replies(metadata: MetaData) -> Table:
    return Table(
        "stored_replies",
        metadata,
        Column("caller", Text, primary_key=True),
        Column("key", Text, primary_key=True),
        Column("method", Text, nullable=False),
        Column("fingerprint", LargeBinary, nullable=False),
        Column("reply", LargeBinary),
        _moment("stored_at"),
    )


def _timers(metadata: MetaData) -> Table:
    return Table(
        "timer_slots",
        metadata,
        Column("job", Text, primary_key=True),
        Column("slot", BigInteger, nullable=False),
    )
