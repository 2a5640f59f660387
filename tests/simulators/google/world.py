"""What one running simulator consists of; every route reaches it through `WORLD`."""

import time
from collections import Counter
from pathlib import Path

import msgspec
from aiohttp import web
from msgspec import Struct, field

from tests.simulators.google.faults import Faults
from tests.simulators.google.keys import Keys
from tests.simulators.google.people import Person, demo


class Settings(Struct, frozen=True, kw_only=True):
    """How a simulator was started: one client, and the only addresses it may be sent back to."""

    issuer: str
    client_id: str
    client_secret: str
    redirect_uris: list[str]
    state: Path | None = None


class Visit(Struct, frozen=True, kw_only=True):
    """What the client asked for when it sent somebody here."""

    redirect_uri: str
    state: str
    nonce: str
    challenge: str
    anew: bool = False
    """Whether it wants the person to sign in again, and to be told when they did."""


class Grant(Struct, kw_only=True):
    """A code on its way back to the client; it works once, for a minute."""

    visit: Visit
    sub: str
    issued_at: float
    spent: bool = False


class World(Struct, kw_only=True):
    """The parts that share one simulated Google."""

    settings: Settings
    people: dict[str, Person]
    keys: Keys
    faults: Faults
    grants: dict[str, Grant] = {}
    calls: Counter[str] = field(default_factory=Counter)
    keys_max_age: int = 3600
    clock_offset: int = 0

    def now(self) -> float:
        """The simulated moment."""
        return time.time() + self.clock_offset

    def reset(self) -> None:
        """Forget everything but the keys."""
        self.people = demo()
        self.faults.clear()
        self.grants, self.calls = {}, Counter()
        self.keys_max_age, self.clock_offset = 3600, 0
        self.save()

    def save(self) -> None:
        """Write the people down, so that a restart of the demo knows them again."""
        if self.settings.state is not None:
            draft = self.settings.state.with_suffix(".new")
            draft.write_bytes(msgspec.json.encode(list(self.people.values())))
            draft.replace(self.settings.state)


def load_people(path: Path | None) -> dict[str, Person]:
    """Whom an earlier run knew, or the demo people."""
    if path is None or not path.exists():
        return demo()
    kept = msgspec.json.decode(path.read_bytes(), type=list[Person])
    return {person.sub: person for person in kept}


WORLD = web.AppKey("world", World)
