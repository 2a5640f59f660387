"""Where the bytes of files lie; the gateway serves them from there."""

import contextlib
import os
import shutil
from pathlib import Path
from uuid import UUID


class FileStore:
    """A directory of files by id, spread over folders of the id's first two characters."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @property
    def root(self) -> Path:
        """The directory itself."""
        return self._root

    def path(self, file_id: UUID) -> Path:
        """Where the bytes of a file lie."""
        return self._root / file_id.hex[:2] / file_id.hex

    def put(self, file_id: UUID, source: Path) -> None:
        """Copy a file in, whole or not at all; one that is there stays as it is."""
        target = self.path(file_id)
        if target.exists():
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(f"{target.name}.{os.getpid()}.part")
        shutil.copyfile(source, partial)
        partial.replace(target)

    def write(self, file_id: UUID, content: bytes) -> None:
        """Keep bytes as a file, whole or not at all, in place of earlier ones."""
        target = self.path(file_id)
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(f"{target.name}.{os.getpid()}.part")
        partial.write_bytes(content)
        partial.replace(target)

    def link(self, file_id: UUID, copy_id: UUID) -> None:
        """Let a second id stand for the same bytes; removing one leaves the other."""
        source, target = self.path(file_id), self.path(copy_id)
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_file() and not target.exists():
            target.hardlink_to(source)

    def read(self, file_id: UUID) -> bytes | None:
        """The bytes of a file, or None when they are gone."""
        path = self.path(file_id)
        return path.read_bytes() if path.is_file() else None

    def head(self, file_id: UUID, size: int) -> bytes | None:
        """The first bytes of a file, or None when it is gone."""
        path = self.path(file_id)
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return file.read(size)

    def media(self, file_id: UUID) -> Path:
        """The folder of what was made of a video."""
        return self._root / "media" / file_id.hex[:2] / file_id.hex

    def remove(self, file_id: UUID) -> None:
        """Forget the bytes of a file, and what was made of them; gone already is as good."""
        self.path(file_id).unlink(missing_ok=True)
        shutil.rmtree(self.media(file_id), ignore_errors=True)

    def remove_partial(self, before: float) -> None:
        """Forget what was begun and not gone on with since a moment, in seconds of the epoch."""
        for partial in self._root.glob("[0-9a-f][0-9a-f]/*.part"):
            with contextlib.suppress(FileNotFoundError):
                if partial.stat().st_mtime < before:
                    partial.unlink()
