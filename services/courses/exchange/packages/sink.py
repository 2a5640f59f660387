"""The fresh folder that a package is unpacked into."""

from pathlib import Path
from typing import IO

from services.courses.exchange.packages.limits import Gauge

CHUNK = 1 << 16


class Sink:
    """The fresh folder; the only place where an unpacked byte is written."""

    def __init__(self, root: Path, gauge: Gauge) -> None:
        self._root = root
        self.gauge = gauge

    def write(self, path: str, source: IO[bytes]) -> None:
        """Copy one file, counting what really comes."""
        target = self._root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        written = 0
        with target.open("xb") as file:
            while chunk := source.read(CHUNK):
                written += len(chunk)
                self.gauge.ensure_file_fits(path, written)
                self.gauge.count_bytes(len(chunk))
                file.write(chunk)
