"""A gateway that hears events, and people with open apps."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID, uuid4

import socketio
from aiohttp.test_utils import TestServer

from contracts.base import Envelope
from contracts.types import Role
from gateway.events import EventFeed
from tests.unit.gateway.fakes import SigningKey
from tests.waiting import eventually

PAID = "payments.order.paid.v1"


def silent_feed() -> EventFeed:
    """A feed without a broker: only the test announces."""
    return EventFeed(cast("Any", SimpleNamespace(on_connect=lambda _: None)))


async def announce(feed: EventFeed, event_type: str, **data: Any) -> None:
    """Let a service announce something."""
    envelope = Envelope(
        id=uuid4(),
        type=event_type,
        source=event_type.partition(".")[0],
        time=datetime(2026, 11, 23, tzinfo=UTC),
        correlation_id="x",
        data=data,
    )
    for listener in feed._listeners:
        await listener(envelope)


class Person:
    """Somebody's open app."""

    def __init__(self, user_id: UUID) -> None:
        self.user_id = user_id
        self.client = socketio.AsyncClient(reconnection=False)
        self.messages: list[dict[str, Any]] = []
        self.client.on("event", self._hear)

    async def _hear(self, message: dict[str, Any]) -> None:
        self.messages.append(message)

    def heard(self) -> list[dict[str, Any]]:
        """What arrived, without the marks of `House.announce`."""
        return [message for message in self.messages if "mark" not in message["data"]]

    async def has_heard(self, mark: str) -> bool:
        return mark in [message["data"].get("mark") for message in self.messages]


class House:
    """A running gateway and the people connected to it."""

    def __init__(self, server: TestServer, feed: EventFeed, key: SigningKey) -> None:
        self.app = server.app
        self.url = str(server.make_url("/"))
        self.people: list[Person] = []
        self._key = key
        self._feed = feed

    async def enter(self, user_id: UUID, role: Role = Role.STUDENT) -> Person:
        """Connect somebody."""
        return await self._admit(user_id, role)

    async def look(self, user_id: UUID, impersonator_id: UUID) -> Person:
        """Connect somebody of the staff who looks through a person's eyes."""
        act = {"sub": str(impersonator_id)}
        return await self._admit(user_id, Role.STUDENT, act=act, scope="read")

    async def _admit(self, user_id: UUID, role: Role, **claims: Any) -> Person:
        person = Person(user_id)
        await self.connect(person, {"token": self._key.token(role, sub=str(user_id), **claims)})
        self.people.append(person)
        return person

    async def connect(self, person: Person, auth: Any, **options: Any) -> None:
        """Connect with whatever the test wants to show."""
        await person.client.connect(self.url, auth=auth, transports=["websocket"], **options)

    async def announce(self, event_type: str, **data: Any) -> None:
        """Announce, then send everybody a mark: whoever has it has all that came before it."""
        await announce(self._feed, event_type, **data)
        for person in self.people:
            mark = str(uuid4())
            await announce(self._feed, PAID, mark=mark, user_id=str(person.user_id))
            await eventually(lambda person=person, mark=mark: person.has_heard(mark))  # type: ignore[misc]  # mypy does not infer lambdas with defaults
