"""Tar files of strangers, packed with gzip."""

import gzip
import tarfile
import zlib
from pathlib import Path
from typing import Any, Self

from contracts.courses.errors import PackageTooLarge, PackageUnreadable, PackageUnsafe
from services.courses.exchange.packages.limits import Gauge
from services.courses.exchange.packages.names import Names, is_litter, shown
from services.courses.exchange.packages.sink import Sink

MOST_HEADER_BYTES = 64_000
LONG_HEADERS = {
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
}
PLAIN = {tarfile.REGTYPE, tarfile.AREGTYPE}


class CarefulInfo(tarfile.TarInfo):
    """An entry whose extra headers are of reasonable size: they are read into memory."""

    def _proc_member(self, archive: tarfile.TarFile) -> Any:
        if self.type in LONG_HEADERS and self.size > MOST_HEADER_BYTES:
            raise PackageTooLarge("An entry of the package has an endless name.")
        if self.type == tarfile.GNUTYPE_SPARSE:
            raise PackageUnsafe(f"“{shown(self.name)}” is a file with holes.")
        return super()._proc_member(archive)  # type: ignore[misc]  # the hook of all kinds of entry


class CountedStream:
    """The unpacked stream, counted as a whole: skipped entries and headers take time, too."""

    def __init__(self, source: gzip.GzipFile, gauge: Gauge) -> None:
        self._source = source
        self._gauge = gauge

    def read(self, size: int = -1) -> bytes:
        """Some more of it."""
        chunk = self._source.read(size)
        self._gauge.count_bytes(len(chunk))
        return chunk

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._source.close()


def unpack_tar(package: Path, sink: Sink) -> None:
    """Unpack all files in one pass over the stream."""
    whole = Gauge(sink.gauge.limits, sink.gauge.packed_bytes)
    try:
        with CountedStream(gzip.open(package), whole) as stream:
            opened: Any = stream
            with tarfile.open(fileobj=opened, mode="r|", tarinfo=CarefulInfo) as archive:
                _unpack(archive, sink)
    except (tarfile.TarError, zlib.error, EOFError, OSError, RecursionError, ValueError) as error:
        raise PackageUnreadable("The .tar.gz file is damaged. Pack it again.") from error


def _unpack(archive: tarfile.TarFile, sink: Sink) -> None:
    names = Names()
    while (entry := archive.next()) is not None:
        archive.members = []  # type: ignore[attr-defined]  # they would be kept for a second pass
        sink.gauge.count_entry()
        if is_litter(entry.name):
            continue
        if entry.isdir():
            _claim_folder(names, entry.name)
            continue
        if entry.type not in PLAIN or entry.sparse is not None:
            raise PackageUnsafe(f"“{shown(entry.name)}” is a link or a device, not a file.")
        path = names.claim_file(entry.name)
        sink.gauge.ensure_file_fits(entry.name, entry.size)
        source = archive.extractfile(entry)
        if source is not None:
            sink.write(str(path), source)


def _claim_folder(names: Names, name: str) -> None:
    """Tar files often begin with the folder that they were made in."""
    if name.strip("/") not in {"", "."}:
        names.claim_folder(name)
