"""The live connection against a real Socket.IO server."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import socketio
from aiohttp import web
from aiohttp.test_utils import TestServer
from textual.message import Message

from console.live import LiveFeed
from console.messages import LiveEvent, LiveState, LiveStateChanged
from contracts.errors import Unavailable
from tests.waiting import eventually

NEWS = {"type": "payments.order.expired.v1", "data": {"x": 1}, "time": "2026-03-14T15:09:26Z"}


class Town:
    """A Socket.IO server that lets in who shows the right token."""

    def __init__(self) -> None:
        self.sockets = socketio.AsyncServer(async_mode="aiohttp", transports=["websocket"])
        self.tokens: list[str] = []
        self.accepted = "token-1"
        self.sockets.on("connect", self.connect)
        app = web.Application()
        self.sockets.attach(app)
        self.server = TestServer(app)
        self.address = ""
        self.away = False

    async def connect(self, _sid: str, _environ: dict[str, Any], auth: dict[str, str]) -> bool:
        self.tokens.append(auth["token"])
        return auth["token"] == self.accepted

    async def access_token(self) -> str:
        """The desk's side: a token that holds right now."""
        if self.away:
            raise Unavailable("Away.")
        return self.accepted

    async def drop_everybody(self) -> None:
        """Cut every connection."""
        for sid in list(self.sockets.manager.rooms["/"][None]):
            await self.sockets.disconnect(sid)


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    opened = Town()
    await opened.server.start_server()
    opened.address = f"http://127.0.0.1:{opened.server.port}"
    yield opened
    await opened.server.close()


@pytest.fixture
async def heard(town: Town) -> AsyncIterator[list[Message]]:
    """Everything that a running feed posts."""
    messages: list[Message] = []
    running = asyncio.create_task(LiveFeed(town, first_pause=0.01).run(messages.append))
    yield messages
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


def states(heard: list[Message]) -> list[LiveState]:
    return [message.state for message in heard if isinstance(message, LiveStateChanged)]


def shows(heard: list[Message], *expected: LiveState) -> Callable[[], Any]:
    async def check() -> bool:
        return states(heard)[: len(expected)] == list(expected)

    return check


async def test_it_connects_with_the_token(town: Town, heard: list[Message]) -> None:
    await eventually(shows(heard, LiveState.CONNECTING, LiveState.LIVE))

    assert town.tokens == ["token-1"]


async def test_events_become_messages_and_nonsense_is_ignored(
    town: Town, heard: list[Message]
) -> None:
    await eventually(shows(heard, LiveState.CONNECTING, LiveState.LIVE))

    await town.sockets.emit("event", {"type": 7})
    await town.sockets.emit("event", NEWS)

    async def events() -> list[LiveEvent]:
        return [message for message in heard if isinstance(message, LiveEvent)]

    (event,) = await eventually(events)
    assert (event.event_type, event.data) == ("payments.order.expired.v1", {"x": 1})
    assert event.at == datetime(2026, 3, 14, 15, 9, 26, tzinfo=UTC)


async def test_a_cut_connection_is_made_again_with_a_fresh_token(
    town: Town, heard: list[Message]
) -> None:
    await eventually(shows(heard, LiveState.CONNECTING, LiveState.LIVE))
    town.accepted = "token-2"

    await town.drop_everybody()

    await eventually(
        shows(heard, LiveState.CONNECTING, LiveState.LIVE, LiveState.LOST, LiveState.LIVE)
    )
    assert town.tokens == ["token-1", "token-2"]


async def test_it_keeps_trying_while_the_gateway_is_away(town: Town, heard: list[Message]) -> None:
    await eventually(shows(heard, LiveState.CONNECTING, LiveState.LIVE))
    town.away = True
    await town.drop_everybody()
    lost = [LiveState.LOST] * 3
    await eventually(shows(heard, LiveState.CONNECTING, LiveState.LIVE, *lost))

    town.away = False

    async def connected() -> bool:
        return states(heard)[-1] is LiveState.LIVE

    await eventually(connected)


async def test_a_refused_token_is_no_connection(town: Town) -> None:
    heard: list[Message] = []

    class Stranger:
        address = town.address

        async def access_token(self) -> str:
            return "forged"

    running = asyncio.create_task(LiveFeed(Stranger(), first_pause=0.01).run(heard.append))
    await eventually(shows(heard, LiveState.CONNECTING, LiveState.LOST, LiveState.LOST))
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

    assert LiveState.LIVE not in states(heard)
