"""Publishing to RabbitMQ with confirms and an end to every wait."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from amqp.exceptions import AMQPError
from eventlet.semaphore import Semaphore
from kombu import Connection

CONFIRM_SECONDS = 5.0
CONNECT_SECONDS = 5.0
PERSISTENT = 2
TRANSIENT = 1


class Unroutable(Exception):
    """No queue is bound for the message."""


class Publisher:
    """One connection to the broker, opened when needed and dropped after any failure.

    After a failed confirm the channel would mistake the late answer for that of the next message,
    so a channel that raised is never used again.
    """

    def __init__(self, amqp_url: str, *, confirm: bool = True) -> None:
        self._amqp_url = amqp_url
        self._confirm = confirm
        self._lock = Semaphore(1)
        self._connection: Connection | None = None
        self._channel: Any = None

    def publish(
        self,
        body: bytes,
        *,
        exchange: str,
        routing_key: str,
        headers: dict[str, Any] | None = None,
        mandatory: bool = False,
        delivery_mode: int = PERSISTENT,
        **properties: Any,
    ) -> None:
        """Send one message; raises `Unroutable`, or the transport's error.

        An idle connection may have died unnoticed, so a failed send is tried once more on a new
        one; a message that arrives twice is recognized by its id.
        """
        message = {
            "body": body,
            "properties": {"delivery_mode": delivery_mode, **properties},
            "headers": headers or {},
        }
        route = {"exchange": exchange, "routing_key": routing_key, "mandatory": mandatory}
        with self._lock:
            try:
                self._send(message, route)
            except (OSError, AMQPError):
                self._send(message, route)

    def close(self) -> None:
        """Drop the connection; the next message opens another."""
        connection, self._connection, self._channel = self._connection, None, None
        if connection is not None:
            connection.collect(socket_timeout=0.1)

    def _send(self, message: dict[str, Any], route: dict[str, Any]) -> None:
        with self._open() as channel:
            prepared = channel.prepare_message(
                content_type="application/json", content_encoding="utf-8", **message
            )
            if self._confirm:
                channel.basic_publish_confirm(prepared, confirm_timeout=CONFIRM_SECONDS, **route)
            else:
                channel.basic_publish(prepared, timeout=CONFIRM_SECONDS, **route)

    @contextmanager
    def _open(self) -> Iterator[Any]:
        try:
            if self._channel is None:
                self._connection = Connection(
                    self._amqp_url,
                    connect_timeout=CONNECT_SECONDS,
                    transport_options={"confirm_publish": self._confirm},
                )
                self._channel = self._connection.channel()
            yield self._channel
        except BaseException as error:
            self.close()
            if "NO_ROUTE" in str(error):
                raise Unroutable(str(error)) from error
            raise
