"""A connection that can be cut, and somebody at the other end who answers as nameko would."""

import asyncio
import contextlib
from typing import Any, ClassVar
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import aiormq
import msgspec
from aiormq.abc import AbstractChannel
from pamqp.commands import Basic

from contracts.base import Query
from gateway.rpc import EXCHANGE


class Echo(Query[dict[str, Any]], frozen=True, kw_only=True):
    """Answered with what it holds; of this test process alone."""

    service: ClassVar[str] = f"echo-{uuid4().hex}"

    nonce: str
    then: str = ""


class Cable:
    """A TCP proxy in front of a server: cut, left dead, mended."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._there = (parts.hostname or "127.0.0.1", parts.port or 5672)
        self._parts = parts
        self._writers: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        self.connections = 0
        self.port = 0
        self.budgets: list[int] = []
        """How many bytes of the server each of the next connections gets before it breaks."""

    @property
    def url(self) -> str:
        """The server's address through the cable."""
        user = self._parts.netloc.rpartition("@")[0]
        host = f"{user}@127.0.0.1:{self.port}" if user else f"127.0.0.1:{self.port}"
        return urlunsplit(self._parts._replace(netloc=host))

    async def mend(self) -> None:
        """Let connections through."""
        self._server = await asyncio.start_server(self._connect, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        """Drop every connection and let none through."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self.drop()

    def drop(self) -> None:
        """Drop every connection; new ones get through."""
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            far_reader, far_writer = await asyncio.open_connection(*self._there)
        except OSError:
            writer.close()
            return
        self._writers |= {writer, far_writer}
        budget = self.budgets.pop(0) if self.budgets else None
        await asyncio.gather(_pump(reader, far_writer), _pump(far_reader, writer, budget))


async def _pump(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, budget: int | None = None
) -> None:
    with contextlib.suppress(OSError):
        while (budget is None or budget > 0) and (data := await reader.read(budget or 65536)):
            writer.write(data)
            await writer.drain()
            budget = None if budget is None else budget - len(data)
    writer.close()


class Responder:
    """Consumes the requests of `Echo` and answers in nameko's shape."""

    def __init__(self, channel: AbstractChannel) -> None:
        self._channel = channel
        self.reply_queues: list[str] = []
        self.seen: list[Basic.Properties] = []
        self.held: list[Any] = []

    async def start(self) -> None:
        """Bind a queue like that of a service."""
        queue = f"rpc-{Echo.service}"
        await self._channel.exchange_declare(EXCHANGE, exchange_type="topic", durable=True)
        await self._channel.queue_declare(queue, exclusive=True, auto_delete=True)
        await self._channel.queue_bind(queue, EXCHANGE, routing_key=f"{Echo.service}.*")
        await self._channel.basic_consume(queue, self._on_message, no_ack=True)

    async def _on_message(self, message: Any) -> None:
        properties = message.header.properties
        self.seen.append(properties)
        self.reply_queues.append(properties.reply_to)
        request = msgspec.json.decode(message.body)["args"][0]
        if request["then"] == "hold":
            self.held.append(message)
            return
        await self.reply(properties, {"result": request, "error": None})

    async def reply(self, properties: Basic.Properties, payload: dict[str, Any]) -> None:
        """Send one reply."""
        await self._channel.basic_publish(
            msgspec.json.encode(payload),
            exchange=EXCHANGE,
            routing_key=str(properties.reply_to),
            properties=Basic.Properties(
                content_type="application/json", correlation_id=properties.correlation_id
            ),
        )


async def open_channel(url: str) -> tuple[Any, AbstractChannel]:
    """A connection of the test's own, and a channel on it."""
    connection = await aiormq.connect(url)
    return connection, await connection.channel()
