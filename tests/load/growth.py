"""Rows on growth: searching, counting facets and suggesting at 1,000 and at 100,000 courses.

Both databases are filled by the demo's generator; the larger one then gets further groups of the
same courses with other teachers, languages and figures. What the service does for a request is done
here in this process, in turns on both, so that both meet the same machine.
"""

import itertools
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from alembic import command
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.orm import Session

from contracts.base import Query
from contracts.courses.catalogue import ListCourses, ListFacets, Suggest
from services.common.context import CallContext
from services.common.desk import Desk
from services.common.migrations import configuration
from services.common.settings import database_url
from services.common.work import UnitOfWork
from services.courses import models
from services.courses.demo.generated import CHUNK, add_chunk
from services.courses.demo.people import add_people
from services.courses.links import FileLinks
from services.courses.repository.search import PostgresSearch
from services.courses.use_cases import catalogue
from tests.databases import fresh_database
from tests.load.report import Row
from tests.load.stats import quantile

SMALL, LARGE = 1_000, 100_000
ROUNDS = 40
MOST_GROWTH = 1.5
SUGGESTION_MS = 50.0
REQUESTS: dict[str, list[Query[Any]]] = {
    "Search": [
        ListCourses(search=words)
        for words in ("piano", "python", "step by step", "machine learn", "begginers drums", "café")
    ],
    "Browsing with filters": [
        ListCourses(category="music,design", level="beginner"),
        ListCourses(language="en", price="free"),
    ],
    "Facets": [
        ListFacets(),
        ListFacets(category="music", price="paid"),
        ListFacets(search="piano"),
        ListFacets(search="beginners", rating=4),
    ],
    "Suggestions": [
        Suggest(text=typed)
        for typed in ("p", "pi", "pian", "beginn", "advanced m", "teacher", "mus", "piona")
    ],
}
COPY = """
INSERT INTO courses (id, slug, title, summary, description, description_html, category, level,
  language, teacher_id, teacher_name, price_amount, price_currency, price_order, status, outline,
  lesson_count, duration_minutes, review_note, created_at, submitted_at, published_at, tags,
  student_count, rating_count, rating_total, live, publishes_itself, taken_down, revision_id,
  revision_number)
SELECT gen_random_uuid(), slug || '-g' || :number, title || ', group ' || :number, summary,
  description, description_html, category, level,
  (ARRAY['en', 'en', 'en', 'de', 'es', 'ar'])[1 + (random() * 5)::int],
  md5(((random() * 4000)::int)::text)::uuid, teacher_name || ' ' || (random() * 40)::int,
  price_amount, price_currency, price_order, status, outline, lesson_count, duration_minutes,
  review_note, created_at, submitted_at, published_at - random() * interval '900 days', tags,
  (random() ^ 4 * 3000)::int, 20, (50 + random() * 50)::int, live, publishes_itself, taken_down,
  revision_id, revision_number
FROM (SELECT * FROM courses WHERE slug !~ '-g[0-9]+$' ORDER BY id LIMIT :missing) AS original
"""


def measure(seconds: float) -> list[Row]:
    """Fill both databases, then ask each in turn."""
    with _filled(SMALL) as small, _filled(LARGE) as large:
        return compare(small, large)


def compare(small: Engine, large: Engine) -> list[Row]:
    """A row for each kind of request; *large* may take half as long again."""
    return [_row(name, requests, small, large) for name, requests in REQUESTS.items()]


def _row(name: str, requests: list[Query[Any]], small: Engine, large: Engine) -> Row:
    times: dict[Engine, list[float]] = {small: [], large: []}
    for _, request, engine in itertools.product(range(ROUNDS), requests, (small, large)):
        started = time.perf_counter()
        _answer(engine, request)
        times[engine].append((time.perf_counter() - started) * 1000)
    before, after = (quantile(sorted(times[engine]), 0.95) for engine in (small, large))
    met = after <= MOST_GROWTH * before and (name != "Suggestions" or after < SUGGESTION_MS)
    return Row(
        name=f"{name} at {LARGE:,} courses",
        unit="ms, p95",
        ours=after,
        reference=before,
        against=f"at {SMALL:,} courses",
        budget="≤ 1.5x" + (", < 50 ms" if name == "Suggestions" else ""),
        met=met,
        notes=f"{len(requests)} requests, {ROUNDS} rounds, both sizes in turn, one caller",
    )


def _answer(engine: Engine, request: Query[Any]) -> None:
    context = CallContext(correlation_id="bench")
    desk = Desk(engine, models.bookkeeping, lambda: context)
    desk.answer(request, _ANSWERS[type(request)])


def _search(work: UnitOfWork) -> PostgresSearch:
    return PostgresSearch(work.session)


_LINKS = FileLinks("b" * 40)
_ANSWERS: dict[type[Query[Any]], Callable[[UnitOfWork, Any], Any]] = {
    ListCourses: lambda work, asked: catalogue.list_courses(work, _LINKS, _search(work), asked),
    ListFacets: lambda work, asked: catalogue.list_facets(work, _search(work), asked),
    Suggest: lambda work, asked: catalogue.suggest(work, _search(work), asked),
}


@contextmanager
def _filled(courses: int) -> Iterator[Engine]:
    os.environ.setdefault("POSTGRES_URL", database_url("courses"))
    with fresh_database("growth") as url:
        command.upgrade(configuration("courses", url), "head")
        engine = create_engine(url)
        _generate(engine, min(courses, SMALL))
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            _multiply(connection, courses)
            connection.execute(text("VACUUM ANALYZE"))
        yield engine
        engine.dispose()


def _generate(engine: Engine, courses: int) -> None:
    desk = Desk(engine, models.bookkeeping, lambda: CallContext(correlation_id="bench"))
    with desk.begin() as work:
        names = add_people(work)
    for start in range(0, courses, CHUNK):
        with desk.begin() as work:
            add_chunk(work, names, 1, range(start, min(start + CHUNK, courses)))


def _multiply(connection: Connection, courses: int) -> None:
    for group in itertools.count(1):
        missing = courses - _count(connection)
        if missing <= 0:
            return
        connection.execute(text(COPY), {"number": str(group), "missing": missing})


def _count(connection: Connection) -> int:
    with Session(connection) as session:
        return session.query(models.Course).count()
