"""What hangs on the application and on each request, under typed keys."""

from typing import TYPE_CHECKING

from aiohttp import web

from contracts.types import Actor

if TYPE_CHECKING:
    import socketio

    from gateway.auth import TokenVerifier
    from gateway.cache import Cache
    from gateway.config import Settings
    from gateway.limits import Limiter
    from gateway.rpc import RpcClient

SETTINGS: web.AppKey["Settings"] = web.AppKey("settings")
RPC: web.AppKey["RpcClient"] = web.AppKey("rpc")
CACHE: web.AppKey["Cache"] = web.AppKey("cache")
LIMITER: web.AppKey["Limiter"] = web.AppKey("limiter")
VERIFIER: web.AppKey["TokenVerifier"] = web.AppKey("verifier")
SOCKETS: web.AppKey["socketio.AsyncServer"] = web.AppKey("sockets")

REQUEST_ID = web.RequestKey("request_id", str)
ACTOR = web.RequestKey("actor", Actor)
DEVICE = web.RequestKey("device", str)


def actor_of(request: web.Request) -> Actor | None:
    """The signed-in person, or None."""
    return request.get(ACTOR)
