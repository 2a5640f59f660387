"""Events of the services, received by every gateway: caches forget, screens hear."""

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
import structlog

from contracts.base import Envelope
from gateway.amqp import Link

log = structlog.get_logger()

SOURCES = ("accounts", "courses", "payments")

Listener = Callable[[Envelope], Awaitable[None]]


class EventFeed:
    """An exclusive queue of everything the services announce.

    Nothing is lost for good when a gateway is away: pages read the truth when they reconnect.
    """

    def __init__(self, link: Link) -> None:
        self._link = link
        self._listeners: list[Listener] = []
        self._reset: list[Callable[[], None]] = []
        self._decoder = msgspec.json.Decoder(Envelope)
        link.on_connect(self._listen)

    def add(self, listener: Listener) -> None:
        """Call *listener* with every event."""
        self._listeners.append(listener)

    def on_gap(self, forget: Callable[[], None]) -> None:
        """Call *forget* when events may have been missed."""
        self._reset.append(forget)

    async def _listen(self) -> None:
        channel = self._link.channel
        if channel is None:
            return
        declared = await channel.queue_declare("", exclusive=True, auto_delete=True)
        queue = str(declared.queue)
        for source in SOURCES:
            exchange = f"{source}.events"
            await channel.exchange_declare(exchange, exchange_type="topic", durable=True)
            await channel.queue_bind(queue, exchange, routing_key="#")
        await channel.basic_consume(queue, self._on_message, no_ack=True)
        for forget in self._reset:
            forget()

    async def _on_message(self, message: Any) -> None:
        try:
            envelope = self._decoder.decode(message.body)
        except msgspec.DecodeError as error:
            log.warning("events.undecodable", error=str(error))
            return
        for listener in self._listeners:
            try:
                await listener(envelope)
            except Exception:
                log.exception("events.listener_failed", event_type=envelope.type)
