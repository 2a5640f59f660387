"""Imports and their rows."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.accounts.errors import ImportNotFound
from contracts.accounts.imports import ListImportRows, ListImports, RowFate
from services.accounts import models
from services.accounts.repository.pages import rows_of_page

_IMPORT_LOCK = 20086
"""Held by whoever starts an import, so that the same file is not started twice."""


class ImportRepository:
    """Imports, their rows, and how many of them came how far."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, import_id: UUID) -> models.Import:
        """The import with that id."""
        found = self._session.get(models.Import, import_id)
        if found is None:
            raise ImportNotFound("There is no such import.")
        return found

    def find_running(self, digest: bytes) -> models.Import | None:
        """The import of the same file that is not over; starting one waits for others."""
        self._session.execute(select(func.pg_advisory_xact_lock(_IMPORT_LOCK)))
        table = models.Import
        mine = table.digest == digest, table.finished_at.is_(None)
        return self._session.scalar(select(table).where(*mine))

    def add(self, started: models.Import, rows: list[dict[str, Any]]) -> None:
        """Remember an import with its rows."""
        self._session.add(started)
        self._session.flush()
        self._session.execute(insert(models.ImportRow), rows)

    def take_waiting(self, import_id: UUID, limit: int) -> list[models.ImportRow]:
        """The next rows that wait, locked until the work ends."""
        table = models.ImportRow
        statement = (
            select(table)
            .where(table.import_id == import_id, table.fate == RowFate.WAITING)
            .order_by(table.line)
            .limit(limit)
            .with_for_update()
        )
        return list(self._session.scalars(statement))

    def count(self, import_id: UUID) -> dict[RowFate, int]:
        """How many rows came how far."""
        table = models.ImportRow
        statement = (
            select(table.fate, func.count())
            .where(table.import_id == import_id)
            .group_by(table.fate)
        )
        return {row[0]: row[1] for row in self._session.execute(statement)}

    def list_newest(self, request: ListImports) -> tuple[list[models.Import], str | None]:
        """Imports, newest first."""
        table = models.Import
        keys = [table.started_at.desc(), table.id.desc()]
        return rows_of_page(
            self._session, select(table), keys=keys, after=request.after, limit=request.limit
        )

    def list_rows(self, request: ListImportRows) -> tuple[list[models.ImportRow], str | None]:
        """Rows in the order of the file."""
        table = models.ImportRow
        statement = select(table).where(table.import_id == request.import_id)
        if request.fate is not None:
            statement = statement.where(table.fate == request.fate)
        return rows_of_page(
            self._session, statement, keys=[table.line], after=request.after, limit=request.limit
        )

    def remove_older(self, before: datetime) -> None:
        """Forget imports, and with them their rows, from before a moment."""
        table = models.Import
        self._session.execute(delete(table).where(table.started_at < before))
