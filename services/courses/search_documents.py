"""A course as a search engine keeps it."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import msgspec


class SearchDocument(NamedTuple):
    """What a course is found, filtered, counted and ordered by."""

    id: UUID
    version: int
    title: str
    summary: str
    description: str
    teacher_name: str
    tag_names: list[str]
    category: str
    level: str
    language: str
    teacher_id: UUID
    tags: list[str]
    price_order: int
    price_band: str
    rating_floor: int
    published_at: datetime
    rating: float
    popularity: float
    quality: float

    def as_source(self) -> dict[str, Any]:
        """The fields as JSON has them; the id and the version stand beside."""
        fields = self._asdict()
        del fields["id"], fields["version"]
        source: dict[str, Any] = msgspec.to_builtins(fields)
        return source


class Tombstone(NamedTuple):
    """A course that has left the catalogue."""

    id: UUID
    version: int
