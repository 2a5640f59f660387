"""What the simulated Stripe remembers, and its clock."""

import json
import secrets
import time
from pathlib import Path
from typing import Any

import msgspec

Thing = dict[str, Any]

API_VERSION = "2026-10-28.endive"
PRIVATE = "_"
_KEPT_EVENTS = 20_000


class Clock:
    """Unix time, moved by an offset so that tests need not wait for an expiry."""

    def __init__(self) -> None:
        self.offset = 0

    def now(self) -> int:
        """The simulated moment in whole seconds."""
        return int(time.time()) + self.offset


class Remembered(msgspec.Struct):
    """The first answer to an idempotency key; no status while it is being made."""

    fingerprint: str
    at: int
    request_id: str
    status: int | None = None
    body: str = ""


class Store(msgspec.Struct):
    """Every object by its id, oldest first."""

    sessions: dict[str, Thing] = {}
    intents: dict[str, Thing] = {}
    charges: dict[str, Thing] = {}
    refunds: dict[str, Thing] = {}
    events: dict[str, Thing] = {}
    answers: dict[str, Remembered] = {}

    def find(self, object_id: str) -> Thing | None:
        """The object behind an id of any kind."""
        shelves = (self.sessions, self.intents, self.charges, self.refunds, self.events)
        return next((shelf[object_id] for shelf in shelves if object_id in shelf), None)

    def trim(self) -> None:
        """Forget the oldest events beyond what is kept."""
        while len(self.events) > _KEPT_EVENTS:
            del self.events[next(iter(self.events))]

    def clear(self) -> None:
        """Forget everything."""
        shelves = (self.sessions, self.intents, self.charges, self.refunds, self.events)
        for shelf in (*shelves, self.answers):
            shelf.clear()


def load(path: Path | None) -> Store:
    """The state that an earlier run left, or an empty one."""
    if path is None or not path.exists():
        return Store()
    return msgspec.json.decode(path.read_bytes(), type=Store)


def save(store: Store, path: Path | None) -> None:
    """Write the state so that a crash leaves either the old file or the new one."""
    if path is None:
        return
    draft = path.with_suffix(f"{path.suffix}.new")
    draft.write_bytes(msgspec.json.encode(store))
    draft.replace(path)


def new_id(prefix: str, length: int = 24) -> str:
    """An id in Stripe's form, such as `pi_3…`."""
    return f"{prefix}_{secrets.token_hex(length)[:length]}"


def public(thing: Thing) -> Thing:
    """A copy without what only the simulator itself needs to know."""
    copy: Thing = json.loads(json.dumps(thing))
    copy.pop(PRIVATE, None)
    return copy


def expand(thing: Thing, paths: list[str], store: Store) -> Thing:
    """A public copy in which the ids at these dotted paths are replaced by their objects."""
    copy = public(thing)
    for path in paths:
        _expand_path(copy, path.split("."), store)
    return copy


def _expand_path(thing: Thing, path: list[str], store: Store) -> None:
    value = thing.get(path[0])
    if isinstance(value, str):
        found = store.find(value)
        value = public(found) if found else value
        thing[path[0]] = value
    if len(path) > 1 and isinstance(value, dict):
        _expand_path(value, path[1:], store)
