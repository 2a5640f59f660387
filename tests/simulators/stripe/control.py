"""Buttons for tests and demos: faults, webhook modes, the clock, paying without a browser."""

from typing import TypeVar

import msgspec
from aiohttp import web
from msgspec import Struct

from tests.simulators.stripe.cards import card
from tests.simulators.stripe.faults import Fault
from tests.simulators.stripe.payments import attempt
from tests.simulators.stripe.sessions import close, close_if_over
from tests.simulators.stripe.store import Thing, public
from tests.simulators.stripe.webhooks import MODES, is_mode
from tests.simulators.stripe.world import WORLD, World

routes = web.RouteTableDef()

WishT = TypeVar("WishT", bound=Struct)


class PayWish(Struct, kw_only=True, forbid_unknown_fields=True):
    """Pay with this card; `authenticated` answers the extra step at once."""

    card: str = "4242424242424242"
    authenticated: bool = True


class ModeWish(Struct, kw_only=True, forbid_unknown_fields=True):
    """How webhooks are to be delivered from now on."""

    mode: str


class ClockWish(Struct, kw_only=True, forbid_unknown_fields=True):
    """How far the simulated clock is ahead of the real one."""

    offset_seconds: int


class AmountWish(Struct, kw_only=True, forbid_unknown_fields=True):
    """Make a session cost something else than was asked for."""

    amount_total: int | None = None
    currency: str | None = None


@routes.get("/_control/state")
async def get_state(request: web.Request) -> web.Response:
    """What the simulator is set to."""
    return _state(request.app[WORLD])


def _state(world: World) -> web.Response:
    return _reply(
        {
            "webhook_mode": world.webhooks.mode,
            "faults": world.faults.waiting,
            "clock_offset_seconds": world.clock.offset,
            "sessions": len(world.store.sessions),
        }
    )


@routes.post("/_control/reset")
async def reset(request: web.Request) -> web.Response:
    """Forget everything."""
    world = request.app[WORLD]
    world.store.clear()
    world.changed = True
    world.faults.waiting.clear()
    world.webhooks.deliveries.clear()
    world.webhooks.mode, world.clock.offset = "at_once", 0
    return _state(request.app[WORLD])


@routes.post("/_control/faults")
async def add_fault(request: web.Request) -> web.Response:
    """Let the next calls fail."""
    request.app[WORLD].faults.waiting.append(await _wish(request, Fault))
    return _state(request.app[WORLD])


@routes.delete("/_control/faults")
async def clear_faults(request: web.Request) -> web.Response:
    """Let every call through again."""
    request.app[WORLD].faults.waiting.clear()
    return _state(request.app[WORLD])


@routes.put("/_control/webhooks/mode")
async def set_mode(request: web.Request) -> web.Response:
    """Change how webhooks are delivered."""
    mode = (await _wish(request, ModeWish)).mode
    if not is_mode(mode):
        raise web.HTTPBadRequest(text=f"Unknown mode; there are {', '.join(MODES)}, after:<s>.")
    request.app[WORLD].webhooks.mode = mode
    return _state(request.app[WORLD])


@routes.get("/_control/webhooks")
async def list_deliveries(request: web.Request) -> web.Response:
    """Every attempt to deliver a webhook, oldest first."""
    return _reply(list(request.app[WORLD].webhooks.deliveries))


@routes.post("/_control/webhooks/{id}/delivery")
async def deliver_again(request: web.Request) -> web.Response:
    """Deliver an event once more, as the resend button of the dashboard does."""
    world = request.app[WORLD]
    event = world.store.events.get(request.match_info["id"])
    if event is None:
        raise web.HTTPNotFound(text="No such event.")
    world.webhooks.resume([event])
    return _reply({"event_id": event["id"]})


@routes.put("/_control/clock")
async def set_clock(request: web.Request) -> web.Response:
    """Move the clock."""
    request.app[WORLD].clock.offset = (await _wish(request, ClockWish)).offset_seconds
    return _state(request.app[WORLD])


@routes.get("/_control/sessions")
async def list_sessions(request: web.Request) -> web.Response:
    """Every session, oldest first."""
    return _reply([public(session) for session in request.app[WORLD].store.sessions.values()])


@routes.patch("/_control/sessions/{id}")
async def change_amount(request: web.Request) -> web.Response:
    """Falsify what a session costs, to see whether the shop notices."""
    session = _session(request)
    wish = await _wish(request, AmountWish)
    changes = {name: value for name, value in msgspec.structs.asdict(wish).items() if value}
    session.update(changes)
    return _reply(public(session))


@routes.post("/_control/sessions/{id}/pay")
async def pay(request: web.Request) -> web.Response:
    """Pay a session without a browser."""
    world, session = request.app[WORLD], _session(request)
    wish = await _wish(request, PayWish)
    await close_if_over(world, session)
    _ensure_open(session)
    outcome = await attempt(world, session, card(wish.card), authenticated=wish.authenticated)
    return _reply({"outcome": outcome, "session": public(session)})


@routes.post("/_control/sessions/{id}/expire")
async def expire(request: web.Request) -> web.Response:
    """End a session now, as if its time were over."""
    world, session = request.app[WORLD], _session(request)
    _ensure_open(session)
    await close(world, session)
    return _reply(public(session))


def _session(request: web.Request) -> Thing:
    session = request.app[WORLD].store.sessions.get(request.match_info["id"])
    if session is None:
        raise web.HTTPNotFound(text="No such session.")
    return session


def _ensure_open(session: Thing) -> None:
    if session["status"] != "open":
        raise web.HTTPConflict(text=f"The session is {session['status']}.")


async def _wish(request: web.Request, kind: type[WishT]) -> WishT:
    """The JSON body of a control call; an empty one means the defaults."""
    try:
        return msgspec.json.decode(await request.read() or b"{}", type=kind)
    except msgspec.MsgspecError as error:
        raise web.HTTPBadRequest(text=str(error)) from None


def _reply(value: object) -> web.Response:
    return web.Response(body=msgspec.json.encode(value), content_type="application/json")
