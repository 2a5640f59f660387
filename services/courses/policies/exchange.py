"""Rules of imports and exports."""

from datetime import timedelta

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


def ensure_free(*, running: bool) -> None:
    """A course is written by one import at a time."""
    if running:
        raise ImportRunning("An import into this course is running. Wait until it is done.")


def name_of_package(slug: str, form: ExportFormat) -> str:
    """What the package is called."""
    return f"{slug}{ENDINGS[form]}"
