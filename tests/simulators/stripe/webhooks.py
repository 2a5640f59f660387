"""Signed webhooks, retried until the shop takes them."""

import asyncio
import hashlib
import hmac
import json
import time
from collections import deque
from collections.abc import Coroutine
from typing import Any

import aiohttp
from msgspec import Struct

from tests.simulators.stripe.store import Thing

MODES = ("at_once", "before_redirect", "twice", "out_of_order", "drop", "wrong_signature", "stale")
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 30.0
_GIVES_UP_AFTER = 3 * 24 * 3600
_STALE_SECONDS = 600


class Delivery(Struct, kw_only=True):
    """One attempt to hand an event to the shop; status 0 when nobody answered."""

    event_id: str
    event_type: str
    attempt: int
    status: int
    at: float


class Webhooks:
    """Delivers events in the way the current mode says."""

    def __init__(self, url: str, secret: str) -> None:
        self.url = url
        self.secret = secret
        self.mode = "at_once"
        self.deliveries: deque[Delivery] = deque(maxlen=5000)
        self._tasks: set[asyncio.Task[None]] = set()
        self._http: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        """Get ready to send."""
        self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10))

    async def close(self) -> None:
        """Stop every delivery; what was not taken stays pending."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._http is not None:
            await self._http.close()

    async def send(self, events: list[Thing]) -> None:
        """Deliver the events of one happening; returns at once unless the page has to wait."""
        if self.mode == "drop":
            for event in events:
                event["pending_webhooks"] = 0
        elif self.mode == "before_redirect":
            await self._in_order(events)
        elif self.mode == "out_of_order":
            self._start(self._in_order(events[::-1]))
        elif self.mode == "twice":
            self._start(self._in_order([event for event in events for _ in range(2)]))
        else:
            self._start(self._in_order(events, pause=_pause(self.mode)))

    def resume(self, events: list[Thing]) -> None:
        """Go on with events that an earlier run could not deliver, or deliver some again."""
        for event in events:
            self._start(self._deliver(event))

    def _start(self, delivery: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(delivery)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _in_order(self, events: list[Thing], pause: float = 0) -> None:
        """First attempts in order; a refused one is retried without holding up the next."""
        await asyncio.sleep(pause)
        for event in events:
            if not await self._attempt(event, 1) and self._retries():
                self._start(self._deliver(event, attempt=2))

    def _retries(self) -> bool:
        return self.mode not in {"wrong_signature", "stale"}

    async def _deliver(self, event: Thing, attempt: int = 1) -> None:
        started = time.monotonic()
        pause = _FIRST_PAUSE
        if attempt > 1:
            await asyncio.sleep(pause)
        while not await self._attempt(event, attempt):
            if time.monotonic() - started > _GIVES_UP_AFTER:
                return
            attempt, pause = attempt + 1, min(2 * pause, _LONGEST_PAUSE)
            await asyncio.sleep(pause)

    async def _attempt(self, event: Thing, attempt: int) -> bool:
        """Post an event once; true when the shop answered 2xx."""
        payload = json.dumps(event, indent=2)
        status = await self._post(payload)
        taken = 200 <= status < 300
        event["pending_webhooks"] = 0 if taken else 1
        self.deliveries.append(
            Delivery(
                event_id=event["id"],
                event_type=event["type"],
                attempt=attempt,
                status=status,
                at=time.time(),
            )
        )
        return taken

    async def _post(self, payload: str) -> int:
        assert self._http is not None, "open() comes first"
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
            "Stripe-Signature": self._signature(payload),
        }
        try:
            async with self._http.post(self.url, data=payload.encode(), headers=headers) as reply:
                return reply.status
        except (aiohttp.ClientError, TimeoutError):
            return 0

    def _signature(self, payload: str) -> str:
        secret = "whsec_of_somebody_else" if self.mode == "wrong_signature" else self.secret
        moment = int(time.time()) - (_STALE_SECONDS if self.mode == "stale" else 0)
        digest = hmac.new(secret.encode(), f"{moment}.{payload}".encode(), hashlib.sha256)
        return f"t={moment},v1={digest.hexdigest()}"


def is_mode(text: str) -> bool:
    """Whether a mode can be set: one of MODES or `after:<seconds>`."""
    name, _, seconds = text.partition(":")
    return text in MODES or (name == "after" and seconds.replace(".", "", 1).isdigit())


def _pause(mode: str) -> float:
    """Seconds between the happening and the first attempt."""
    return float(mode.partition(":")[2] or 0)
