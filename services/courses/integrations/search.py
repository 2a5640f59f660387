"""What searches the catalogue, as dependencies of the service."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import structlog
from nameko.extensions import DependencyProvider
from sqlalchemy.orm import Session

from contracts.courses.catalogue import Suggestion
from contracts.courses.resources import CourseOrder
from services.common.config import load
from services.courses.config import SearchSettings
from services.courses.integrations import elasticsearch_queries as queries
from services.courses.repository.search import PostgresSearch
from services.courses.searching import Counts, Found, SearchBackend, Unreachable, Wanted

if TYPE_CHECKING:
    from services.courses.integrations.elasticsearch import ElasticsearchEngine

log = structlog.get_logger()

ReplyT = TypeVar("ReplyT")


def open_engine() -> "ElasticsearchEngine | None":
    """The search engine of the environment, if it names one."""
    settings = load(SearchSettings)
    if not settings.elasticsearch_address:
        return None
    from services.courses.integrations.elasticsearch import (  # noqa: PLC0415 (22 MB that most academies need not carry)
        ElasticsearchEngine,
    )

    return ElasticsearchEngine(settings)


class EngineSearch:
    """A search engine first; when it does not answer, the database, and a line in the log."""

    def __init__(self, engine: "ElasticsearchEngine", session: Session) -> None:
        self._engine = engine
        self._session = session
        self._database = PostgresSearch(session)

    def search(self, wanted: Wanted, order: CourseOrder, after: str | None, limit: int) -> Found:
        """A page of what fits. A cursor is continued by whom it came from."""

        def ask() -> Found:
            body = queries.search(wanted, order, after, limit)
            return queries.read_page(self._engine.search(body), limit)

        return self._or(ask, lambda: self._database.search(wanted, order, after, limit))

    def count(self, wanted: Wanted) -> Counts:
        """How many fit, and how many would with other values of each filter."""

        def ask() -> Counts:
            return queries.read_counts(self._engine.search(queries.count(wanted)))

        return self._or(ask, lambda: self._database.count(wanted))

    def suggest(self, text: str) -> list[Suggestion]:
        """The database knows shelves, tags and teachers, too, and answers as quickly."""
        return self._database.suggest(text)

    def _or(self, ask: Callable[[], ReplyT], instead: Callable[[], ReplyT]) -> ReplyT:
        try:
            return ask()
        except Unreachable as error:
            log.warning("search.engine_unreachable", error=str(error))
            return instead()


class Search(DependencyProvider):  # type: ignore[misc]  # nameko is untyped
    """Gives each call what searches in its session."""

    def setup(self) -> None:
        """Read once whether there is a search engine."""
        self._elasticsearch = open_engine()

    def get_dependency(self, worker_ctx: Any) -> Callable[[Session], SearchBackend]:  # noqa: ARG002 (nameko's signature)
        """The same for every call."""
        return self.backend

    def backend(self, session: Session) -> SearchBackend:
        """The search engine, or the database alone."""
        if self._elasticsearch is None:
            return PostgresSearch(session)
        return EngineSearch(self._elasticsearch, session)


class SearchEngine(DependencyProvider):  # type: ignore[misc]  # nameko is untyped
    """Gives the timer that feeds it the search engine, or nothing."""

    def setup(self) -> None:
        """Read once whether there is one."""
        self._elasticsearch = open_engine()

    def get_dependency(self, worker_ctx: Any) -> "ElasticsearchEngine | None":  # noqa: ARG002 (nameko's signature)
        """The same for every call."""
        return self._elasticsearch
