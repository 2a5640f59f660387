"""Writes a course as a package into the store."""

import os
from typing import NamedTuple
from uuid import UUID

from contracts.courses.exchange import ExportFormat, Finding
from services.common.storage import FileStore
from services.courses.exchange.cartridge.writing import write_cartridge
from services.courses.exchange.findings import Findings
from services.courses.exchange.olx.writing import write_olx
from services.courses.exchange.tree import Course

WRITERS = {ExportFormat.OLX: write_olx, ExportFormat.COMMON_CARTRIDGE: write_cartridge}


class Making(NamedTuple):
    """A package that was made."""

    size: int
    findings: list[Finding]


def make_package(course: Course, form: ExportFormat, export_id: UUID, store: FileStore) -> Making:
    """The package, whole or not at all; an earlier attempt's is replaced."""
    findings = Findings()
    target = store.path(export_id)
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        WRITERS[form](course, partial, findings, lambda _percent: None)
        size = partial.stat().st_size
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return Making(size, findings.list_all())
