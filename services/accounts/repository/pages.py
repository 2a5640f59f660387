"""Pages of one kind of row."""

from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from services.common.paging import page


def rows_of_page(
    session: Session,
    statement: Select[Any],
    *,
    keys: list[Any],
    after: str | None,
    limit: int,
) -> tuple[list[Any], str | None]:
    """The first column of each row, without the key columns that come with it."""
    rows, following = page(session, statement, keys=keys, after=after, limit=limit)
    return [row[0] for row in rows], following
