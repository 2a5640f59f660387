"""The board between launcher and supervisor: what should run, and what does run."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from deploy.stack import files
from deploy.stack.part import Part
from deploy.stack.processes import Identity
from deploy.stack.stack import Stack


class Wanted(msgspec.Struct, frozen=True):
    """Parts that should run; held ones are known but kept down; turns count asked restarts."""

    parts: dict[str, Part] = {}
    held: frozenset[str] = frozenset()
    turns: dict[str, int] = {}

    def order(self, name: str) -> str | None:
        """What must run under this name (changes when it must be replaced), or nothing."""
        part = self.parts.get(name)
        if part is None or name in self.held:
            return None
        return f"{part.fingerprint}/{self.turns.get(name, 0)}"


class Running(msgspec.Struct, frozen=True):
    """One part as the supervisor sees it."""

    identity: Identity | None = None
    order: str = ""
    rank: int = 0
    stop_signal: int = 15
    restarts: int = 0
    last_exit: int | None = None


class Seen(msgspec.Struct, frozen=True):
    """All parts the supervisor knows of, by name."""

    parts: dict[str, Running] = {}


def read_owner(stack: Stack) -> Identity | None:
    """The command without which a throw-away stack has no reason to run."""
    path = stack.folder / "owner.json"
    return msgspec.json.decode(path.read_bytes(), type=Identity) if path.exists() else None


def write_owner(stack: Stack, identity: Identity) -> None:
    """Tie a stack to a running command."""
    files.write(stack.folder / "owner.json", msgspec.json.encode(identity))


class Supervision(msgspec.Struct, frozen=True):
    """The supervisor's process and the code it runs."""

    identity: Identity
    code: str


def supervisor_code() -> str:
    """Fingerprint of the launcher's own code as it lies on disk now."""
    return files.fingerprint([Path(__file__).parent], suffixes=frozenset({".py"}))


def read_wanted(stack: Stack) -> Wanted:
    """What should run."""
    path = stack.folder / "wanted.json"
    return msgspec.json.decode(path.read_bytes(), type=Wanted) if path.exists() else Wanted()


def change_wanted(stack: Stack, change: Callable[[Wanted], Wanted]) -> Wanted:
    """Change what should run; two commands at once do not lose each other's change."""
    with files.locked(stack.folder / "wanted.lock"):
        wanted = change(read_wanted(stack))
        files.write(stack.folder / "wanted.json", msgspec.json.encode(wanted))
    return wanted


def read_seen(stack: Stack) -> Seen:
    """What runs, as last reported."""
    path = stack.folder / "seen.json"
    return msgspec.json.decode(path.read_bytes(), type=Seen) if path.exists() else Seen()


def write_seen(stack: Stack, seen: Seen) -> None:
    """Report what runs."""
    files.write(stack.folder / "seen.json", msgspec.json.encode(seen))


def read_supervisor(stack: Stack) -> Supervision | None:
    """Who supervises, or did last."""
    path = stack.folder / "supervisor.json"
    return msgspec.json.decode(path.read_bytes(), type=Supervision) if path.exists() else None


def write_supervisor(stack: Stack, supervision: Supervision) -> None:
    """Say who supervises."""
    files.write(stack.folder / "supervisor.json", msgspec.json.encode(supervision))
