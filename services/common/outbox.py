"""The relay: publishes what units of work have recorded, at least once and in order."""

from datetime import timedelta
from typing import Any

import structlog
from eventlet import sleep
from eventlet.event import Event as Signal
from eventlet.timeout import Timeout
from sqlalchemy import delete, func, select, update
from sqlalchemy.engine import Connection, Engine

from services.common.broker import Publisher, Unroutable
from services.common.database import Bookkeeping
from services.common.metrics import OUTBOX_PENDING, PUBLISHED

log = structlog.get_logger()

BATCH = 100
POLL_SECONDS = 1.0
UNROUTABLE_WAIT = timedelta(seconds=5)


class OutboxRelay:
    """Publishes the rows of one outbox and deletes those that the broker has confirmed.

    Several relays share an outbox: each locks its own rows. A crash between the confirm and the
    delete publishes a row twice; its id lets consumers notice.
    """

    def __init__(self, engine: Engine, bookkeeping: Bookkeeping, amqp_url: str) -> None:
        self._engine = engine
        self._table = bookkeeping.outbox
        self._publisher = Publisher(amqp_url)
        self._signal = Signal()

    def wake(self) -> None:
        """Publish soon: something was recorded."""
        if not self._signal.ready():
            self._signal.send()

    def run(self) -> None:
        """Publish for ever."""
        while True:
            try:
                while self.publish_batch() == BATCH:
                    sleep(0)
            except Exception:
                log.exception("outbox.not_published")
                sleep(POLL_SECONDS)
            self._wait()

    def publish_batch(self) -> int:
        """Publish the rows that are due; how many were found."""
        with self._engine.begin() as connection:
            rows = self._due(connection)
            sent: list[int] = []
            unroutable: list[int] = []
            for row in rows:
                (sent if self._publish(row) else unroutable).append(row.position)
            self._settle(connection, sent, unroutable)
        OUTBOX_PENDING.set(len(unroutable))
        return len(rows)

    def _due(self, connection: Connection) -> Any:
        columns = self._table.c
        statement = (
            select(columns.position, columns.event_type, columns.source, columns.envelope)
            .add_columns(columns.mandatory)
            .where(columns.due_at <= func.now())
            .order_by(columns.position)
            .limit(BATCH)
            .with_for_update(skip_locked=True)
        )
        return connection.execute(statement).all()

    def _publish(self, row: Any) -> bool:
        try:
            self._publisher.publish(
                bytes(row.envelope),
                exchange=f"{row.source}.events",
                routing_key=row.event_type,
                mandatory=row.mandatory,
            )
        except Unroutable:
            log.exception("outbox.unroutable", event_type=row.event_type)
            return False
        PUBLISHED.labels(row.event_type).inc()
        return True

    def _settle(self, connection: Connection, sent: list[int], unroutable: list[int]) -> None:
        position = self._table.c.position
        if sent:
            connection.execute(delete(self._table).where(position.in_(sent)))
        if unroutable:
            connection.execute(
                update(self._table)
                .where(position.in_(unroutable))
                .values(attempts=self._table.c.attempts + 1, due_at=func.now() + UNROUTABLE_WAIT)
            )

    def _wait(self) -> None:
        with Timeout(POLL_SECONDS, exception=False):
            self._signal.wait()
        self._signal = Signal()
