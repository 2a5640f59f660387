"""What operators and developers ask: health, metrics, the API's description."""

import msgspec
from aiohttp import web
from prometheus_client import generate_latest

from contracts.errors import NotFound, ServiceError
from gateway.endpoints import json_response
from gateway.keys import VERIFIER

DOCUMENT: web.AppKey[bytes] = web.AppKey("openapi", bytes)


async def live(_: web.Request) -> web.Response:
    """The process answers."""
    return web.Response(text="ok")


async def ready(request: web.Request) -> web.Response:
    """The process can serve: the broker and the accounts service answer."""
    try:
        await request.app[VERIFIER].check()
    except ServiceError as refusal:
        return web.Response(text=refusal.code, status=503)
    return web.Response(text="ok")


async def metrics(request: web.Request) -> web.Response:
    """Figures for Prometheus, which asks directly: whoever comes through a proxy sees nothing."""
    if "X-Forwarded-For" in request.headers:
        raise NotFound
    return web.Response(body=generate_latest(), content_type="text/plain", charset="utf-8")


async def openapi(request: web.Request) -> web.Response:
    """The API's description."""
    return json_response(request.app[DOCUMENT])


def encode(document: dict[str, object]) -> bytes:
    """The description as JSON."""
    return msgspec.json.encode(document)
