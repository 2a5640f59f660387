"""ZIP files (and .imscc, which are such) of strangers."""

import stat
import zipfile
import zlib
from pathlib import Path

from contracts.courses.errors import PackageTooLarge, PackageUnreadable, PackageUnsafe
from services.courses.exchange.packages.limits import Gauge
from services.courses.exchange.packages.names import Names, is_litter, shown
from services.courses.exchange.packages.sink import Sink

ENCRYPTED = 0x1
PLAIN_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
ENTRIES, DIRECTORY_BYTES = 4, 5
"""Where the standard library's record of the archive's end tells of its directory."""


def unpack_zip(package: Path, sink: Sink) -> None:
    """Unpack all files; nothing is trusted that the archive says of itself."""
    try:
        _ensure_directory_fits(package, sink.gauge)
        with zipfile.ZipFile(package) as archive:
            entries = archive.infolist()
            for entry in entries:
                sink.gauge.count_entry()
                _ensure_plain(entry)
            _ensure_apart(entries)
            _ensure_sizes(entries, sink.gauge)
            _unpack(archive, entries, sink)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise PackageUnreadable("The ZIP file is damaged. Pack it again.") from error


def _unpack(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], sink: Sink) -> None:
    names = Names()
    for entry in entries:
        if is_litter(entry.filename):
            continue
        if entry.is_dir():
            names.claim_folder(entry.filename)
            continue
        path = names.claim_file(entry.filename)
        with archive.open(entry) as source:
            sink.write(str(path), source)


def _ensure_directory_fits(package: Path, gauge: Gauge) -> None:
    """The directory is read into memory as a whole, so its size is looked at before."""
    with package.open("rb") as file:
        record = zipfile._EndRecData(file)  # type: ignore[attr-defined]  # noqa: SLF001 (the very record that ZipFile goes by)
    if record is None:
        raise PackageUnreadable("The ZIP file is damaged. Pack it again.")
    limits = gauge.limits
    if record[ENTRIES] > limits.entries or record[DIRECTORY_BYTES] > limits.directory_bytes:
        raise PackageTooLarge(f"The package has more than {limits.entries} entries.")


def _ensure_plain(entry: zipfile.ZipInfo) -> None:
    """Regular files and folders in the two common methods, under names that are not cut."""
    name = entry.orig_filename
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise PackageUnsafe(f"“{shown(name)}” is a link or a device, not a file.")
    if "\0" in name or "\\" in name:
        raise PackageUnsafe(f"“{shown(name)}” leads out of the package.")
    if entry.flag_bits & ENCRYPTED:
        raise PackageUnreadable("The ZIP file is encrypted. Pack it without a password.")
    if entry.compress_type not in PLAIN_METHODS:
        raise PackageUnreadable("The ZIP file uses an uncommon method. Pack it as a plain ZIP.")


def _ensure_apart(entries: list[zipfile.ZipInfo]) -> None:
    """Entries that share bytes are how small archives become endless."""
    end = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < end:
            raise PackageUnsafe("Entries of the ZIP file overlap.")
        end = entry.header_offset + entry.compress_size


def _ensure_sizes(entries: list[zipfile.ZipInfo], gauge: Gauge) -> None:
    """What is too large by its own word is refused before a byte is unpacked."""
    for entry in entries:
        gauge.ensure_file_fits(entry.filename, entry.file_size)
    trial = Gauge(gauge.limits, gauge.packed_bytes)
    trial.count_bytes(sum(entry.file_size for entry in entries))
