"""One running copy of Academy, and where everything it remembers lies."""

import hashlib
import os
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[2]


class Stack(msgspec.Struct, frozen=True):
    """A named copy: `local` is for people, every other name is a private, throw-away one."""

    name: str = "local"
    root: Path = ROOT

    @property
    def folder(self) -> Path:
        """State of this copy: `.academy/<name>/`."""
        return self.root / ".academy" / self.name

    @property
    def is_for_people(self) -> bool:
        """Whether the user's own servers and settings may be used."""
        return self.name == "local"

    @property
    def logs(self) -> Path:
        """One log file per part."""
        return self.folder / "logs"

    @property
    def files(self) -> Path:
        """Uploaded files of the academy."""
        return self.folder / "files"

    @property
    def anchors(self) -> Path:
        """What the audit log is compared with."""
        return self.folder / "audit-anchors.jsonl"

    @property
    def supervisor_lock(self) -> Path:
        """Held by the supervisor as long as it lives."""
        return self.folder / "supervisor.lock"

    @property
    def up_lock(self) -> Path:
        """Held by whoever is changing the stack."""
        return self.folder / "up.lock"

    @property
    def identity(self) -> str:
        """A short name no other checkout or stack on this machine has."""
        return hashlib.sha256(str(self.folder).encode()).hexdigest()[:8]

    def open(self) -> None:
        """Make the folders; others may pass through (the servers' users must), not look."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.root / ".academy").chmod(0o711)
        self.folder.chmod(0o711)
        self.logs.mkdir(exist_ok=True, mode=0o700)
        self.files.mkdir(exist_ok=True, mode=0o700)


def is_root() -> bool:
    """Whether the launcher runs as root, which PostgreSQL refuses to do."""
    return os.geteuid() == 0
