"""How much a package may hold."""

import time
from typing import NamedTuple

from contracts.courses.errors import PackageTooLarge

MEGABYTE = 1_000_000


class Limits(NamedTuple):
    """Most of everything; a package of small files may be packed as tightly as it likes."""

    entries: int = 20_000
    total_bytes: int = 4_000 * MEGABYTE
    file_bytes: int = 2_000 * MEGABYTE
    directory_bytes: int = 8 * MEGABYTE
    ratio: int = 100
    ratio_from: int = 50 * MEGABYTE
    seconds: float = 900.0


class Gauge:
    """Counts what comes out of a package, whatever its headers say."""

    def __init__(self, limits: Limits, packed_bytes: int) -> None:
        self.limits = limits
        self.packed_bytes = packed_bytes
        self._entries = 0
        self._bytes = 0
        self._until = time.monotonic() + limits.seconds

    def count_entry(self) -> None:
        """One more entry."""
        self._entries += 1
        if self._entries > self.limits.entries:
            raise PackageTooLarge(f"The package has more than {self.limits.entries} entries.")

    def count_bytes(self, size: int) -> None:
        """So many more bytes were unpacked."""
        self._bytes += size
        if self._bytes > self.limits.total_bytes:
            most = self.limits.total_bytes // MEGABYTE
            raise PackageTooLarge(f"Unpacked, the package has more than {most} MB.")
        if self._bytes > max(self.limits.ratio_from, self.packed_bytes * self.limits.ratio):
            raise PackageTooLarge(
                f"The package unpacks to more than {self.limits.ratio} times its size."
            )
        if time.monotonic() > self._until:
            raise PackageTooLarge("Unpacking the package takes too long.")

    def ensure_file_fits(self, name: str, size: int) -> None:
        """No single file is larger than the limit."""
        if size > self.limits.file_bytes:
            most = self.limits.file_bytes // MEGABYTE
            raise PackageTooLarge(f"“{name}” in the package has more than {most} MB.")
