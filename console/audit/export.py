"""The audit log as a CSV file on this machine."""

import asyncio
import csv
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TextIO

from msgspec.structs import replace

from contracts.accounts.audit import ExportAuditEntries
from contracts.accounts.messages import AuditEntry
from contracts.errors import TooMany
from contracts.spreadsheets import AUDIT_HEADER, audit_row
from contracts.types import Page

_OWNER_ONLY = 0o600
_LONGEST_PAUSE_SECONDS = 60


class Exporting(Protocol):
    """What an export asks of the gateway."""

    async def export_audit_entries(self, request: ExportAuditEntries) -> Page[AuditEntry]:
        """One page of what is taken along."""


async def export_to(
    path: Path, gateway: Exporting, request: ExportAuditEntries, tell: Callable[[int], object]
) -> int:
    """Write all entries of the choice and say how many."""
    with _new_file(path) as file:
        return await _write(file, gateway, request, tell)


@contextmanager
def _new_file(path: Path) -> Iterator[TextIO]:
    """A file that was not there, for its owner alone; half written it is removed."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    try:
        with os.fdopen(descriptor, "w", newline="", encoding="utf-8") as file:
            yield file
    except BaseException:
        path.unlink()
        raise


async def _write(
    file: TextIO, gateway: Exporting, request: ExportAuditEntries, tell: Callable[[int], object]
) -> int:
    writer = csv.writer(file)
    writer.writerow(AUDIT_HEADER)
    written = 0
    while True:
        page = await _patiently(gateway, request)
        writer.writerows(audit_row(entry) for entry in page.items)
        written += len(page.items)
        tell(written)
        if page.next is None:
            return written
        request = replace(request, after=page.next)


async def _patiently(gateway: Exporting, request: ExportAuditEntries) -> Page[AuditEntry]:
    """A page; told to slow down, wait as long as the gateway says."""
    while True:
        try:
            return await gateway.export_audit_entries(request)
        except TooMany as refusal:
            seconds = int(refusal.extra.get("retry_after") or 1)
            await asyncio.sleep(min(seconds, _LONGEST_PAUSE_SECONDS))
