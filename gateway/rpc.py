"""An asyncio client of nameko's RPC wire format.

Requests go to the topic exchange `nameko-rpc` under `<service>.<method>` with the body
`{"args": [request], "kwargs": {}}`; replies come to an exclusive queue of this process. A message
that no queue takes comes back at once, so an absent service is noticed without waiting.
"""

import asyncio
import time
from typing import Any, Protocol, TypeVar
from uuid import uuid4

import msgspec
import structlog
from aiormq.exceptions import AMQPError, ChannelInvalidStateError
from pamqp.commands import Basic

from contracts.base import Message, Request, decode
from contracts.errors import ServiceTimedOut, ServiceUnavailable, from_wire
from contracts.types import Actor
from contracts.vouchers import vouch
from gateway.amqp import Link

ReplyT = TypeVar("ReplyT")
log = structlog.get_logger()

EXCHANGE = "nameko-rpc"
CLOCK_SECONDS = 20


class CallOptions(Message, frozen=True, kw_only=True):
    """The circumstances of a call: who asks, from where, under which ids."""

    actor: Actor | None = None
    correlation_id: str = ""
    idempotency_key: str | None = None
    address: str = ""


class RpcClient(Protocol):
    """Asks services."""

    async def call(self, request: Request[ReplyT], options: CallOptions) -> ReplyT:
        """Ask, and decode the reply; raises `ServiceError`."""
        ...

    async def call_raw(self, request: Request[Any], options: CallOptions) -> bytes:
        """Ask, and hand the reply's JSON on as it is; raises `ServiceError`."""
        ...


class _Reply(msgspec.Struct):
    result: msgspec.Raw = msgspec.Raw(b"null")
    error: dict[str, Any] | None = None


class AmqpRpcClient:
    """Asks services over one channel; many calls are under way at a time."""

    def __init__(self, link: Link, signing_key: str, timeout_seconds: float) -> None:
        self._link = link
        self._key = signing_key
        self._timeout = timeout_seconds
        self._futures: dict[str, asyncio.Future[bytes]] = {}
        self._reply_to = ""
        self._decoder = msgspec.json.Decoder(_Reply)
        link.on_connect(self._listen)
        link.on_disconnect(self._fail_pending)

    async def call(self, request: Request[ReplyT], options: CallOptions) -> ReplyT:
        """Ask, and decode the reply; raises `ServiceError`."""
        raw = await self.call_raw(request, options)
        reply: ReplyT = decode(msgspec.json.decode(raw), type(request).reply_type(), strict=False)
        return reply

    async def call_raw(self, request: Request[Any], options: CallOptions) -> bytes:
        """Ask, and hand the reply's JSON on as it is; raises `ServiceError`."""
        body = await self._exchange(request, options)
        reply = self._decoder.decode(body)
        if reply.error is None:
            return bytes(reply.result)
        code, detail, extra = _refusal(reply.error)
        raise from_wire(code, detail, extra)

    async def _exchange(self, request: Request[Any], options: CallOptions) -> bytes:
        correlation_id = uuid4().hex
        future: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._futures[correlation_id] = future
        try:
            async with asyncio.timeout(self._timeout):
                await self._send(request, options, correlation_id)
                return await future
        except TimeoutError:
            raise ServiceTimedOut(
                "It is not known whether this was done. Look again before you repeat it."
            ) from None
        finally:
            self._futures.pop(correlation_id, None)

    async def _send(self, request: Request[Any], options: CallOptions, correlation_id: str) -> None:
        channel = self._link.channel
        if channel is None or not self.ready:
            raise ServiceUnavailable("Try again in a few seconds.")
        properties = Basic.Properties(
            content_type="application/json",
            content_encoding="utf-8",
            reply_to=self._reply_to,
            correlation_id=correlation_id,
            message_id=correlation_id,
            delivery_mode=1,
            expiration=str(int(self._timeout * 1000)),
            headers=self._headers(request, options),
        )
        try:
            await channel.basic_publish(
                msgspec.json.encode({"args": [request], "kwargs": {}}),
                exchange=EXCHANGE,
                routing_key=f"{request.service}.{request.method()}",
                properties=properties,
                mandatory=True,
                wait=False,  # for the socket; the broker's confirm is waited for
            )
        except (OSError, AMQPError, ChannelInvalidStateError) as error:
            log.warning("rpc.not_sent", service=request.service, error=str(error))
            raise ServiceUnavailable("Try again in a few seconds.") from None

    def _headers(self, request: Request[Any], options: CallOptions) -> dict[str, Any]:
        headers: dict[str, Any] = {
            "nameko.deadline": f"{time.time() + self._timeout:.3f}",
            "nameko.correlation_id": options.correlation_id,
        }
        if options.idempotency_key:
            headers["nameko.idempotency_key"] = options.idempotency_key
        if options.address:
            headers["nameko.address"] = options.address
        if options.actor is not None:
            headers["nameko.actor"] = vouch(
                options.actor, request.service, self._key, seconds=self._timeout + CLOCK_SECONDS
            )
        return headers

    async def _listen(self) -> None:
        """Consume a fresh reply queue: an old one may still belong to the dead connection."""
        channel = self._link.channel
        if channel is None:
            return
        name = f"rpc.reply-gateway-{uuid4()}"
        self._reply_to = ""
        await channel.exchange_declare(EXCHANGE, exchange_type="topic", durable=True)
        await channel.queue_declare(name, exclusive=True, auto_delete=True)
        await channel.queue_bind(name, EXCHANGE, routing_key=name)
        await channel.basic_consume(name, self._on_reply, no_ack=True)
        self._reply_to = name

    async def _on_reply(self, message: Any) -> None:
        future = self._futures.get(message.header.properties.correlation_id)
        if future is not None and not future.done():
            future.set_result(message.body)

    @property
    def ready(self) -> bool:
        """Whether replies can come in."""
        return bool(self._reply_to)

    def _fail_pending(self) -> None:
        """Fail who waits for a reply; who is still sending fails by themselves."""
        self._reply_to = ""
        for future in self._futures.values():
            if not future.done():
                future.set_exception(ServiceUnavailable("Try again in a few seconds."))
                future.exception()


def _refusal(error: dict[str, Any]) -> tuple[str, str, dict[str, Any]]:
    """Code, detail and extra of an error on the wire; nameko's own errors are ours to repair."""
    arguments = error.get("exc_args") or []
    if error.get("exc_path") == "" and len(arguments) == 3:  # noqa: PLR2004 (code, detail, extra)
        code, detail, extra = arguments
        return str(code), str(detail), dict(extra)
    log.error("rpc.contract_mismatch", error=error)
    return "contract_mismatch", "", {}
