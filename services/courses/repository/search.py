"""Searching the catalogue in PostgreSQL."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    case,
    func,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from contracts.courses.catalogue import Suggestion
from contracts.courses.resources import CourseOrder
from services.common.paging import page
from services.courses.languages import configurations
from services.courses.models import CatalogueCount, CatalogueEntry
from services.courses.repository import facets, searching, suggestions
from services.courses.searching import Counts, Found, Wanted

Entry = CatalogueEntry
RANKED_TITLES = 240
RANKED_OTHERS = 160
"""How many of very many hits are ranked by their text: the best courses among them."""

ORDERS: dict[CourseOrder, list[ColumnElement[Any]]] = {
    CourseOrder.RELEVANCE: [Entry.quality.desc(), Entry.course_id.desc()],
    CourseOrder.NEWEST: [Entry.published_at.desc(), Entry.course_id.desc()],
    CourseOrder.PRICE_LOW: [Entry.price_order.expression, Entry.course_id.expression],
    CourseOrder.PRICE_HIGH: [Entry.price_order.desc(), Entry.course_id.desc()],
    CourseOrder.RATING: [Entry.rating.desc(), Entry.course_id.desc()],
    CourseOrder.POPULAR: [Entry.popularity.desc(), Entry.course_id.desc()],
}


class PostgresSearch:
    """The default: in the same transaction as the courses, so never behind them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def search(self, wanted: Wanted, order: CourseOrder, after: str | None, limit: int) -> Found:
        """A page of what fits."""
        query = self._query(wanted.search)
        statement = select(Entry.course_id).where(*facets.conditions(wanted, query))
        keys = ORDERS[order]
        if query is not None and order is CourseOrder.RELEVANCE:
            best = _best(statement, query).subquery()
            statement = select(best.c.course_id)
            keys = [best.c.rank.desc(), best.c.course_id.desc()]
        rows, following = page(self._session, statement, keys=keys, after=after, limit=limit)
        return Found([row[0] for row in rows], following)

    def count(self, wanted: Wanted) -> Counts:
        """How many fit, and how many would with other values of each filter."""
        return facets.count(self._session, wanted, self._query(wanted.search))

    def suggest(self, text: str) -> list[Suggestion]:
        """What the text may be the beginning of."""
        return suggestions.suggest(self._session, text)

    def correct(self, search: str, *, unfinished: bool = False) -> str:
        """The search with each unknown word replaced by the nearest known one."""
        words = searching.plain_words(search)
        nearest = {
            row.typed: row.word
            for row in self._session.execute(searching.nearest_words(words, unfinished=unfinished))
        }
        return " ".join(nearest.get(word, word) for word in words)

    def _query(self, search: str) -> searching.Query | None:
        if not search:
            return None
        taught = self._session.scalars(select(CatalogueCount.language).distinct())
        return searching.text_query(search, configurations(search, taught))


def _best(statement: Select[Any], query: searching.Query) -> Select[Any]:
    """The hits worth ranking: those in titles first, the others only while those are few."""
    statement = statement.add_columns(Entry.search, Entry.quality).order_by(Entry.quality.desc())
    in_title = Entry.titles.bool_op("@@")(query)
    titles = statement.where(in_title).limit(RANKED_TITLES).cte("titles")
    enough = select(func.count()).select_from(titles).scalar_subquery() >= RANKED_TITLES
    others = statement.where(~in_title).limit(case((enough, 0), else_=RANKED_OTHERS))
    hits = union_all(select(titles), select(others.subquery("others"))).subquery("hits")
    ranked = searching.rank(hits.c.search, query, hits.c.quality)
    return select(hits.c.course_id, ranked.label("rank"))
