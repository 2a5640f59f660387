"""Queries of what a search engine beside the database has to hear."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, cast, delete, func, literal, select, tuple_
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session
from sqlalchemy.types import Text

from services.courses.models import CatalogueEntry, Course, SearchChange, Tag
from services.courses.models.searching import VERSIONS
from services.courses.search_documents import SearchDocument, Tombstone

DESCRIPTION_LETTERS = 4000
TEXTS = ARRAY(Text)
_TAG_NAMES = (
    select(func.coalesce(func.array_agg(Tag.name), cast(literal([], TEXTS), TEXTS)))
    .where(Tag.slug == func.any(CatalogueEntry.tags))
    .correlate(CatalogueEntry)
    .scalar_subquery()
)
_COLUMNS: tuple[Any, ...] = (
    CatalogueEntry.course_id.label("id"),
    Course.title,
    Course.summary,
    func.left(Course.description, DESCRIPTION_LETTERS).label("description"),
    Course.teacher_name,
    _TAG_NAMES.label("tag_names"),
    CatalogueEntry.category,
    CatalogueEntry.level,
    CatalogueEntry.language,
    CatalogueEntry.teacher_id,
    CatalogueEntry.tags,
    CatalogueEntry.price_order,
    CatalogueEntry.price_band,
    CatalogueEntry.rating_floor,
    CatalogueEntry.published_at,
    CatalogueEntry.rating,
    CatalogueEntry.popularity,
    CatalogueEntry.quality,
)
DOCUMENTS: Select[Any] = select(*_COLUMNS).join(Course, Course.id == CatalogueEntry.course_id)

Change = SearchDocument | Tombstone


class SearchDocumentRepository:
    """Entries of the catalogue as documents, and the queue of those that changed."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def next_changes(self, limit: int) -> list[Change]:
        """The oldest changes that were not sent yet, each as its course is now."""
        oldest = select(SearchChange).order_by(SearchChange.version).limit(limit)
        waiting = {row.course_id: row.version for row in self._session.scalars(oldest)}
        return self._changes(waiting)

    def settle(self, sent: Sequence[Change]) -> None:
        """Forget changes that were sent; what changed again meanwhile has a newer version."""
        pairs = [(change.id, change.version) for change in sent]
        if pairs:
            known = tuple_(SearchChange.course_id, SearchChange.version)
            self._session.execute(delete(SearchChange).where(known.in_(pairs)))

    def changes_of(self, course_ids: Sequence[UUID]) -> list[Change]:
        """Courses as they are now, newer than anything sent before."""
        return self._changes({id_: self._next_version() for id_ in course_ids})

    def batches(self, size: int) -> Iterator[list[Change]]:
        """Every entry, a batch at a time, in the order of ids."""
        after: UUID | None = None
        while True:
            ids = select(CatalogueEntry.course_id).order_by(CatalogueEntry.course_id).limit(size)
            if after is not None:
                ids = ids.where(CatalogueEntry.course_id > after)
            found = list(self._session.scalars(ids))
            if not found:
                return
            yield self.changes_of(found)
            after = found[-1]

    def _changes(self, versions: dict[UUID, int]) -> list[Change]:
        rows = self._session.execute(DOCUMENTS.where(CatalogueEntry.course_id.in_(versions)))
        found = {row.id: row for row in rows}
        return [
            _document(found[id_], version) if id_ in found else Tombstone(id_, version)
            for id_, version in versions.items()
        ]

    def _next_version(self) -> int:
        return int(self._session.execute(select(VERSIONS.next_value())).scalar_one())


def _document(row: Any, version: int) -> SearchDocument:
    return SearchDocument(version=version, **row._mapping)  # noqa: SLF001 (SQLAlchemy's public name)
