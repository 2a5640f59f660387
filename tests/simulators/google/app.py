"""The web application of the simulator."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from tests.simulators.google import control, pages, provider
from tests.simulators.google.faults import Faults, strike
from tests.simulators.google.keys import Keys
from tests.simulators.google.world import WORLD, Settings, World, load_people

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def create_app(settings: Settings) -> web.Application:
    """Everything wired together, ready to be served."""
    app = web.Application(middlewares=[counted])
    app[WORLD] = World(
        settings=settings, people=load_people(settings.state), keys=Keys(), faults=Faults()
    )
    app.router.add_get("/health", health)
    for part in (provider, pages, control):
        app.router.add_routes(part.routes)
    return app


@web.middleware
async def counted(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Count a call, and let it fail when a test wants that."""
    world = request.app[WORLD]
    world.calls[request.path] += 1
    fault = world.faults.take(request.path)
    failed = await strike(fault, request) if fault else None
    return failed or await handler(request)


async def health(_: web.Request) -> web.Response:
    """Tell the launcher that the simulator answers."""
    return web.json_response({"status": "ok"})
