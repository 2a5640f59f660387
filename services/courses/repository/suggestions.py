"""What somebody who is typing may be looking for."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    String,
    bindparam,
    cast,
    func,
    select,
    union,
    union_all,
)
from sqlalchemy.orm import Session

from contracts.courses.catalogue import Suggestion, SuggestionKind
from services.courses.models import LETTERS, Course, SuggestionStart

SHOWN = {
    SuggestionKind.CATEGORY: 2,
    SuggestionKind.TAG: 3,
    SuggestionKind.TEACHER: 2,
    SuggestionKind.COURSE: 6,
}
"""The order in which they are shown, and how many of each."""

START = SuggestionStart
LAST = "\U0010ffff"
"""Stands behind every letter."""

LOOKED_AT = 100
PER_TARGET = 3
"""Rows read for each one shown: words of a title may begin alike."""


def suggest(
    session: Session, text: str, kinds: tuple[SuggestionKind, ...] = ()
) -> list[Suggestion]:
    """The best of each kind that have a word beginning as typed."""
    typed = session.scalar(select(func.search_key(text))) or ""
    if not typed:
        return []
    wanted = kinds or tuple(SHOWN)
    letters = max(length for length in LETTERS if length <= len(typed))
    bound = {
        "typed": typed,
        "first_letters": typed[:letters],
        "pattern": f"{_escaped(typed)}%",
        "end": typed + LAST,
    }
    statement = _statement(wanted, letters, exact=letters == len(typed))
    rows = session.execute(statement, bound).all()
    found = [one for kind in wanted for one in _distinct(kind, rows)]
    return [*_with_addresses(session, found)]


@lru_cache(maxsize=64)
def _statement(
    kinds: tuple[SuggestionKind, ...], letters: int, *, exact: bool
) -> CompoundSelect[Any]:
    """The same for every text of a length; putting it together takes longer than the answer."""
    parts = [_of_kind(kind, letters, exact=exact) for kind in kinds]
    return union_all(*(select(part.subquery()) for part in parts))


def _of_kind(kind: SuggestionKind, letters: int, *, exact: bool) -> Select[Any]:
    """The best that begin as typed.

    Two looks of a bounded length, whatever the number of courses: through the best of those that
    share as many first letters as an index has, and through the first in the alphabet that begin
    exactly so. When an index has just as many letters as were typed, the first look is exact.
    """
    alike = _looked_at(kind, func.left(START.key, letters) == bindparam("first_letters"))
    best = alike.order_by(START.weight.desc()).limit(LOOKED_AT).subquery("best")
    if exact:
        return select(best).limit(SHOWN[kind] * PER_TARGET)
    begins = best.c.key.like(bindparam("pattern"), escape="\\")
    within = (START.key >= bindparam("typed")) & (START.key < bindparam("end"))
    first = _looked_at(kind, within).order_by(START.key).limit(LOOKED_AT).subquery("first")
    either = union(select(best).where(begins), select(first)).subquery("either")
    return select(either).order_by(either.c.weight.desc()).limit(SHOWN[kind] * PER_TARGET)


def _looked_at(kind: SuggestionKind, condition: ColumnElement[bool]) -> Select[Any]:
    columns: tuple[Any, ...] = (START.kind, START.target, START.label, START.weight, START.key)
    return select(*columns).where(START.kind == kind.value, condition)


def _escaped(typed: str) -> str:
    return typed.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _distinct(kind: SuggestionKind, rows: Any) -> list[Suggestion]:
    mine = sorted((row for row in rows if row.kind == kind.value), key=lambda row: -row.weight)
    found = {row.target: row.label for row in mine}
    return [
        Suggestion(kind=kind, target=target, label=label)
        for target, label in list(found.items())[: SHOWN[kind]]
    ]


def _with_addresses(session: Session, found: list[Suggestion]) -> Iterator[Suggestion]:
    """A course is led to by its slug."""
    ids = [one.target for one in found if one.kind is SuggestionKind.COURSE]
    named = select(cast(Course.id, String), Course.slug).where(Course.id.in_(ids))
    slugs = {row[0]: row[1] for row in session.execute(named)} if ids else {}
    for one in found:
        target = slugs.get(one.target, one.target)
        yield Suggestion(kind=one.kind, target=target, label=one.label)
