"""Telling a search engine beside the database what the catalogue holds."""

from datetime import datetime
from typing import Protocol

import structlog

from services.common.work import Begin
from services.courses.repository.search_documents import Change, SearchDocumentRepository
from services.courses.searching import IndexingFailed, Unreachable

log = structlog.get_logger()

BATCH = 200
MOST_BATCHES = 25


class Engine(Protocol):
    """A search engine that is told."""

    def send(self, changes: list[Change], index: str | None = None) -> None:
        """Put documents and take them out."""

    def ensure_index(self, now: datetime) -> None:
        """Make an empty index when there is none."""

    def make_index(self, now: datetime) -> str:
        """An empty index that nobody searches yet."""

    def switch_to(self, name: str) -> None:
        """Let searches go to another index."""


def feed(begin: Begin, engine: Engine | None) -> None:
    """Send what changed, outside of any transaction; what is not taken is tried again later.

    Without an engine the queue holds each course at most once, and waits for one.
    """
    if engine is None:
        return
    try:
        for _ in range(MOST_BATCHES):
            if not _feed_batch(begin, engine):
                return
    except Unreachable as error:
        log.warning("search.not_fed", error=str(error))


def reindex(begin: Begin, engine: Engine) -> int:
    """Fill a new index beside the old one and let searches go there; how many courses it has."""
    with begin() as work:
        name, total = engine.make_index(work.now), 0
    with begin() as work:
        for batch in SearchDocumentRepository(work.session).batches(BATCH):
            engine.send(batch, name)
            total += len(batch)
    engine.switch_to(name)
    return total


def _feed_batch(begin: Begin, engine: Engine) -> bool:
    """Read, send, and settle what was taken; whether there may be more."""
    with begin() as work:
        changes = SearchDocumentRepository(work.session).next_changes(BATCH)
        now = work.now
    if not changes:
        return False
    engine.ensure_index(now)
    failed = _send(engine, changes)
    with begin() as work:
        taken = [change for change in changes if change.id not in failed]
        SearchDocumentRepository(work.session).settle(taken)
    return not failed and len(changes) == BATCH


def _send(engine: Engine, changes: list[Change]) -> set[object]:
    try:
        engine.send(changes)
    except IndexingFailed as error:
        log.warning("search.documents_refused", count=len(error.failed))
        return set(error.failed)
    return set()
