"""How imports and exports are told."""

from dataclasses import dataclass
from uuid import UUID

import msgspec

from contracts.courses.exchange import (
    CourseExport,
    CourseImport,
    ExchangeCounts,
    ExchangeProblem,
    ExchangeState,
    Finding,
)
from services.common.work import UnitOfWork
from services.courses import models
from services.courses.links import FileLinks
from services.courses.policies import exchange

SHARED = ("id", "course_id", "state", "progress", "file_name", "created_at", "finished_at")


@dataclass
class StoredPackage:
    """A package as addresses of files are made of it."""

    id: UUID
    name: str
    media_type: str
    size: int


def to_import(job: models.CourseImport) -> CourseImport:
    """An import and what came of it."""
    return CourseImport(
        **{name: getattr(job, name) for name in SHARED},
        format=job.format,
        counts=msgspec.convert(job.counts, ExchangeCounts | None),
        findings=msgspec.convert(job.findings, list[Finding]),
        problem=msgspec.convert(job.problem, ExchangeProblem | None),
    )


def to_export(work: UnitOfWork, links: FileLinks, job: models.CourseExport) -> CourseExport:
    """An export, with an address for some hours once it is done."""
    package = StoredPackage(job.id, job.file_name, exchange.MEDIA_TYPES[job.format], job.size)
    is_done = job.state is ExchangeState.DONE
    return CourseExport(
        **{name: getattr(job, name) for name in SHARED},
        format=job.format,
        size=job.size,
        url=links.file(package, work.now).url if is_done else None,
        findings=msgspec.convert(job.findings, list[Finding]),
        problem=msgspec.convert(job.problem, ExchangeProblem | None),
    )
