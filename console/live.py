"""News from the academy over Socket.IO, passed on as messages."""

import asyncio
import contextlib
import random
from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

import msgspec
import socketio
from socketio.exceptions import ConnectionError as NotConnected
from textual.message import Message

from console.messages import LiveEvent, LiveState, LiveStateChanged
from contracts.errors import ServiceError

Post = Callable[[Message], object]
_FIRST_PAUSE_SECONDS = 0.5
_LONGEST_PAUSE_SECONDS = 20.0
_CONNECT_SECONDS = 5
_RENEW_SECONDS = 60.0


class TokenDesk(Protocol):
    """What the connection asks of the gateway's client."""

    @property
    def address(self) -> str:
        """Where the gateway is."""

    async def access_token(self) -> str:
        """A token that holds right now."""


class News(msgspec.Struct, frozen=True):
    """What the gateway emits for each event."""

    type: str
    data: dict[str, Any]
    time: datetime


class LiveFeed:
    """One connection that is made again whenever it breaks."""

    def __init__(
        self,
        desk: TokenDesk,
        first_pause: float = _FIRST_PAUSE_SECONDS,
        renew_every: float = _RENEW_SECONDS,
    ) -> None:
        self._desk = desk
        self._renew_every = renew_every
        self._first_pause = first_pause

    async def run(self, post: Post) -> None:
        """Stay connected until canceled; after each failure wait a little longer."""
        pause = self._first_pause
        post(LiveStateChanged(LiveState.CONNECTING))
        while True:
            if await self._listen(post):
                pause = self._first_pause
            post(LiveStateChanged(LiveState.LOST))
            await asyncio.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311 (spreads reconnects)
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)

    async def _listen(self, post: Post) -> bool:
        """Connect and pass events on until the connection ends; whether it ever stood."""
        client = socketio.AsyncClient(reconnection=False, handle_sigint=False)
        client.on("event", lambda news: self._pass_on(news, post))
        try:
            await client.connect(
                self._desk.address,
                auth={"token": await self._desk.access_token()},
                transports=["websocket"],
                wait_timeout=_CONNECT_SECONDS,
            )
        except (NotConnected, ServiceError, OSError):
            return False
        post(LiveStateChanged(LiveState.LIVE))
        renewing = asyncio.create_task(self._renew(client))
        try:
            await client.wait()
        finally:
            renewing.cancel()
            await client.disconnect()
        return True

    async def _renew(self, client: socketio.AsyncClient) -> None:
        """Show the newest token now and then: a connection lasts as long as its token."""
        while True:
            await asyncio.sleep(self._renew_every)
            with contextlib.suppress(ServiceError):
                await client.emit("renew", {"token": await self._desk.access_token()})

    @staticmethod
    def _pass_on(news: object, post: Post) -> None:
        try:
            event = msgspec.convert(news, News)
        except msgspec.ValidationError:
            return
        post(LiveEvent(event.type, event.data, event.time))
