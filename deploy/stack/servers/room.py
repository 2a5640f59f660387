"""Room for the private servers' data, and the unprivileged user who owns it."""

import os
import pwd
import shutil
from itertools import count
from pathlib import Path

from deploy.stack.report import say
from deploy.stack.stack import Stack, is_root
from deploy.stack.state import State

ELSEWHERE = (Path("/var/lib/academy"), Path("/tmp/academy"))  # noqa: S108 (the last resort)


def owner_for(preferred: str) -> str | None:
    """The user a server runs as: nobody special when we are not root ourselves."""
    if not is_root():
        return None
    for name in (preferred, "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    return None


def data_folder(stack: Stack, state: State, server: str, owner: str | None) -> Path:
    """The remembered data folder, or a new one in a place its owner can reach."""
    remembered = state.data.get(server)
    folder = Path(remembered) if remembered else _base(stack, owner) / server
    if remembered is None and folder.exists():
        _put_aside(stack, folder)
    folder.mkdir(parents=True, exist_ok=True)
    give(folder, owner)
    folder.chmod(0o700)
    state.data[server] = str(folder)
    return folder


def give(path: Path, owner: str | None) -> None:
    """Make a path the owner's."""
    if owner:
        entry = pwd.getpwnam(owner)
        os.chown(path, entry.pw_uid, entry.pw_gid)


def remove_all(state: State) -> None:
    """Delete the data of a throw-away stack's private servers."""
    for folder in state.data.values():
        shutil.rmtree(folder, ignore_errors=True)


def _put_aside(stack: Stack, folder: Path) -> None:
    """Make room where a checkout lay whose state is gone, and with it the keys to this data."""
    if not stack.is_for_people:
        shutil.rmtree(folder)
        return
    names = (folder.with_name(f"{folder.name}.earlier{number}") for number in count(1))
    kept = folder.rename(next(name for name in names if not name.exists()))
    say(f"  Data of an earlier academy in this folder is kept in {kept}.")


def _base(stack: Stack, owner: str | None) -> Path:
    inside = stack.folder / "servers"
    candidates = [inside, *(place / stack.identity for place in ELSEWHERE)]
    for candidate in candidates:
        if owner is None or _anyone_may_reach(candidate.parent):
            candidate.mkdir(parents=True, exist_ok=True)
            candidate.chmod(0o711)
            return candidate
    return inside


def _anyone_may_reach(folder: Path) -> bool:
    """Whether every existing folder on the way lets others pass."""
    existing = [place for place in (folder, *folder.parents) if place.exists()]
    return all(place.stat().st_mode & 0o001 for place in existing)
