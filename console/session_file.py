"""The session of the last time, in a file that only its owner can read."""

import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from contracts.accounts.messages import Session
from contracts.base import Message
from contracts.errors import Forbidden

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_OWNER_ONLY = 0o600


class StoredSession(Message, frozen=True, kw_only=True):
    """A session and the gateway it belongs to; it is never shown to another gateway."""

    address: str
    session: Session


class SessionFile:
    """Where the session rests between two starts."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self, address: str) -> Session | None:
        """The stored session for this gateway; refused when others can read the file."""
        try:
            mode = self.path.stat().st_mode
            content = self.path.read_bytes()
        except FileNotFoundError:
            return None
        if mode & _OTHERS:
            raise Forbidden(
                f"Other people can read {self.path}. Delete it, then sign in again.",
            )
        try:
            stored = msgspec.json.decode(content, type=StoredSession)
        except msgspec.DecodeError:
            return None
        return stored.session if stored.address == address else None

    def save(self, address: str, session: Session) -> None:
        """Replace the file in one step; at no moment can others read it."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = self.path.with_suffix(f".{os.getpid()}")
        fresh.unlink(missing_ok=True)
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.encode(StoredSession(address=address, session=session)))
        fresh.replace(self.path)

    def forget(self) -> None:
        """Remove the file."""
        with suppress(FileNotFoundError):
            self.path.unlink()


def default_path(environment: Mapping[str, str]) -> Path:
    """The file's place by the XDG base directory rules."""
    base = environment.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(base) / "academy" / "console.json"
