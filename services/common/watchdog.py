"""Ends a process whose consumer has gone deaf, so that its supervisor starts a fresh one.

A connection whose incoming half is cut leaves kombu waiting for ever while the process looks
alive. The watchdog sends itself a message through the broker every few seconds; when the broker
confirms several of them and none arrives, the process exits.
"""

import os
import time
from typing import Any
from uuid import uuid4

import structlog
from eventlet import sleep
from kombu import Queue
from nameko.extensions import SharedExtension

from services.common.broker import TRANSIENT, Publisher
from services.common.consumer import SafeQueueConsumer

log = structlog.get_logger()

INTERVAL_SECONDS = 10
PATIENCE = 3


class Watchdog(SharedExtension):  # type: ignore[misc]  # nameko is untyped
    """Listens on the service's own consumer for what it has sent itself."""

    queue_consumer = SafeQueueConsumer()

    def setup(self) -> None:
        """Consume a queue of this process alone."""
        name = f"watchdog-{self.container.service_name}-{uuid4()}"
        self.queue = Queue(name, durable=True, queue_arguments={"x-expires": 120_000})
        self.heard_at = time.monotonic()
        self._publisher = Publisher(self.container.config["AMQP_URI"])
        self.queue_consumer.register_provider(self)

    def start(self) -> None:
        """Begin to watch."""
        self.container.spawn_managed_thread(self._watch, identifier="watchdog")

    def stop(self) -> None:
        """Leave the consumer."""
        self.queue_consumer.unregister_provider(self)

    def handle_message(self, _body: Any, message: Any) -> None:
        """Note that the consumer hears."""
        self.heard_at = time.monotonic()
        self.queue_consumer.ack_message(message)

    def _watch(self) -> None:
        unheard = 0
        while True:
            sent_at = time.monotonic()
            confirmed = self._send()
            sleep(INTERVAL_SECONDS)
            unheard = unheard + 1 if confirmed and self.heard_at < sent_at else 0
            if unheard >= PATIENCE:
                log.critical("watchdog.deaf", seconds=PATIENCE * INTERVAL_SECONDS)
                os._exit(1)

    def _send(self) -> bool:
        try:
            self._publisher.publish(
                b"{}", exchange="", routing_key=self.queue.name, delivery_mode=TRANSIENT
            )
        except Exception:  # noqa: BLE001 (a broker that is away is not a deaf consumer)
            return False
        return True
