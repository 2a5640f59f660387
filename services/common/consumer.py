"""The consuming side of nameko, hardened: no message is lost in silence, none kills a service."""

from typing import Any

import structlog
from nameko.messaging import QueueConsumer

from services.common.topology import declare_basics

log = structlog.get_logger()


class SafeQueueConsumer(QueueConsumer):  # type: ignore[misc]  # nameko is untyped
    """Parks what cannot be decoded, and tells its listeners when the broker is back."""

    def __init__(self) -> None:
        super().__init__()
        self.connected = 0

    def on_decode_error(self, message: Any, exc: Exception) -> None:
        """Dead-letter a body that is not what its headers say."""
        log.error("message.undecodable", queue=message.delivery_info, error=str(exc))
        message.reject(requeue=False)

    def on_connection_revived(self) -> None:
        """Count connections, so that others notice that theirs is stale."""
        self.connected += 1

    def get_consumers(self, consumer_cls: Any, channel: Any) -> Any:
        """Declare the parking queue before the queues that dead-letter into it."""
        declare_basics(channel, self.container.config["RETRY_LADDER"])
        return super().get_consumers(consumer_cls, channel)

    def handle_message(self, provider: Any, body: Any, message: Any) -> None:
        """Hand a message to a free worker at once, without a thread of its own in between.

        When every worker is busy the thread is needed: waiting here would silence the connection.
        """
        if self.container._worker_pool.free() > 0:  # noqa: SLF001 (nameko offers no other way)
            provider.handle_message(body, message)
        else:
            super().handle_message(provider, body, message)


def headers_of(message: Any) -> dict[str, Any]:
    """Our own headers of a message, without nameko's prefix and without the broker's."""
    return {
        key.removeprefix("nameko."): value
        for key, value in (message.headers or {}).items()
        if key.startswith(("nameko.", "x-attempt"))
    }
