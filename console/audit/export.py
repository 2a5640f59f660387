"""The audit log as a CSV file on this machine."""

import csv
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol, TextIO

from msgspec.structs import replace

from console.saving import new_file, patiently
from contracts.accounts.audit import ExportAuditEntries
from contracts.accounts.messages import AuditEntry
from contracts.spreadsheets import AUDIT_HEADER, audit_row
from contracts.types import Page


class Exporting(Protocol):
    """What an export asks of the gateway."""

    async def export_audit_entries(self, request: ExportAuditEntries) -> Page[AuditEntry]:
        """One page of what is taken along."""


async def export_to(
    path: Path, gateway: Exporting, request: ExportAuditEntries, tell: Callable[[int], object]
) -> int:
    """Write all entries of the choice and say how many."""
    with new_file(path) as file:
        return await _write(file, gateway, request, tell)


async def _write(
    file: TextIO, gateway: Exporting, request: ExportAuditEntries, tell: Callable[[int], object]
) -> int:
    writer = csv.writer(file)
    writer.writerow(AUDIT_HEADER)
    written = 0
    while True:
        page = await patiently(partial(gateway.export_audit_entries, request))
        writer.writerows(audit_row(entry) for entry in page.items)
        written += len(page.items)
        tell(written)
        if page.next is None:
            return written
        request = replace(request, after=page.next)
