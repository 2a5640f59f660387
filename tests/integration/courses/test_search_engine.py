"""Elasticsearch before the database: the same searches, fed from the queue, and not needed."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from contracts.courses.resources import CourseOrder, CourseStatus, Level
from services.common.context import CallContext
from services.common.desk import Desk
from services.common.work import UnitOfWork
from services.courses import models
from services.courses.config import SearchSettings
from services.courses.integrations.elasticsearch import ElasticsearchEngine
from services.courses.integrations.search import EngineSearch
from services.courses.repository.search import PostgresSearch
from services.courses.repository.search_documents import SearchDocumentRepository
from services.courses.searching import SearchBackend, Wanted
from services.courses.use_cases.indexing import feed, reindex
from tests.factories.courses import add_course
from tests.factories.reviews import add_reviews, add_tags
from tests.simulators.elastic.server import serving
from tests.simulators.elastic.store import Store

pytestmark = pytest.mark.postgres

Begin = Callable[[], AbstractContextManager[UnitOfWork]]
RELEVANCE = CourseOrder.RELEVANCE


@pytest.fixture
def elastic() -> Iterator[tuple[str, Store]]:
    with serving() as found:
        yield found


@pytest.fixture
def store(elastic: tuple[str, Store]) -> Store:
    return elastic[1]


@pytest.fixture
def searcher(elastic: tuple[str, Store]) -> ElasticsearchEngine:
    return ElasticsearchEngine(SearchSettings(elasticsearch_address=elastic[0]))


@pytest.fixture
def begin(engine: Engine) -> Begin:
    return Desk(engine, models.bookkeeping, lambda: CallContext(correlation_id="test")).begin


@pytest.fixture
def shelf(session: Session) -> None:
    oud = add_course(session, title="Oud for beginners", category="music", language="ar")
    add_course(session, title="Guitar songs", category="music", price_amount=1500)
    add_course(session, title="Café drawing", category="design", level=Level.ADVANCED)
    add_course(session, title="Drawing", status=CourseStatus.DRAFT)
    add_tags(session, oud, {"strings": "Strings"})
    add_reviews(session, oud, [5, 5])


@pytest.fixture(params=["postgres", "elasticsearch"])
def backend(
    request: pytest.FixtureRequest,
    session: Session,
    searcher: ElasticsearchEngine,
    begin: Begin,
    shelf: None,
) -> SearchBackend:
    if request.param == "postgres":
        return PostgresSearch(session)
    feed(begin, searcher)
    return EngineSearch(searcher, session)


def titles(session: Session, ids: list[Any]) -> list[str]:
    found = select(models.Course.id, models.Course.title).where(models.Course.id.in_(ids))
    named = {row.id: row.title for row in session.execute(found)}
    return [named[id_] for id_ in ids]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(search="guitar"), {"Guitar songs"}),
        (Wanted(search="guit"), {"Guitar songs"}),
        (Wanted(search="cafe"), {"Café drawing"}),
        (Wanted(search="songs guitar"), {"Guitar songs"}),
        (Wanted(search="strings"), {"Oud for beginners"}),
        (Wanted(search="zither"), set()),
        (Wanted(category=("music",)), {"Oud for beginners", "Guitar songs"}),
        (Wanted(level=("advanced", "intermediate")), {"Café drawing"}),
        (Wanted(tag=("strings",)), {"Oud for beginners"}),
        (Wanted(price=("free",)), {"Oud for beginners", "Café drawing"}),
        (Wanted(rating=4), {"Oud for beginners"}),
        (Wanted(search="drawing", category=("music",)), set()),
    ],
)
def test_both_find_the_same(
    backend: SearchBackend, session: Session, wanted: Wanted, expected: set[str]
) -> None:
    found = backend.search(wanted, RELEVANCE, None, 10)

    assert set(titles(session, found.ids)) == expected


@pytest.mark.parametrize("order", list(CourseOrder))
def test_pages_join_without_a_gap_in_every_order(
    backend: SearchBackend, session: Session, order: CourseOrder
) -> None:
    first = backend.search(Wanted(), order, None, 2)
    second = backend.search(Wanted(), order, first.next, 2)

    assert (len(first.ids), len(second.ids), second.next) == (2, 1, None)
    assert len(set(first.ids + second.ids)) == 3


def test_both_count_each_facet_under_the_others(backend: SearchBackend) -> None:
    counts = backend.count(Wanted(category=("music",), price=("free",)))

    assert counts.total == 1
    assert counts.values["category"] == {"music": 1, "design": 1}
    assert counts.values["price"] == {"free": 1, "low": 1}
    assert counts.values["tag"] == {"strings": 1}


def test_the_queue_is_sent_once_and_deletions_too(
    session: Session, begin: Begin, searcher: ElasticsearchEngine, store: Store, shelf: None
) -> None:
    feed(begin, searcher)
    assert waiting(session) == 0
    assert len(live(store)) == 3

    course = session.scalars(select(models.Course).where(models.Course.title == "Guitar songs"))
    course.one().live = False
    session.commit()
    feed(begin, searcher)

    assert len(live(store)) == 2


def test_a_refused_document_is_tried_again_and_holds_no_other_up(
    session: Session, begin: Begin, searcher: ElasticsearchEngine, store: Store
) -> None:
    bad, good = add_course(session), add_course(session)
    store.refused = {str(bad.id)}

    feed(begin, searcher)
    assert live(store) == {str(good.id)}
    assert waiting(session) == 1

    store.refused = set()
    feed(begin, searcher)
    assert live(store) == {str(bad.id), str(good.id)}


def test_what_arrives_late_does_not_undo_what_is_newer(
    session: Session, begin: Begin, searcher: ElasticsearchEngine, store: Store
) -> None:
    course = add_course(session, title="Old title")
    with begin() as work:
        old = SearchDocumentRepository(work.session).next_changes(10)
    course.title = "New title"
    session.commit()
    feed(begin, searcher)

    searcher.send(old)

    ((_, source),) = store.index_of("academy-courses").values()
    assert source["title"] == "New title"


def test_reindexing_fills_a_new_index_and_drops_the_old_one(
    session: Session, begin: Begin, searcher: ElasticsearchEngine, store: Store, shelf: None
) -> None:
    feed(begin, searcher)
    before = set(store.indices)
    store.index_of("academy-courses").clear()

    assert reindex(begin, searcher) == 3

    assert len(live(store)) == 3
    assert len(store.indices) == 1
    assert set(store.indices) == before or not before & set(store.indices)


def test_without_the_engine_the_database_searches_and_the_log_says_so(
    session: Session, shelf: None, begin: Begin
) -> None:
    settings = SearchSettings(elasticsearch_address="http://127.0.0.1:9", elasticsearch_seconds=0.2)
    away = ElasticsearchEngine(settings)

    with capture_logs() as logs:
        found = EngineSearch(away, session).search(Wanted(search="guitar"), RELEVANCE, None, 5)
        feed(begin, away)

    assert titles(session, found.ids) == ["Guitar songs"]
    assert {entry["event"] for entry in logs} == {"search.engine_unreachable", "search.not_fed"}
    assert waiting(session) == 3


def waiting(session: Session) -> int:
    """How many changes were not sent yet."""
    session.expire_all()
    return session.scalar(select(func.count()).select_from(models.SearchChange)) or 0


def live(store: Store) -> set[str]:
    """Ids of the documents that are found."""
    held = store.index_of("academy-courses").items()
    return {key for key, (_, source) in held if source is not None}
