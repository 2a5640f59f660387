"""As much of Socket.IO 5 over Engine.IO 4 as it takes to be a connected, listening browser."""

import time
from collections.abc import Callable
from typing import Any

import aiohttp
import msgspec

OPEN, PING, PONG, CONNECT, REFUSED, EVENT = "0", "2", "3", "40", "44", "42"
PATH = "/socket.io/?EIO=4&transport=websocket"

Heard = Callable[[dict[str, Any], float], None]
"""Called with an event and the moment it arrived."""


class Refused(Exception):
    """The server did not let the connection in."""


class LiveClient:
    """One connection that answers pings and reports events."""

    def __init__(self, session: aiohttp.ClientSession, heard: Heard) -> None:
        self._session = session
        self._heard = heard
        self._socket: aiohttp.ClientWebSocketResponse | None = None

    async def connect(self, origin: str, token: str) -> None:
        """Open the connection and sign in; raises `Refused`."""
        socket = await self._session.ws_connect(origin + PATH, compress=0, max_msg_size=2**16)
        self._socket = socket
        greeting = await socket.receive_str(timeout=30)
        if not greeting.startswith(OPEN):
            raise Refused(greeting)
        await socket.send_str(CONNECT + msgspec.json.encode({"token": token}).decode())
        answer = await socket.receive_str(timeout=30)
        if not answer.startswith(CONNECT):
            raise Refused(answer)

    async def listen(self) -> None:
        """Hear events until the connection ends."""
        if self._socket is None:
            return
        async for message in self._socket:
            if message.data == PING:
                await self._socket.send_str(PONG)
            elif isinstance(message.data, str) and message.data.startswith(EVENT):
                _, payload = msgspec.json.decode(message.data[len(EVENT) :])
                self._heard(payload, time.perf_counter())
