"""Packages on their way out: written file by file, so that none is in memory as a whole."""

import io
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

PACKED_ALREADY = {"video", "image", "application/zip", "application/pdf"}
EPOCH = (1980, 1, 1, 0, 0, 0)
Progress = Callable[[int], None]


class Pack(Protocol):
    """An archive that takes texts and copies files."""

    def write(self, path: str, content: bytes) -> None:
        """A small file."""

    def copy(self, path: str, place: Path, media_type: str) -> None:
        """A file of any size."""


class TarPack:
    """A .tar.gz file."""

    def __init__(self, archive: tarfile.TarFile) -> None:
        self._archive = archive

    def write(self, path: str, content: bytes) -> None:
        """A small file."""
        entry = tarfile.TarInfo(path)
        entry.size, entry.mode = len(content), 0o644
        self._archive.addfile(entry, io.BytesIO(content))

    def copy(self, path: str, place: Path, media_type: str) -> None:  # noqa: ARG002 (gzip packs all alike)
        """A file of any size."""
        entry = tarfile.TarInfo(path)
        entry.size, entry.mode = place.stat().st_size, 0o644
        with place.open("rb") as source:
            self._archive.addfile(entry, source)


class ZipPack:
    """A ZIP file."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def write(self, path: str, content: bytes) -> None:
        """A small file."""
        entry = zipfile.ZipInfo(path, EPOCH)
        self._archive.writestr(entry, content, zipfile.ZIP_DEFLATED)

    def copy(self, path: str, place: Path, media_type: str) -> None:
        """A file of any size; what is packed already is only stored."""
        packed = {media_type, media_type.partition("/")[0]} & PACKED_ALREADY
        entry = zipfile.ZipInfo(path, EPOCH)
        entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        entry.file_size = place.stat().st_size
        with place.open("rb") as source, self._archive.open(entry, "w") as target:
            while chunk := source.read(1 << 16):
                target.write(chunk)


@contextmanager
def tar_pack(path: Path) -> Iterator[Pack]:
    """A new .tar.gz at *path*."""
    with tarfile.open(path, "w:gz", compresslevel=6) as archive:
        yield TarPack(archive)


@contextmanager
def zip_pack(path: Path) -> Iterator[Pack]:
    """A new ZIP at *path*."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        yield ZipPack(archive)
