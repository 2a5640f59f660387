"""Names and arguments of the exchanges and queues; declared before anybody publishes.

An event whose queue does not exist yet would be lost, so a deployment runs
`python -m services.common.topology` once, after the migrations and before the services.
"""

import importlib
import inspect
from typing import Any

from kombu import Connection, Exchange, Queue

from services.common import SERVICES
from services.common.config import load
from services.common.settings import ServiceSettings

RPC_EXCHANGE = Exchange("nameko-rpc", type="topic", durable=True)
PARKING_EXCHANGE = Exchange("parking", type="topic", durable=True)

_QUORUM: dict[str, Any] = {
    "x-queue-type": "quorum",
    "x-dead-letter-strategy": "at-least-once",
    "x-overflow": "reject-publish",
}

PARKING = Queue(
    "parking",
    exchange=PARKING_EXCHANGE,
    routing_key="#",
    durable=True,
    queue_arguments={"x-queue-type": "quorum"},
)


def event_exchange(source: str) -> Exchange:
    """Where a service publishes its events; the name is nameko's."""
    return Exchange(f"{source}.events", type="topic", durable=True)


def event_queue(source: str, event_type: str, service: str, handler: str) -> Queue:
    """The queue of one handler of one event; its name is a public contract."""
    return Queue(
        f"evt-{source}-{event_type}--{service}.{handler}",
        exchange=event_exchange(source),
        routing_key=event_type,
        durable=True,
        queue_arguments={**_QUORUM, "x-dead-letter-exchange": PARKING_EXCHANGE.name},
    )


def rpc_queue(service: str) -> Queue:
    """The queue of a service's requests."""
    return Queue(
        f"rpc-{service}",
        exchange=RPC_EXCHANGE,
        routing_key=f"{service}.*",
        durable=True,
        queue_arguments={"x-dead-letter-exchange": PARKING_EXCHANGE.name},
    )


def retry_exchange(seconds: int) -> Exchange:
    """Where a failed event waits; the routing key names the queue it goes back to."""
    return Exchange(f"retry.{seconds}s", type="fanout", durable=True)


def retry_queue(seconds: int) -> Queue:
    """A queue per step, since a message waiting longer would hold up those behind it."""
    return Queue(
        f"retry.{seconds}s",
        exchange=retry_exchange(seconds),
        durable=True,
        queue_arguments={
            **_QUORUM,
            "x-message-ttl": seconds * 1000,
            "x-dead-letter-exchange": "",
        },
    )


def service_class(service: str) -> type:
    """The nameko class of a service."""
    module = importlib.import_module(f"services.{service}.service")
    return next(
        value
        for value in vars(module).values()
        if isinstance(value, type) and getattr(value, "name", None) == service
    )


def entrypoints_of(service: type) -> list[tuple[Any, Any]]:
    """Each method of a service with each of its entrypoints; inherited ones included."""
    return [
        (method, entrypoint)
        for _, method in inspect.getmembers(service, inspect.isfunction)
        for entrypoint in getattr(method, "nameko_entrypoints", ())
    ]


def queues_of(service: type) -> list[Queue]:
    """Every durable queue that a service consumes."""
    handlers = [e for _, e in entrypoints_of(service) if hasattr(e, "event_type")]
    name = str(service.name)  # type: ignore[attr-defined]  # nameko's naming rule
    events = [event_queue(e.source_service, e.event_type, name, e.handler_name) for e in handlers]
    return [rpc_queue(name), *sorted(events, key=lambda queue: str(queue.name))]


def declare_basics(channel: Any, ladder: tuple[int, ...]) -> None:
    """Declare the parking queue and the steps of the retry ladder."""
    PARKING(channel).declare()
    for seconds in ladder:
        retry_queue(seconds)(channel).declare()


def declare_all(amqp_url: str, ladder: tuple[int, ...]) -> None:
    """Declare every queue of every service."""
    with Connection(amqp_url, connect_timeout=5) as connection:
        channel = connection.channel()
        declare_basics(channel, ladder)
        for name in SERVICES:
            event_exchange(name)(channel).declare()
            for queue in queues_of(service_class(name)):
                queue(channel).declare()


if __name__ == "__main__":
    settings = load(ServiceSettings)
    declare_all(settings.amqp_url, settings.retry_ladder)
