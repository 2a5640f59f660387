"""Typed reactions to events: once in effect, retried up a ladder, parked when nothing helps."""

import functools
import traceback
from collections.abc import Callable
from typing import Any, get_type_hints

import structlog
from nameko.events import EventHandler

from contracts.base import Event
from contracts.errors import Invalid
from services.common.broker import Publisher
from services.common.consumer import SafeQueueConsumer, headers_of
from services.common.desk import read_envelope
from services.common.metrics import EVENTS
from services.common.topology import PARKING_EXCHANGE, event_queue, retry_exchange

log = structlog.get_logger()

ATTEMPT_HEADER = "x-attempt"


class ResilientEventHandler(EventHandler):  # type: ignore[misc]  # nameko is untyped
    """Acknowledges success, sends failure up the retry ladder, then parks the event."""

    queue_consumer = SafeQueueConsumer()

    def __init__(self, source_service: str, event_type: str, handler_name: str = "") -> None:
        super().__init__(source_service, event_type)
        self.handler_name = handler_name

    def setup(self) -> None:
        """Consume the handler's own queue."""
        self.queue = event_queue(
            self.source_service, self.event_type, self.container.service_name, self.method_name
        )
        self._publisher = Publisher(self.container.config["AMQP_URI"])
        self.queue_consumer.register_provider(self)

    def unpack_message_headers(self, message: Any) -> dict[str, Any]:
        """Only our own headers travel on."""
        return headers_of(message)

    def handle_message_processed(
        self,
        message: Any,
        result: Any = None,  # noqa: ARG002 (nameko's signature)
        exc_info: Any = None,
    ) -> None:
        """Acknowledge, retry later, or park."""
        if exc_info is None:
            self.queue_consumer.ack_message(message)
            return
        try:
            self._send_on(message, exc_info[1])
        except Exception:
            log.exception("event.retry_not_sent", queue=self.queue.name)
            self.queue_consumer.requeue_message(message)
        else:
            self.queue_consumer.ack_message(message)

    def _send_on(self, message: Any, error: BaseException) -> None:
        """Hand the event to the next step of the ladder, or to the parking queue after the last."""
        ladder = self.container.config["RETRY_LADDER"]
        attempt = int((message.headers or {}).get(ATTEMPT_HEADER, 0))
        permanent = isinstance(error, Invalid)
        parked = permanent or attempt >= len(ladder)
        exchange = PARKING_EXCHANGE if parked else retry_exchange(ladder[attempt])
        headers = {
            **(message.headers or {}),
            ATTEMPT_HEADER: attempt + 1,
            "x-queue": self.queue.name,
            "x-error": "".join(traceback.format_exception(error))[-2000:],
        }
        headers.pop("x-death", None)
        log.error(
            "event.parked" if parked else "event.retried",
            queue=self.queue.name,
            attempt=attempt + 1,
            exc_info=error,
        )
        self._publisher.publish(
            message.body if isinstance(message.body, bytes) else message.body.encode(),
            exchange=exchange.name,
            routing_key=self.queue.name,
            headers=headers,
            mandatory=True,
        )


def reacts_to(event_type: type[Event]) -> Callable[..., Any]:
    """Run `method(self, work, event)` once for every event of that type."""

    def react(service: Any, handler: str, body: Any, method: Callable[..., None]) -> None:
        envelope, event = read_envelope(body, event_type)
        service.work.react(envelope, event, handler, method)

    return functools.partial(_entrypoint, event_type, react)


def reacts_to_in_steps(event_type: type[Event]) -> Callable[..., Any]:
    """Run `method(self, begin, event)` for every event; the method makes repetition harmless."""

    def react(service: Any, _: str, body: Any, method: Callable[..., None]) -> None:
        _envelope, event = read_envelope(body, event_type)
        method(service.work.begin, event)

    return functools.partial(_entrypoint, event_type, react)


def _entrypoint(
    event_type: type[Event], react: Callable[..., None], method: Callable[..., None]
) -> Callable[..., Any]:
    handler = method.__name__
    if get_type_hints(method)["event"] is not event_type:
        raise TypeError(f"{handler} says that it takes another event than {event_type.__name__}.")

    @functools.wraps(method)
    def entrypoint(self: Any, body: Any) -> None:
        outcome = "error"
        try:
            react(self, handler, body, functools.partial(method, self))
            outcome = "ok"
        finally:
            EVENTS.labels(f"{self.name}.{handler}", outcome).inc()

    register: Callable[..., Any] = ResilientEventHandler.decorator(
        event_type.source, event_type.event_type, handler_name=handler
    )
    return register(entrypoint)  # type: ignore[no-any-return]  # nameko is untyped
