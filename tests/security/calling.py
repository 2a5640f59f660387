"""Somebody with the gateway's own access to the broker, who sends what the gateway never would."""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple
from uuid import uuid4

import aiormq
import msgspec
from aiormq.abc import AbstractChannel
from pamqp.commands import Basic

from contracts.base import Request
from contracts.types import Actor
from contracts.vouchers import vouch
from gateway.rpc import EXCHANGE

SECONDS = 20


class Reply(NamedTuple):
    """What a service answered: a result, or the code of a refusal."""

    result: Any
    code: str | None


class Caller:
    """Asks services directly, past the gateway and its checks."""

    def __init__(self, channel: AbstractChannel, queue: str) -> None:
        self._channel = channel
        self._queue = queue
        self._waiting: dict[str, asyncio.Future[Reply]] = {}
        self.unasked: list[Reply] = []

    async def listen(self) -> None:
        """Hear the replies."""
        await self._channel.queue_declare(self._queue, exclusive=True, auto_delete=True)
        await self._channel.queue_bind(self._queue, EXCHANGE, routing_key=self._queue)
        await self._channel.basic_consume(self._queue, self._hear, no_ack=True)

    async def ask(
        self, request: type[Request[Any]], payload: Any, voucher: str | None = None
    ) -> Reply:
        """Call the request's method with any payload, under a voucher or none."""
        headers = {"nameko.actor": voucher} if voucher is not None else {}
        number = uuid4().hex
        future = self._waiting[number] = asyncio.get_running_loop().create_future()
        body = msgspec.json.encode({"args": [payload], "kwargs": {}})
        await self.send(f"{request.service}.{request.method()}", body, headers, number)
        return await asyncio.wait_for(future, SECONDS)

    async def send(
        self, method: str, body: bytes, headers: dict[str, Any], number: str = "", **more: Any
    ) -> None:
        """Publish any bytes to a method."""
        properties = {
            "content_type": "application/json",
            "content_encoding": "utf-8",
            "reply_to": self._queue,
            "correlation_id": number,
            "headers": {"nameko.deadline": f"{time.time() + SECONDS:.3f}", **headers},
        }
        await self._channel.basic_publish(
            body,
            exchange=EXCHANGE,
            routing_key=method,
            properties=Basic.Properties(**{**properties, **more}),
        )

    async def _hear(self, message: Any) -> None:
        answer = msgspec.json.decode(message.body)
        code = answer["error"]["exc_args"][0] if answer["error"] else None
        reply = Reply(answer["result"], code)
        future = self._waiting.pop(message.header.properties.correlation_id or "", None)
        if future is None:
            self.unasked.append(reply)
        elif not future.done():
            future.set_result(reply)


@asynccontextmanager
async def calling() -> AsyncIterator[Caller]:
    """Connects with the credentials that every part of the stack has."""
    connection = await aiormq.connect(os.environ["AMQP_URL"])
    try:
        caller = Caller(await connection.channel(), f"rpc.reply-test-{uuid4().hex}")
        await caller.listen()
        yield caller
    finally:
        await connection.close()


def note(actor: Actor, service: str, *, key: str | None = None, seconds: float = SECONDS) -> str:
    """The gateway's word for somebody, or what a forger makes of it."""
    return vouch(actor, service, key or os.environ["CALL_SIGNING_KEY"], seconds=seconds)
