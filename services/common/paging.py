"""Keyset pages: stable under inserts and as fast on the last page as on the first."""

import base64
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Select, SQLColumnExpression, and_, or_
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement, UnaryExpression
from sqlalchemy.sql.operators import desc_op

from contracts.errors import Invalid


def page(
    session: Session,
    statement: Select[Any],
    *,
    keys: list[ColumnElement[Any]],
    after: str | None,
    limit: int,
) -> tuple[list[Any], str | None]:
    """One page of *statement* ordered by *keys*, and the cursor of the next page or None.

    *keys* are columns or `column.desc()`; together they are unique. The key columns are added to
    the rows, behind the statement's own columns.
    """
    columns = [_column(key) for key in keys]
    labeled = [column.label(f"page_key_{index}") for index, column in enumerate(columns)]
    statement = statement.add_columns(*labeled).order_by(*keys).limit(limit + 1)
    if after is not None:
        statement = statement.where(_beyond(keys, _read_cursor(after, columns)))
    return _cut(list(session.execute(statement).all()), limit, keys)


def page_of_any(
    session: Session,
    statements: list[Select[Any]],
    *,
    newest: SQLColumnExpression[Any],
    after: str | None,
    limit: int,
) -> tuple[list[Any], str | None]:
    """One page, as of `page`, of the rows that any of the *statements* finds, the highest first.

    Each is asked for no more than a page, so that each can use an index of its own; the planner
    would read the whole table for their conditions joined by OR. *newest* is a unique column.
    """
    keys: list[ColumnElement[Any]] = [newest.desc()]
    found: dict[Any, Any] = {}
    for statement in statements:
        rows, _ = page(session, statement, keys=keys, after=after, limit=limit + 1)
        found |= {row[-1]: row for row in rows}
    return _cut([found[key] for key in sorted(found, reverse=True)], limit, keys)


def _cut(
    rows: list[Any], limit: int, keys: list[ColumnElement[Any]]
) -> tuple[list[Any], str | None]:
    more = len(rows) > limit
    rows = rows[:limit]
    return rows, _write_cursor(rows[-1][-len(keys) :]) if more else None


def _column(key: ColumnElement[Any]) -> ColumnElement[Any]:
    return key.element if isinstance(key, UnaryExpression) else key


def _descending(key: ColumnElement[Any]) -> bool:
    return isinstance(key, UnaryExpression) and key.modifier is desc_op


def _beyond(keys: list[ColumnElement[Any]], values: list[Any]) -> ColumnElement[bool]:
    """Rows that come after *values*: (a > x) or (a = x and b > y) and so on.

    The bound on the first key alone says nothing new, but lets the index start at the right place.
    """
    alternatives = []
    for index, key in enumerate(keys):
        column, value = _column(key), values[index]
        equal = [_column(keys[i]) == values[i] for i in range(index)]
        alternatives.append(and_(*equal, column < value if _descending(key) else column > value))
    first = _column(keys[0])
    bound = first <= values[0] if _descending(keys[0]) else first >= values[0]
    return and_(bound, or_(*alternatives))


def _write_cursor(values: Any) -> str:
    raw = msgspec.json.encode(list(values))
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _read_cursor(cursor: str, columns: list[ColumnElement[Any]]) -> list[Any]:
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        values = msgspec.json.decode(raw, type=list[Any])
        return [_typed(value, column) for value, column in zip(values, columns, strict=True)]
    except (ValueError, TypeError, NotImplementedError, msgspec.DecodeError):
        errors = [{"pointer": "/after", "detail": "Not a cursor of this list."}]
        raise Invalid("The list cannot be continued from there.", {"errors": errors}) from None


def _typed(value: Any, column: ColumnElement[Any]) -> Any:
    wanted = column.type.python_type
    return msgspec.convert(value, wanted) if wanted in {datetime, UUID} else wanted(value)
