"""Searching the catalogue in PostgreSQL."""

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    Text,
    case,
    cast,
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
FEW = 3000
"""So many hits are gathered from the index of words; of more, the best courses are met soon."""
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
            best = _best(wanted, query).subquery()
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
        known = configurations(search, taught)
        some, none = searching.readings(search, known), searching.exclusions(search, known)
        texts = (cast(part, Text) for part in (*some, *none))
        read = self._session.execute(select(*texts)).one()
        return searching.written_query(read[: len(some)], read[len(some) :])


def _best(wanted: Wanted, query: searching.Query) -> Select[Any]:
    """The hits worth ranking: those in titles first, the others only while those are few.

    Of a word that many titles have the best courses are met soon in the order of quality; going
    through all courses in that order for a word that hardly any has would take long.
    """
    fits, best = facets.conditions(wanted, None), Entry.quality.desc()
    entries = select(Entry.course_id, Entry.search, Entry.quality).where(*fits).order_by(best)
    excluded = [Entry.search.bool_op("@@")(query)] if searching.excludes(wanted.search) else []
    often = searching.is_frequent(Entry.titles, query, fits, RANKED_TITLES)
    met_titles = entries.where(searching.one_by_one(Entry.titles, query), *excluded)
    found_titles = entries.where(searching.by_index(Entry.titles, query), *excluded)
    in_title = union_all(
        select(met_titles.limit(case((often, RANKED_TITLES), else_=0)).subquery("met_titles")),
        select(found_titles.limit(case((often, 0), else_=RANKED_TITLES)).subquery("found_titles")),
    ).cte("titles")
    others = entries.where(~Entry.titles.bool_op("@@")(query))
    indexed = others.order_by(None).where(searching.by_index(Entry.search, query)).limit(FEW + 1)
    some = indexed.cte("some").prefix_with("MATERIALIZED", dialect="postgresql")
    enough, few = _number(in_title) >= RANKED_TITLES, _number(some) <= FEW
    picked = select(some).order_by(some.c.quality.desc())
    picked = picked.limit(case((enough | ~few, 0), else_=RANKED_OTHERS))
    met = others.where(searching.one_by_one(Entry.search, query))
    met = met.limit(case((enough | few, 0), else_=RANKED_OTHERS))
    hits = union_all(
        select(in_title), select(picked.subquery("picked")), select(met.subquery("met"))
    ).subquery("hits")
    ranked = searching.rank(hits.c.search, query, hits.c.quality)
    return select(hits.c.course_id, ranked.label("rank"))


def _number(rows: CTE) -> ColumnElement[int]:
    return select(func.count()).select_from(rows).scalar_subquery()
