"""Checkout Sessions: made, looked at, closed."""

import asyncio

from aiohttp import web

from tests.simulators.stripe import objects
from tests.simulators.stripe.api import answer, listing, named, parameters
from tests.simulators.stripe.errors import Refusal, refused_parameter
from tests.simulators.stripe.params import CreateSession, Params
from tests.simulators.stripe.store import Thing
from tests.simulators.stripe.world import WORLD, World

routes = web.RouteTableDef()

SHORTEST_SECONDS = 30 * 60
LONGEST_SECONDS = 24 * 3600
_CLOCK_SKEW = 60
_SMALLEST_CHARGE = {"gbp": 30, "jpy": 50, "inr": 50, "nok": 300, "sek": 300, "dkk": 250}


@routes.post("/v1/checkout/sessions")
async def create_session(request: web.Request) -> web.Response:
    """Open a hosted payment page."""
    world = request.app[WORLD]
    params = await parameters(request, CreateSession)
    _ensure_times(params, world.clock.now())
    _ensure_amount(params)
    session = objects.session(params, world.clock.now(), world.settings.base_url)
    world.store.sessions[session["id"]] = session
    return answer(request, session, params)


@routes.get("/v1/checkout/sessions")
async def list_sessions(request: web.Request) -> web.Response:
    """Sessions, newest first."""
    return await listing(request, request.app[WORLD].store.sessions)


@routes.get("/v1/checkout/sessions/{id}")
async def get_session(request: web.Request) -> web.Response:
    """One session as it stands."""
    params = await parameters(request, Params)
    return answer(request, await _session(request), params)


@routes.post("/v1/checkout/sessions/{id}/expire")
async def expire_session(request: web.Request) -> web.Response:
    """Close an open session before its time."""
    params = await parameters(request, Params)
    session = await _session(request)
    if session["status"] != "open":
        raise Refusal(
            'Only Checkout Sessions with a status in ["open"] can be expired. '
            f"This Checkout Session has a status of `{session['status']}`.",
        )
    await close(request.app[WORLD], session, request)
    return answer(request, session, params)


async def _session(request: web.Request) -> Thing:
    world = request.app[WORLD]
    session = named(request, world.store.sessions, "checkout.session", "session")
    await close_if_over(world, session)
    return session


async def close(world: World, session: Thing, request: web.Request | None = None) -> None:
    """End a session without money."""
    session.update(status="expired", url=None)
    await world.announce(("checkout.session.expired", session), request=request)


async def close_if_over(world: World, session: Thing) -> None:
    """Apply the time limit of a session."""
    if session["status"] == "open" and session["expires_at"] <= world.clock.now():
        await close(world, session)


async def close_forgotten(world: World) -> None:
    """Once a second, close the sessions whose time is over."""
    while True:
        for session in list(world.store.sessions.values()):
            await close_if_over(world, session)
        await asyncio.sleep(1)


def _ensure_times(params: CreateSession, now: int) -> None:
    """A session lives between 30 minutes and 24 hours."""
    if params.expires_at is None:
        return
    lasts = params.expires_at - now
    if lasts < SHORTEST_SECONDS - _CLOCK_SKEW:
        message = "The `expires_at` timestamp must be at least 30 minutes from now."
        raise refused_parameter(message, "parameter_invalid", "expires_at")
    if lasts > LONGEST_SECONDS + _CLOCK_SKEW:
        message = "The `expires_at` timestamp must be less than 24 hours from now."
        raise refused_parameter(message, "parameter_invalid", "expires_at")


def _ensure_amount(params: CreateSession) -> None:
    """One currency per session, and not less than the cards' minimum."""
    currencies = {item.price_data.currency for item in params.line_items}
    if len(currencies) > 1:
        message = "All prices on a Checkout Session must use the same currency."
        raise refused_parameter(message, "parameter_invalid", "line_items")
    total = sum(item.price_data.unit_amount * item.quantity for item in params.line_items)
    if total < _SMALLEST_CHARGE.get(currencies.pop(), 50):
        message = "The Checkout Session's total amount due is below the minimum charge amount."
        raise refused_parameter(message, "amount_too_small", "line_items")
