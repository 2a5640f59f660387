"""The live connection spoken by hand, so that anything can be said (Engine.IO 4, Socket.IO 5)."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, NamedTuple

import aiohttp

CONNECT, REFUSED, END = "40", "44", "1"
FENCE = "/no-such-namespace"
SECONDS = 5


class Outcome(NamedTuple):
    """What became of an attempt to connect."""

    admitted: bool
    problem: dict[str, Any] | None


class Wire:
    """One WebSocket to the gateway."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def say(self, frame: str | bytes) -> None:
        """Send one frame as it is; after the gateway has hung up it is lost."""
        send = self.socket.send_bytes if isinstance(frame, bytes) else self.socket.send_str
        with suppress(ConnectionResetError):
            await send(frame)  # type: ignore[arg-type]  # each gets what it takes

    async def hear(self) -> str | None:
        """The next frame, or None when the gateway has closed the connection."""
        message = await self.socket.receive(timeout=SECONDS)
        while message.type is aiohttp.WSMsgType.TEXT and message.data == "2":
            await self.say("3")
            message = await self.socket.receive(timeout=SECONDS)
        over = message.type is not aiohttp.WSMsgType.TEXT or message.data == END
        return None if over else str(message.data)

    async def hears_of(self, words: str) -> bool:
        """Whether a frame with these words comes, whatever else is told before it."""
        frame = await self.hear()
        while frame is not None and words not in frame:
            frame = await self.hear()
        return frame is not None

    async def connect(self, auth: Any, namespace: str = "") -> Outcome:
        """Show *auth* at the door of a namespace."""
        prefix = f"{namespace}," if namespace else ""
        await self.say(f"{CONNECT}{prefix}{'' if auth is None else json.dumps(auth)}")
        answer = await self.hear()
        if answer is None or answer.startswith(REFUSED):
            return Outcome(admitted=False, problem=_problem(answer))
        return Outcome(admitted=answer.startswith(CONNECT), problem=None)

    async def last_word(self) -> str:
        """What is heard before the gateway answers a question asked now, or hangs up."""
        await self.say(f"{CONNECT}{FENCE},")
        answer = await self.hear()
        silent = answer is None or answer.startswith(f"{REFUSED}{FENCE}")
        return "" if silent else str(answer)

    async def is_open(self) -> bool:
        """Whether the gateway still answers here."""
        await self.say(f"{CONNECT}{FENCE},")
        return (await self.hear() or "").startswith(f"{REFUSED}{FENCE}")


def _problem(answer: str | None) -> dict[str, Any] | None:
    if answer is None:
        return None
    found = json.loads(answer[answer.index("{") :]) if "{" in answer else {"message": answer}
    return dict(found)


@asynccontextmanager
async def opened(url: str, query: str = "", **headers: str) -> AsyncIterator[Wire]:
    """A WebSocket whose Engine.IO handshake is done."""
    address = f"{url}/socket.io/?EIO=4&transport=websocket{query}"
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(address, headers=headers, max_msg_size=0) as socket,
    ):
        wire = Wire(socket)
        async with asyncio.timeout(SECONDS * 12):
            first = await wire.hear()
            assert first is not None
            assert first.startswith("0{"), first
            yield wire
