"""The gateway's link to RabbitMQ: one connection that comes back by itself."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import cast

import aiormq
import structlog
from aiormq import Channel
from aiormq.abc import AbstractConnection

log = structlog.get_logger()

HEARTBEAT_SECONDS = 10
RETRY_SECONDS = (0.2, 0.5, 1.0, 2.0)


class Link:
    """A channel that is either open or None; listeners set up their queues on every connect."""

    def __init__(self, url: str) -> None:
        self._url = f"{url}{'&' if '?' in url else '?'}heartbeat={HEARTBEAT_SECONDS}"
        self._task: asyncio.Task[None] | None = None
        self._connect_callbacks: list[Callable[[], Awaitable[None]]] = []
        self._disconnect_callbacks: list[Callable[[], None]] = []
        self.channel: Channel | None = None

    def on_connect(self, callback: Callable[[], Awaitable[None]]) -> None:
        """Call *callback* after every connect, before anybody uses the channel."""
        self._connect_callbacks.append(callback)

    def on_disconnect(self, callback: Callable[[], None]) -> None:
        """Call *callback* after every loss of the connection."""
        self._disconnect_callbacks.append(callback)

    async def start(self) -> None:
        """Begin to connect; does not wait for the broker."""
        self._task = asyncio.create_task(self._stay_connected())

    async def stop(self) -> None:
        """Close the connection."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _stay_connected(self) -> None:
        failures = 0
        while True:
            try:
                connection = await asyncio.wait_for(aiormq.connect(self._url), 5)
            except (OSError, TimeoutError, aiormq.exceptions.AMQPError) as error:
                log.warning("amqp.not_connected", error=str(error) or type(error).__name__)
                await asyncio.sleep(RETRY_SECONDS[min(failures, len(RETRY_SECONDS) - 1)])
                failures += 1
                continue
            failures = 0
            await self._use(connection)
            await asyncio.sleep(RETRY_SECONDS[0])

    async def _use(self, connection: AbstractConnection) -> None:
        """Open the channel, let the listeners set up, and wait until the connection is lost."""
        try:
            channel = cast("Channel", await connection.channel(publisher_confirms=True))
            self.channel = channel
            for callback in self._connect_callbacks:
                await callback()
            log.info("amqp.connected")
            await asyncio.wait(
                [asyncio.ensure_future(c.closing) for c in (connection, channel)],
                return_when=asyncio.FIRST_COMPLETED,
            )
        except Exception:  # whatever broke, only a new connection repairs it
            log.exception("amqp.setup_failed")
        finally:
            self.channel = None
            for forget in self._disconnect_callbacks:
                forget()
            with contextlib.suppress(Exception):
                await asyncio.wait_for(connection.close(), 2)
        log.warning("amqp.disconnected")
