"""The web application of the simulator."""

import asyncio
from collections.abc import AsyncIterator

from aiohttp import web

from tests.simulators.stripe import control, events, pages, payments, refunds, sessions
from tests.simulators.stripe.api import api_call
from tests.simulators.stripe.faults import Faults
from tests.simulators.stripe.store import Clock, load
from tests.simulators.stripe.webhooks import Webhooks
from tests.simulators.stripe.world import WORLD, Settings, World


def create_app(settings: Settings) -> web.Application:
    """Everything wired together, ready to be served."""
    app = web.Application(middlewares=[api_call])
    app[WORLD] = World(
        settings=settings,
        store=load(settings.state),
        clock=Clock(),
        faults=Faults(),
        webhooks=Webhooks(settings.webhook_url, settings.webhook_secret),
    )
    app.router.add_get("/health", health)
    for part in (sessions, payments, refunds, events, control, pages):
        app.router.add_routes(part.routes)
    app.cleanup_ctx.append(_background)
    return app


async def health(_: web.Request) -> web.Response:
    """Tell the launcher that the simulator answers."""
    return web.json_response({"status": "ok"})


async def _background(app: web.Application) -> AsyncIterator[None]:
    """Deliver what an earlier run left pending, watch expiries, save on the way out."""
    world = app[WORLD]
    await world.webhooks.open()
    world.webhooks.resume(
        [event for event in world.store.events.values() if event["pending_webhooks"]]
    )
    tasks = [
        asyncio.create_task(sessions.close_forgotten(world)),
        asyncio.create_task(world.keep_saving()),
    ]
    yield
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await world.webhooks.close()
    world.changed = True
    world.save()
