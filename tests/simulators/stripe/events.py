"""Events, for a shop that asks instead of waiting."""

from aiohttp import web

from tests.simulators.stripe.api import answer, listing, named, parameters
from tests.simulators.stripe.params import Params
from tests.simulators.stripe.world import WORLD

routes = web.RouteTableDef()


@routes.get("/v1/events")
async def list_events(request: web.Request) -> web.Response:
    """Events, newest first."""
    return await listing(request, request.app[WORLD].store.events)


@routes.get("/v1/events/{id}")
async def get_event(request: web.Request) -> web.Response:
    """One event."""
    params = await parameters(request, Params)
    return answer(request, named(request, request.app[WORLD].store.events, "event", "id"), params)
