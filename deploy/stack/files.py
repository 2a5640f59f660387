"""Small files that survive a crash in the middle of writing them."""

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PRIVATE = 0o600
SKIPPED = frozenset({"node_modules", "dist", "__pycache__", ".vite", "test-results"})


def write(path: Path, content: bytes, *, mode: int = PRIVATE) -> None:
    """Replace a file in one step: readers see the old content or the new, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(draft).chmod(mode)
        Path(draft).replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(draft).unlink()
        raise


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold an advisory lock; the kernel drops it when the holder dies, however it dies."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def is_locked(path: Path) -> bool:
    """Whether a living process holds the lock."""
    if not path.exists():
        return False
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def fingerprint(paths: list[Path], *, suffixes: frozenset[str] | None = None) -> str:
    """SHA-256 of the names and contents of files and folders, in a fixed order."""
    digest = hashlib.sha256()
    for path in paths:
        for file in sorted(_walk(path)):
            if suffixes is None or file.suffix in suffixes:
                digest.update(f"{file}\0".encode())
                digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def digest(text: str) -> str:
    """SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def _walk(path: Path) -> Iterator[Path]:
    """Every file under a path, build products left out."""
    if path.is_file():
        yield path
        return
    for folder, subfolders, names in os.walk(path):
        subfolders[:] = [name for name in subfolders if name not in SKIPPED]
        yield from (Path(folder) / name for name in names)
