"""Rows like other rows, which refer to the copies of what the first refer to."""

import re
from typing import Any, TypeVar
from uuid import UUID

from services.common.database import new_id
from services.courses.models import Base

Ids = dict[UUID, UUID]
RowT = TypeVar("RowT", bound=Base)

ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
COMPUTED = {"search"}


def new_ids(*rows: Any) -> Ids:
    """A new id for each of the rows, by the one it has."""
    return {row.id: new_id() for row in rows}


def copy_row(row: RowT, ids: Ids, **changes: Any) -> RowT:
    """A row with the same values; whatever has a new id is called by it."""
    names = [column.key for column in row.__mapper__.column_attrs if column.key not in COMPUTED]
    values = {name: renewed(getattr(row, name), ids) for name in names}
    return type(row)(**{**values, **changes})


def renewed(value: Any, ids: Ids) -> Any:
    """A value in which every id that has a new one is the new one, inside of texts and JSON too."""
    if isinstance(value, UUID):
        return ids.get(value, value)
    if isinstance(value, list):
        return [renewed(item, ids) for item in value]
    if isinstance(value, dict):
        return {key: renewed(item, ids) for key, item in value.items()}
    if type(value) is str:
        return ID.sub(lambda found: str(ids.get(UUID(found[0]), found[0])), value)
    return value
