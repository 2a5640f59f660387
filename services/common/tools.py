"""Units of work for command-line tools, which run beside the services on the same database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import create_engine

from contracts.audit import AdminActed
from contracts.types import Actor
from services.common.context import CallContext, system_context
from services.common.database import Bookkeeping, engine_options
from services.common.desk import Desk
from services.common.work import UnitOfWork


@contextmanager
def desk(
    bookkeeping: Bookkeeping,
    *,
    url: str,
    actor: Actor | None = None,
    audit: type[AdminActed] | None = None,
) -> Iterator[Desk]:
    """A desk on the database at *url*; the service's relay publishes what it records."""
    engine = create_engine(url, **engine_options(1))
    system = system_context()
    context = CallContext(correlation_id=system.correlation_id, caller=actor)
    try:
        yield Desk(engine, bookkeeping, lambda: context, audit)
    finally:
        engine.dispose()


@contextmanager
def unit_of_work(bookkeeping: Bookkeeping, **options: Any) -> Iterator[UnitOfWork]:
    """One unit of work; see `desk` for the options."""
    with desk(bookkeeping, **options) as tool, tool.begin() as work:
        yield work
