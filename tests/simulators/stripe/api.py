"""What every call to /v1 goes through: its key, faults, idempotency and the form of answers."""

from functools import partial
from typing import TypeVar
from urllib.parse import parse_qsl

from aiohttp import web
from msgspec import Struct

from tests.simulators.stripe.errors import Refusal, missing
from tests.simulators.stripe.faults import Handler
from tests.simulators.stripe.idempotency import answer_once
from tests.simulators.stripe.params import Listing, Params, read
from tests.simulators.stripe.store import API_VERSION, Thing, expand, new_id
from tests.simulators.stripe.world import WORLD

ParamsT = TypeVar("ParamsT", bound=Struct)


@web.middleware
async def api_call(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Check the key, let faults strike, answer once per idempotency key."""
    if not request.path.startswith("/v1/"):
        return await handler(request)
    world = request.app[WORLD]
    request["request_id"] = new_id("req", 14)
    inner = partial(world.faults.strike_inside, handler=handler)
    once = partial(answer_once, handler=inner)
    try:
        _authenticate(request)
        response = await world.faults.strike_outside(request, once)
    except Refusal as refusal:
        response = web.json_response(refusal.body, status=refusal.status)
    except web.HTTPException:
        response = web.json_response(_unknown_url(request).body, status=404)
    world.changed = world.changed or request.method == "POST"
    response.headers["Request-Id"] = request["request_id"]
    response.headers["Stripe-Version"] = request.headers.get("Stripe-Version", API_VERSION)
    return response


def _authenticate(request: web.Request) -> None:
    """Only the secret key of the account opens the API."""
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Bearer" or not key:
        message = "You did not provide an API key."
        raise Refusal(message, status=401, stored=False)
    if key != request.app[WORLD].settings.secret_key:
        message = f"Invalid API Key provided: {key[:7]}{'*' * 12}{key[-4:]}"
        raise Refusal(message, status=401, stored=False)


def _unknown_url(request: web.Request) -> Refusal:
    message = f"Unrecognized request URL ({request.method}: {request.path})."
    return Refusal(message, status=404)


async def parameters(request: web.Request, kind: type[ParamsT]) -> ParamsT:
    """The checked parameters of a call, from its body or its query."""
    if request.method == "POST":
        text = await request.text()
        return read(parse_qsl(text, keep_blank_values=True), kind)
    return read(request.query.items(), kind)


def answer(request: web.Request, thing: Thing, params: Params) -> web.Response:
    """An object, with what the caller asked to expand."""
    return web.json_response(expand(thing, params.expand, request.app[WORLD].store))


def named(request: web.Request, shelf: dict[str, Thing], noun: str, param: str) -> Thing:
    """The object whose id is in the path."""
    object_id = request.match_info["id"]
    if object_id not in shelf:
        raise missing(noun, object_id, param)
    return shelf[object_id]


async def listing(request: web.Request, shelf: dict[str, Thing]) -> web.Response:
    """A page of objects, newest first."""
    params = await parameters(request, Listing)
    things = [thing for thing in reversed(shelf.values()) if _fits(thing, params)]
    if params.starting_after:
        ids = [thing["id"] for thing in things]
        if params.starting_after not in ids:
            raise missing("object", params.starting_after, "starting_after")
        things = things[ids.index(params.starting_after) + 1 :]
    store = request.app[WORLD].store
    items = [expand(thing, [], store) for thing in things[: params.limit]]
    page = {"object": "list", "url": request.path, "data": items}
    return web.json_response({**page, "has_more": len(things) > params.limit})


def _fits(thing: Thing, params: Listing) -> bool:
    wanted = {name: getattr(params, name) for name in ("status", "payment_intent", "charge")}
    kinds = [*params.types, *([params.type] if params.type else [])]
    if kinds and thing.get("type") not in kinds:
        return False
    if not _within(thing["created"], params):
        return False
    return all(value is None or thing.get(name) == value for name, value in wanted.items())


def _within(moment: int, params: Listing) -> bool:
    span = params.created
    return span is None or (
        (span.gt is None or moment > span.gt)
        and (span.gte is None or moment >= span.gte)
        and (span.lt is None or moment < span.lt)
        and (span.lte is None or moment <= span.lte)
    )
