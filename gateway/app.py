"""The application: what it is made of, and in which order its parts start and stop."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable

from aiohttp import web, web_response

from contracts.permissions import MATRIX, ensure_role
from gateway import openapi
from gateway.amqp import Link
from gateway.auth import TokenVerifier
from gateway.cache import Cache
from gateway.config import Settings
from gateway.endpoints import handler_of
from gateway.events import EventFeed
from gateway.keys import CACHE, LIMITER, RPC, SETTINGS, SOCKETS, VERIFIER, actor_of
from gateway.limits import Limiter
from gateway.middlewares import POLICY, SERVER, UNCOUNTED, edge
from gateway.revocations import RevocationList
from gateway.routes import (
    ENDPOINTS,
    docs,
    files,
    media,
    notifications,
    orders,
    profiles,
    system,
    uploads,
    web_app,
)
from gateway.rpc import AmqpRpcClient, RpcClient
from gateway.sockets.live import LiveNamespace
from gateway.sockets.server import LiveServer

# What is not HTTP is answered below the application, with a version unless told otherwise.
vars(web_response)["SERVER_SOFTWARE"] = SERVER

CATALOGUE_EVENTS = {
    "courses.course.published.v1",
    "courses.course.archived.v1",
    "courses.reviews.changed.v1",
    "courses.user.erased.v1",
    "accounts.user.role_changed.v1",
    "accounts.user.profile_changed.v1",
    "accounts.user.erased.v1",
}


def create_app(
    settings: Settings, rpc: RpcClient, feed: EventFeed | None = None
) -> web.Application:
    """Assemble the application around its collaborators; opens nothing yet."""
    app = web.Application(middlewares=[edge], client_max_size=settings.body_limit_bytes)
    app[SETTINGS] = settings
    app[RPC] = rpc
    app[CACHE] = Cache(settings.cache_seconds)
    revocations = RevocationList(rpc)
    app[VERIFIER] = TokenVerifier(rpc, settings.public_url, revocations)
    app[system.DOCUMENT] = system.encode(openapi.document(ENDPOINTS, settings.public_url))
    app.cleanup_ctx.append(_limiter)
    _attach_sockets(app, settings, feed)
    add_routes(app)
    return app


def add_routes(app: web.Application) -> None:
    """Register the route table and the few routes that are not requests to a service."""
    for endpoint in ENDPOINTS:
        handler = handler_of(endpoint)
        handler.__dict__[POLICY] = endpoint.policy
        app.router.add_route(endpoint.method, endpoint.path, handler)
    _add_uploads(app)
    app.router.add_put("/v1/me/picture", _permitted("PUT /v1/me/picture", profiles.receive_picture))
    app.router.add_post("/unsubscribe", notifications.unsubscribe)
    for method, path, handler in (
        ("POST", "/v1/webhooks/stripe", orders.receive_stripe_event),
        ("GET", "/files/{file_id}", files.send_file),
        ("HEAD", "/files/{file_id}", files.send_file),
        ("GET", media.ADDRESS, media.send_media),
        ("HEAD", media.ADDRESS, media.send_media),
        ("GET", "/health/live", system.live),
        ("GET", "/health/ready", system.ready),
        ("GET", "/metrics", system.metrics),
        ("GET", "/openapi.json", system.openapi),
        ("GET", "/docs", docs.send_page),
        ("GET", "/docs/{path:.*}", docs.send_page),
        ("GET", web_app.ADDRESS, web_app.send_web_app),
        ("HEAD", web_app.ADDRESS, web_app.send_web_app),
    ):
        app.router.add_route(method, path, _uncounted(handler))


def _add_uploads(app: web.Application) -> None:
    """The signed address of an upload: PUT sends all of it, the others send it in parts."""
    path = "/v1/uploads/{upload_id}"
    for method, handler in (
        ("PUT", files.receive_upload),
        ("HEAD", uploads.tell_offset),
        ("PATCH", uploads.receive_part),
        ("DELETE", uploads.give_up_upload),
    ):
        row = "PATCH" if method == "HEAD" else method
        app.router.add_route(method, path, _permitted(f"{row} {path}", handler))


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def _permitted(name: str, handler: Handler) -> Handler:
    """Enforce the row of a route that is no request to a service."""
    row = MATRIX.routes[name]

    async def handle(request: web.Request) -> web.StreamResponse:
        ensure_role(row, actor_of(request))
        return await handler(request)

    return handle


def _uncounted(handler: Handler) -> Handler:
    handler.__dict__[UNCOUNTED] = True
    return handler


def _attach_sockets(app: web.Application, settings: Settings, feed: EventFeed | None) -> None:
    server = LiveServer([settings.public_url, *settings.allowed_origins])
    live = LiveNamespace(app[VERIFIER])
    app[VERIFIER].revocations.on_change(live.close_ended)
    server.register_namespace(live)
    server.attach(app)
    app[SOCKETS] = server
    if feed is not None:
        cache, verifier = app[CACHE], app[VERIFIER]
        feed.on_gap(cache.clear)
        feed.on_gap(verifier.revocations.look_soon)

        async def forget(envelope: object) -> None:
            if getattr(envelope, "type", "") in CATALOGUE_EVENTS:
                cache.clear()

        feed.add(forget)
        feed.add(verifier.revocations.hear)
        feed.add(verifier.hear)
        feed.add(live.announce)


async def _limiter(app: web.Application) -> AsyncIterator[None]:
    app[LIMITER] = Limiter(app[SETTINGS])
    yield
    await app[LIMITER].close()


def production_app(settings: Settings) -> web.Application:
    """The application on a real broker."""
    link = Link(settings.amqp_url)
    rpc = AmqpRpcClient(link, settings.call_signing_key, settings.rpc_timeout_seconds)
    app = create_app(settings, rpc, EventFeed(link))

    async def connected(app: web.Application) -> AsyncIterator[None]:
        await link.start()
        watching = asyncio.create_task(app[VERIFIER].revocations.watch())
        yield
        watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watching
        await link.stop()

    app.cleanup_ctx.append(connected)
    return app
