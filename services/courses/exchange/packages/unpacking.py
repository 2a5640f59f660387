"""Unpacks a package into a fresh folder, file by file and never larger than it may be."""

from pathlib import Path

from contracts.courses.errors import PackageUnreadable
from services.courses.exchange.packages.limits import Gauge, Limits
from services.courses.exchange.packages.sink import Sink
from services.courses.exchange.packages.tarred import unpack_tar
from services.courses.exchange.packages.zipped import unpack_zip

ZIP_MAGIC, GZIP_MAGIC = b"PK\x03\x04", b"\x1f\x8b"


def unpack(package: Path, root: Path, limits: Limits | None = None) -> None:
    """Unpack a ZIP or a .tar.gz into *root*, which exists and is empty."""
    with package.open("rb") as file:
        magic = file.read(len(ZIP_MAGIC))
    sink = Sink(root, Gauge(limits or Limits(), package.stat().st_size))
    if magic == ZIP_MAGIC:
        unpack_zip(package, sink)
    elif magic.startswith(GZIP_MAGIC):
        unpack_tar(package, sink)
    else:
        raise PackageUnreadable("The package is neither a ZIP nor a .tar.gz file.")
