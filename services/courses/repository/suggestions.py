"""What somebody who is typing may be looking for."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, func, select, union, union_all
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
    parts = [_of_kind(kind, typed) for kind in kinds or tuple(SHOWN)]
    rows = session.execute(union_all(*(select(part.subquery()) for part in parts))).all()
    found = [one for kind in kinds or tuple(SHOWN) for one in _distinct(kind, rows)]
    return [*_with_addresses(session, found)]


def _of_kind(kind: SuggestionKind, typed: str) -> Select[Any]:
    """The best that begin as typed.

    Two looks of a bounded length, whatever the number of courses: through the best of those that
    share as many first letters as an index has, and through the first in the alphabet that begin
    exactly so. When an index has just as many letters as were typed, the first look is exact.
    """
    letters = max(length for length in LETTERS if length <= len(typed))
    alike = _looked_at(kind, func.left(START.key, letters) == typed[:letters])
    best = alike.order_by(START.weight.desc()).limit(LOOKED_AT).subquery("best")
    begins = best.c.key.like(f"{_escaped(typed)}%", escape="\\")
    if letters == len(typed):
        return select(best).limit(SHOWN[kind] * PER_TARGET)
    exact = _looked_at(kind, (START.key >= typed) & (START.key < typed + LAST))
    first = exact.order_by(START.key).limit(LOOKED_AT).subquery("first")
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
