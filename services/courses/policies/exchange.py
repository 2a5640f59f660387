"""Rules of imports and exports."""

from collections.abc import Container, Sequence
from datetime import timedelta
from typing import Protocol, TypeVar
from uuid import UUID

from contracts.courses.errors import ImportRunning
from contracts.courses.exchange import ExportFormat

LEASE = timedelta(minutes=15)
"""Longer than reading the largest package takes; a worker that died is replaced after it."""

AGAIN = timedelta(minutes=1)
MOST_ATTEMPTS = 3
KEPT = timedelta(days=7)
MEDIA_TYPES = {
    ExportFormat.OLX: "application/gzip",
    ExportFormat.COMMON_CARTRIDGE: "application/zip",
}
ENDINGS = {ExportFormat.OLX: ".tar.gz", ExportFormat.COMMON_CARTRIDGE: ".imscc"}


class Node(Protocol):
    """A module, a topic or a lesson."""

    @property
    def id(self) -> UUID:
        """Which it is."""


NodeT = TypeVar("NodeT", bound=Node)


def ensure_free(*, running: bool) -> None:
    """A course is written by one import at a time."""
    if running:
        raise ImportRunning("An import into this course is running. Wait until it is done.")


def name_of_package(slug: str, form: ExportFormat) -> str:
    """What the package is called."""
    return f"{slug}{ENDINGS[form]}"


def woven(
    current: Sequence[NodeT], wanted: Sequence[NodeT], placed: Container[UUID]
) -> list[NodeT]:
    """A row as an import wants it, in which what it did not bring stays after what it followed."""
    row, before = list(wanted), None
    for node in current:
        if node.id not in placed:
            row.insert(0 if before is None else _index(row, before) + 1, node)
            before = node.id
        elif any(node.id == one.id for one in wanted):
            before = node.id
    return row


def _index(row: Sequence[Node], node_id: UUID) -> int:
    return next(at for at, node in enumerate(row) if node.id == node_id)
