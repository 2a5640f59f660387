"""Conversations about people who come in a file."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from msgspec import Meta

from contracts.base import Command, Event, Message, Query
from contracts.types import Cursor, Page, PageSize

Spreadsheet = Annotated[bytes, Meta(max_length=700_000)]
FileName = Annotated[str, Meta(min_length=1, max_length=200)]


class RowFate(StrEnum):
    """What becomes of a row: it is ready or waits, it is done, or it is left out."""

    READY = "ready"
    WAITING = "waiting"
    INVITED = "invited"
    KNOWN = "known"
    WRONG = "wrong"


class ImportRow(Message, frozen=True, kw_only=True):
    """One row of the file; `line` is its line there, `problems` say why it is left out."""

    line: int
    email: str
    name: str
    role: str
    locale: str
    fate: RowFate
    problems: list[str] = []
    warnings: list[str] = []


class ImportReport(Message, frozen=True, kw_only=True):
    """What an import of the file would do; with `refusals` it cannot be imported at all.

    `rows` are those that need a look and then the first of the others, 500 at most.
    """

    total: int
    ready: int
    known: int
    wrong: int
    warned: int
    refusals: list[str]
    notes: list[str]
    rows: list[ImportRow]


class Import(Message, frozen=True, kw_only=True):
    """An import, under way or over."""

    id: UUID
    file_name: str
    started_by_name: str
    started_at: datetime
    finished_at: datetime | None
    total: int
    waiting: int
    invited: int
    known: int
    wrong: int


class CheckImport(Query[ImportReport], frozen=True, kw_only=True):
    """What an import of this file would do; nothing is stored."""

    service: ClassVar[str] = "accounts"

    content: Spreadsheet


class StartImport(Command[Import], frozen=True, kw_only=True):
    """Invite everybody whose row is in order; the same file again finds nobody new."""

    service: ClassVar[str] = "accounts"

    content: Spreadsheet
    file_name: FileName


class GetImport(Query[Import], frozen=True, kw_only=True):
    """How far an import is."""

    service: ClassVar[str] = "accounts"

    import_id: UUID


class ListImports(Query[Page[Import]], frozen=True, kw_only=True):
    """Imports, newest first."""

    service: ClassVar[str] = "accounts"

    after: Cursor | None = None
    limit: PageSize = 50


class ListImportRows(Query[Page[ImportRow]], frozen=True, kw_only=True):
    """What became of each row, in the order of the file."""

    service: ClassVar[str] = "accounts"

    import_id: UUID
    fate: RowFate | None = None
    after: Cursor | None = None
    limit: PageSize = 50


class ImportContinued(Event, frozen=True, kw_only=True):
    """The next rows of an import are due."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.import.continued.v1"

    import_id: UUID


class ImportProgressed(Event, frozen=True, kw_only=True):
    """An import has come further, or to its end."""

    source: ClassVar[str] = "accounts"
    event_type: ClassVar[str] = "accounts.import.progressed.v1"
    optional: ClassVar[bool] = True

    import_id: UUID
    waiting: int
