"""Idempotency keys: the first answer to a POST is remembered and replayed for a day."""

import hashlib
import json

from aiohttp import web

from tests.simulators.stripe.errors import Refusal
from tests.simulators.stripe.faults import Handler
from tests.simulators.stripe.store import Remembered
from tests.simulators.stripe.world import WORLD, World

_REMEMBERED_SECONDS = 24 * 3600
_LONGEST_KEY = 255


async def answer_once(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Execute a POST under its key, or replay what the key was answered before."""
    key = request.headers.get("Idempotency-Key")
    if request.method != "POST" or key is None:
        return await handler(request)
    if len(key) > _LONGEST_KEY:
        raise Refusal("Idempotency keys may be at most 255 characters.", stored=False)
    world = request.app[WORLD]
    fingerprint = await _fingerprint(request)
    known = _known(world, key)
    if known is None:
        return await _execute(request, handler, key, fingerprint)
    return _replay(known, key, fingerprint)


def _known(world: World, key: str) -> Remembered | None:
    """What the key stands for, unless that was more than a day ago."""
    known = world.store.answers.get(key)
    if known is not None and known.at + _REMEMBERED_SECONDS < world.clock.now():
        del world.store.answers[key]
        return None
    return known


def _replay(known: Remembered, key: str, fingerprint: str) -> web.Response:
    if known.fingerprint != fingerprint:
        raise Refusal(
            "Keys for idempotent requests can only be used with the same parameters they were "
            f"first used with. Try using a key other than '{key}' if you meant to execute a "
            "different request.",
            kind="idempotency_error",
        )
    if known.status is None:
        raise Refusal(
            f"There is currently another in-progress request using this Idempotent Key: {key}.",
            status=409,
            kind="idempotency_error",
            code="idempotency_key_in_use",
        )
    headers = {"Idempotent-Replayed": "true", "Original-Request": known.request_id}
    return web.Response(
        status=known.status, text=known.body, content_type="application/json", headers=headers
    )


async def _execute(
    request: web.Request, handler: Handler, key: str, fingerprint: str
) -> web.StreamResponse:
    """Run the call and remember how it ended; a call that validation refuses leaves no trace."""
    world = request.app[WORLD]
    entry = Remembered(
        fingerprint=fingerprint, at=world.clock.now(), request_id=request["request_id"]
    )
    world.store.answers[key] = entry
    try:
        response = await handler(request)
    except Refusal as refusal:
        if refusal.stored:
            entry.status, entry.body = refusal.status, json.dumps(refusal.body)
        raise
    else:
        if isinstance(response, web.Response) and response.text:
            entry.status, entry.body = response.status, response.text
        return response
    finally:
        if entry.status is None:
            world.store.answers.pop(key, None)


async def _fingerprint(request: web.Request) -> str:
    """What makes two calls the same: method, path and parameters."""
    text = f"{request.method} {request.path}\n{await request.text()}"
    return hashlib.sha256(text.encode()).hexdigest()
