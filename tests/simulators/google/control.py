"""Buttons for tests and demos: people, lies, faults, the keys, the clock."""

from typing import TypeVar

import msgspec
from aiohttp import web
from msgspec import Struct

from tests.simulators.google.faults import Fault, Lie
from tests.simulators.google.people import Person
from tests.simulators.google.world import WORLD, World

routes = web.RouteTableDef()

WishT = TypeVar("WishT", bound=Struct)


class RotationWish(Struct, kw_only=True, forbid_unknown_fields=True):
    """Whether the old keys stay published."""

    keep_old: bool = True


class CacheWish(Struct, kw_only=True, forbid_unknown_fields=True):
    """For how many seconds a client may keep the key set."""

    keys_max_age: int


class ClockWish(Struct, kw_only=True, forbid_unknown_fields=True):
    """How far the clock of codes is ahead of the real one."""

    offset_seconds: int


@routes.get("/_control/state")
async def get_state(request: web.Request) -> web.Response:
    """What the simulator is set to, and how often it was asked what."""
    return _state(request.app[WORLD])


@routes.post("/_control/reset")
async def reset(request: web.Request) -> web.Response:
    """Forget everything but the keys."""
    request.app[WORLD].reset()
    return _state(request.app[WORLD])


@routes.put("/_control/people")
async def save_person(request: web.Request) -> web.Response:
    """Add an account, or change what it says."""
    world, person = request.app[WORLD], await _wish(request, Person)
    world.people[person.sub] = person
    world.save()
    return _reply(person)


@routes.post("/_control/lies")
async def add_lie(request: web.Request) -> web.Response:
    """Let the next ID tokens be wrong."""
    request.app[WORLD].faults.lies.append(await _wish(request, Lie))
    return _state(request.app[WORLD])


@routes.post("/_control/faults")
async def add_fault(request: web.Request) -> web.Response:
    """Let the next calls fail."""
    request.app[WORLD].faults.calls.append(await _wish(request, Fault))
    return _state(request.app[WORLD])


@routes.post("/_control/keys/rotation")
async def rotate_keys(request: web.Request) -> web.Response:
    """Sign with a new key from now on."""
    world, wish = request.app[WORLD], await _wish(request, RotationWish)
    world.keys.rotate(keep_old=wish.keep_old)
    return _state(world)


@routes.put("/_control/keys/cache")
async def set_cache(request: web.Request) -> web.Response:
    """Say for how long the key set may be kept."""
    request.app[WORLD].keys_max_age = (await _wish(request, CacheWish)).keys_max_age
    return _state(request.app[WORLD])


@routes.put("/_control/clock")
async def set_clock(request: web.Request) -> web.Response:
    """Move the clock that codes age by."""
    request.app[WORLD].clock_offset = (await _wish(request, ClockWish)).offset_seconds
    return _state(request.app[WORLD])


def _state(world: World) -> web.Response:
    return _reply(
        {
            "people": list(world.people.values()),
            "kids": [key.kid for key in world.keys.published],
            "lies": world.faults.lies,
            "faults": world.faults.calls,
            "calls": dict(world.calls),
        }
    )


async def _wish(request: web.Request, kind: type[WishT]) -> WishT:
    """The JSON body of a control call; an empty one means the defaults."""
    try:
        return msgspec.json.decode(await request.read() or b"{}", type=kind)
    except msgspec.MsgspecError as error:
        raise web.HTTPBadRequest(text=str(error)) from None


def _reply(value: object) -> web.Response:
    return web.Response(body=msgspec.json.encode(value), content_type="application/json")
