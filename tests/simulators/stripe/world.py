"""What one running simulator consists of; every route reaches it through `WORLD`."""

import asyncio
from pathlib import Path

from aiohttp import web
from msgspec import Struct

from tests.simulators.stripe import objects
from tests.simulators.stripe.faults import Faults
from tests.simulators.stripe.store import Clock, Store, Thing, public, save
from tests.simulators.stripe.webhooks import Webhooks


class Settings(Struct, frozen=True, kw_only=True):
    """How a simulator was started."""

    base_url: str
    secret_key: str
    webhook_url: str
    webhook_secret: str
    state: Path | None = None


class World(Struct, kw_only=True):
    """The parts that share one simulated Stripe."""

    settings: Settings
    store: Store
    clock: Clock
    faults: Faults
    webhooks: Webhooks
    changed: bool = False

    async def keep_saving(self) -> None:
        """Write the state down about once a second, so that a busy simulator stays fast."""
        while True:
            await asyncio.sleep(1)
            self.save()

    def save(self) -> None:
        """Write the state down if it has changed."""
        if self.changed:
            self.changed = False
            save(self.store, self.settings.state)

    async def announce(self, *facts: tuple[str, Thing], request: web.Request | None = None) -> None:
        """Record events about what just happened and send their webhooks."""
        events = [self._event(kind, thing, request) for kind, thing in facts]
        self.changed = True
        self.store.events.update({event["id"]: event for event in events})
        self.store.trim()
        await self.webhooks.send(events)

    def _event(self, kind: str, thing: Thing, request: web.Request | None) -> Thing:
        key = request.headers.get("Idempotency-Key") if request is not None else None
        request_id = request.get("request_id") if request is not None else None
        source = {"id": request_id, "idempotency_key": key}
        return objects.event(kind, public(thing), self.clock.now(), source)


WORLD = web.AppKey("world", World)
