"""Anchors of the audit log: what its last entry was, kept where the database cannot reach."""

import hmac
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Protocol

import msgspec

_END_BYTES = 4096


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the file: the log's last entry at a moment, under our signature."""

    position: int
    hash: str
    time: datetime
    hmac: str = ""


class Anchors(Protocol):
    """Where anchors are kept."""

    def append(self, anchor: Anchor) -> Anchor:
        """Sign an anchor and keep it."""
        ...

    def newest(self) -> Anchor | None:
        """The anchor kept last."""
        ...

    def read(self) -> Iterator[tuple[int, Anchor | None]]:
        """Number and content of each line; None where the line is not ours."""
        ...


class AnchorFile:
    """A file that only grows; it belongs on another disk, or where appending is all one can do."""

    def __init__(self, path: str, key: str) -> None:
        self._path = Path(path)
        self._key = key.encode()

    def append(self, anchor: Anchor) -> Anchor:
        """Sign an anchor and write it to the disk itself."""
        signed = msgspec.structs.replace(anchor, hmac=self._signature(anchor))
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("ab") as file:
            file.write(msgspec.json.encode(signed) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        return signed

    def newest(self) -> Anchor | None:
        """The last line, if it is ours."""
        if not self._path.exists():
            return None
        with self._path.open("rb") as file:
            file.seek(max(0, self._path.stat().st_size - _END_BYTES))
            lines = file.read().splitlines()
        return self._decode(lines[-1]) if lines else None

    def read(self) -> Iterator[tuple[int, Anchor | None]]:
        """Each line by number; None where it is damaged or signed by somebody else."""
        if not self._path.exists():
            return
        with self._path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                yield number, self._decode(line)

    def _decode(self, line: bytes) -> Anchor | None:
        try:
            anchor = msgspec.json.decode(line, type=Anchor)
        except msgspec.DecodeError:
            return None
        signed = hmac.compare_digest(anchor.hmac.encode(), self._signature(anchor).encode())
        return anchor if signed else None

    def _signature(self, anchor: Anchor) -> str:
        said = f"{anchor.position} {anchor.hash} {anchor.time.isoformat()}"
        return hmac.digest(self._key, said.encode(), "sha256").hex()
