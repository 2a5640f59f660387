"""The lines of an import that were left out, as a file that can be mended and imported again."""

import csv
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol
from uuid import UUID

from msgspec.structs import replace

from console.people_files.words import remarks
from console.saving import new_file, patiently
from console.text import safe_line
from contracts.accounts.imports import ImportRow, ListImportRows, RowFate
from contracts.spreadsheets import inert_cell
from contracts.types import Page

LEFT_OUT = (RowFate.WRONG, RowFate.KNOWN)
HEADER = ("email", "name", "role", "language", "line", "state", "why")
"""The first four are what an import reads; it says of the others that it does not."""
_PAGE = 100


_LONGEST_STEM_BYTES = 160
"""With what is written behind it, it is a name that every file system takes."""


def suggested_name(file_name: str, at: datetime) -> str:
    """A name for the lines that were left out of a file, at a time that tells it from others."""
    stem = safe_line(Path(file_name).stem).encode()[:_LONGEST_STEM_BYTES].decode(errors="ignore")
    return f"{stem}-left-out-{at:%Y-%m-%d-%H%M%S}.csv"


class Rows(Protocol):
    """What this asks of the gateway."""

    async def list_import_rows(self, request: ListImportRows) -> Page[ImportRow]:
        """One page of what became of the rows."""


async def save_left_out(
    path: Path, gateway: Rows, import_id: UUID, tell: Callable[[int], object]
) -> int:
    """Write the lines in the order of the file and say how many."""
    with new_file(path) as file:
        found: list[ImportRow] = []
        for fate in LEFT_OUT:
            await _gather(found, gateway, ListImportRows(import_id=import_id, fate=fate), tell)
        found.sort(key=lambda row: row.line)
        csv.writer(file).writerows([HEADER, *_lines(found)])
        return len(found)


async def _gather(
    found: list[ImportRow], gateway: Rows, request: ListImportRows, tell: Callable[[int], object]
) -> None:
    request = replace(request, limit=_PAGE)
    while True:
        page = await patiently(partial(gateway.list_import_rows, request))
        found += page.items
        tell(len(found))
        if page.next is None:
            return
        request = replace(request, after=page.next)


def _lines(rows: list[ImportRow]) -> Iterator[list[str]]:
    for row in rows:
        cells = (row.email, row.name, row.role, row.locale, str(row.line), row.fate, remarks(row))
        yield [inert_cell(cell) for cell in cells]
