"""Counting what the catalogue can be narrowed by.

Each filter is counted under the others but not under itself: who has chosen "music" sees how many
courses there would be in "design". A row that breaks two filters counts nowhere, one that breaks
one filter counts in that filter's facet alone.

With words or tags the matches are counted one by one, but no more than a thousand: beyond that
the counts say "at least", and which of them were met first does not matter. Without, counts by
five properties are kept by triggers, and a hundred thousand courses are as quick as ten.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    Text,
    case,
    cast,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from services.courses.models import CatalogueCount, CatalogueEntry, Tag
from services.courses.repository import searching
from services.courses.searching import Counts, Wanted

COUNTED_MOST = 1000
TAGS_SHOWN = 20
FACETS = ("category", "level", "language", "price_band", "rating_floor")
NAMES = {"price_band": "price", "rating_floor": "rating"}


def conditions(wanted: Wanted, query: Any) -> list[ColumnElement[bool]]:
    """What an entry has to fulfill."""
    broken = _broken(wanted, CatalogueEntry)
    return [*_fixed(wanted, query), *(~condition for condition in broken.values())]


def count(session: Session, wanted: Wanted, query: Any) -> Counts:
    """Everything that is shown beside the list."""
    sampled = query is not None or bool(wanted.tag) or wanted.teacher_id is not None
    counted = _of(session, _entries(wanted, query) if sampled else _kept(wanted), tags=sampled)
    values: dict[str, dict[str, int]] = {name: {} for name in ("tag", *FACETS)}
    for facet, value, number in counted:
        values.setdefault(facet, {})[value] = int(number)
    total = values.pop("total", {}).get("", 0)
    seen = values.pop("seen", {}).get("", 0)
    capped = sampled and seen > COUNTED_MOST
    partial = frozenset(FACETS) | {"tag", "total"} if capped else frozenset()
    if not sampled:
        values["tag"], few = _tags(session, wanted)
        partial |= {"tag"} if few else frozenset()
    shown = {NAMES.get(name, name): found for name, found in values.items()}
    return Counts(total, shown, frozenset(NAMES.get(name, name) for name in partial))


def _fixed(wanted: Wanted, query: Any) -> Iterator[ColumnElement[bool]]:
    """Words, tags and teacher narrow every facet."""
    if query is not None:
        yield searching.by_index(CatalogueEntry.search, query)
    if wanted.tag:
        yield CatalogueEntry.tags.contains(list(wanted.tag))
    if wanted.teacher_id is not None:
        yield CatalogueEntry.teacher_id == wanted.teacher_id


def _broken(wanted: Wanted, table: Any) -> dict[str, ColumnElement[bool]]:
    """For each filter that is set, what breaks it."""
    found = {
        name: getattr(table, name).not_in(values)
        for name, values in zip(
            FACETS, (wanted.category, wanted.level, wanted.language, wanted.price), strict=False
        )
        if values
    }
    if wanted.rating is not None:
        found["rating_floor"] = table.rating_floor < wanted.rating
    return found


def _missed(wanted: Wanted, table: Any) -> tuple[ColumnElement[int], ColumnElement[int]]:
    """Which filters a row breaks, as bits, and how many."""
    bits: ColumnElement[int] = literal(0, Integer)
    number: ColumnElement[int] = literal(0, Integer)
    for facet, broken in _broken(wanted, table).items():
        bits = bits + case((broken, 1 << FACETS.index(facet)), else_=0)
        number = number + case((broken, 1), else_=0)
    return bits, number


def _kept(wanted: Wanted) -> Select[Any]:
    bits, number = _missed(wanted, CatalogueCount)
    columns = [getattr(CatalogueCount, name) for name in FACETS]
    statement = select(*columns, CatalogueCount.courses, bits.label("missed"))
    return statement.where(number <= 1, CatalogueCount.courses > 0)


def _entries(wanted: Wanted, query: Any) -> Select[Any]:
    bits, number = _missed(wanted, CatalogueEntry)
    columns = [getattr(CatalogueEntry, name) for name in FACETS]
    statement = select(
        *columns, CatalogueEntry.tags, literal(1).label("courses"), bits.label("missed")
    ).where(*_fixed(wanted, query))
    if _broken(wanted, CatalogueEntry):
        statement = statement.where(number <= 1)
    return statement.limit(COUNTED_MOST + 1)


def _of(session: Session, rows: Select[Any], *, tags: bool) -> list[Any]:
    """Facet, value and number of courses."""
    matched = rows.cte("matched").prefix_with("MATERIALIZED", dialect="postgresql")
    fits = matched.c.missed == 0
    number = func.sum(matched.c.courses)
    parts: list[Any] = [
        select(literal("total"), literal(""), func.coalesce(number, 0)).where(fits),
        select(literal("seen"), literal(""), func.count()).select_from(matched),
    ]
    for bit, name in enumerate(FACETS):
        column = matched.c[name]
        others = matched.c.missed.op("&")(~(1 << bit)) == 0
        parts.append(
            select(literal(name), cast(column, Text), number).where(others).group_by(column)
        )
    if tags:
        parts.append(_most_used(matched, fits))
    return list(session.execute(union_all(*parts)).all())


def _most_used(matched: Any, fits: ColumnElement[bool]) -> Select[Any]:
    tag = func.unnest(matched.c.tags).label("tag")
    each = select(tag).where(fits).subquery("each")
    number = func.count()
    best = (
        select(literal("tag").label("facet"), each.c.tag, number.label("number"))
        .group_by(each.c.tag)
        .order_by(number.desc(), each.c.tag)
        .limit(TAGS_SHOWN)
        .subquery("best")
    )
    return select(best)


def _tags(session: Session, wanted: Wanted) -> tuple[dict[str, int], bool]:
    """The most used tags, and whether only those of the best courses are counted."""
    if not _broken(wanted, CatalogueEntry):
        used = select(Tag.slug, Tag.course_count).where(Tag.course_count > 0)
        ordered = used.order_by(Tag.course_count.desc(), Tag.slug.desc()).limit(TAGS_SHOWN)
        return {row.slug: row.course_count for row in session.execute(ordered)}, False
    statement = (
        select(CatalogueEntry.tags, literal(0).label("missed"))
        .where(*conditions(wanted, None))
        .limit(COUNTED_MOST + 1)
    )
    matched = statement.cte("matched").prefix_with("MATERIALIZED", dialect="postgresql")
    seen = select(literal("seen"), literal(""), func.count()).select_from(matched)
    both: CompoundSelect[Any] = union_all(seen, _most_used(matched, matched.c.missed == 0))
    rows = list(session.execute(both).all())
    found = {value: number for facet, value, number in rows if facet == "tag"}
    return found, next(row[2] for row in rows if row[0] == "seen") > COUNTED_MOST
