"""The dependencies that every service declares: its work, and how it hands out personal data."""

from functools import partial
from typing import Any

from nameko.extensions import DependencyProvider
from nameko_sqlalchemy import Database
from sqlalchemy.engine import Engine

from contracts.audit import AdminActed
from services.common.context import read_context
from services.common.database import AUTOCOMMIT, Bookkeeping, engine_options, with_reader
from services.common.desk import Desk
from services.common.outbox import OutboxRelay
from services.common.parcels import ParcelService
from services.common.watchdog import Watchdog


class Work(Database):  # type: ignore[misc]  # nameko-sqlalchemy is untyped
    """Gives each call a desk: units of work whose changes and events commit together."""

    watchdog = Watchdog()
    engine: Engine

    def __init__(
        self,
        base: Any,
        bookkeeping: Bookkeeping,
        audit: type[AdminActed] | None = None,
    ) -> None:
        super().__init__(base)
        self.bookkeeping = bookkeeping
        self.audit = audit

    def setup(self) -> None:
        """Open the pool: a connection per worker and one for the relay."""
        options = engine_options(self.container.max_workers + 1)
        self.engine_options = {**options, "isolation_level": AUTOCOMMIT}
        super().setup()
        self.engine = with_reader(self.engine)
        self.relay = OutboxRelay(self.engine, self.bookkeeping, self.container.config["AMQP_URI"])

    def start(self) -> None:
        """Begin to publish recorded events."""
        self.container.spawn_managed_thread(self.relay.run, identifier="outbox relay")

    def get_dependency(self, worker_ctx: Any) -> Desk:
        """The desk of one call.

        Nothing may raise here, since nameko ends the process for it: headers are read later.
        """
        name, key = self.container.service_name, self.container.config["CALL_SIGNING_KEY"]
        context = partial(read_context, worker_ctx.data, name, key)
        return Desk(self.engine, self.bookkeeping, context, self.audit, self.relay.wake)

    def worker_teardown(self, worker_ctx: Any) -> None:
        """Nothing outlives a unit of work."""


class Parcels(DependencyProvider):  # type: ignore[misc]  # nameko is untyped
    """Gives the service what seals personal data between services."""

    def setup(self) -> None:
        """Derive the key once."""
        self._parcels = ParcelService(self.container.config["CALL_SIGNING_KEY"])

    def get_dependency(self, _worker_ctx: Any) -> ParcelService:
        """The same for every call."""
        return self._parcels
