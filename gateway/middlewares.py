"""What happens around every request: identity, limits, refusals, headers, metrics, logs."""

import re
import time
from collections.abc import Awaitable, Callable
from random import getrandbits

import structlog
from aiohttp import web

from contracts.errors import Malformed, ServiceError, Unauthenticated
from gateway import cors, metrics, problems
from gateway.addresses import client_address
from gateway.auth import identify
from gateway.keys import ACTOR, LIMITER, REQUEST_ID, SETTINGS, actor_of
from gateway.limits import Policy

log = structlog.get_logger()

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

REQUEST_ID_FORMAT = re.compile(r"[A-Za-z0-9._-]{8,64}")
TRACE_PARENT = re.compile(r"[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")
POLICY = "policy"
UNCOUNTED = "uncounted"

# Teachers may link films of any server, and courses name them only to those who may watch: a list
# of hosts would have to be told to everybody. Only films, only over https; the policy on referrers
# keeps from those servers which lesson of which academy shows them.
CSP = (
    "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; "
    "form-action 'self'; img-src 'self' data: blob:; media-src 'self' blob: https:; "
    "frame-src https://www.youtube-nocookie.com; connect-src 'self' ws: wss:"
)
SERVER = "academy"
SECURITY_HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(self), microphone=(self), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Server": SERVER,
    "Cache-Control": "no-store",
}
HSTS = "max-age=63072000; includeSubDomains"


@web.middleware
async def edge(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer every request, whatever happens behind."""
    started = time.perf_counter()
    request[REQUEST_ID] = _request_id(request)
    response = await _answer(request, handler)
    _finish(request, response)
    metrics.observe(request, response.status, time.perf_counter() - started)
    return response


async def _answer(request: web.Request, handler: Handler) -> web.StreamResponse:
    if cors.is_preflight(request):
        return web.Response(status=204)
    quota: dict[str, str] = {}
    try:
        _ensure_text(request)
        quota = await _count(request)
        response = await handler(request)
    except ServiceError as refusal:
        response = _refuse(request, refusal)
    except web.HTTPException as error:
        if error.status < 400:  # noqa: PLR2004 (redirects are answers)
            raise
        response = _refuse(request, problems.from_http(error), error.headers.get("Allow"))
    except web.RequestPayloadError:
        response = _refuse(request, Malformed())
    except Exception:
        log.exception("http.failed", path=request.path, correlation_id=request[REQUEST_ID])
        response = problems.response(ServiceError(), request)
    if quota and not response.prepared:
        response.headers.update(quota)
    return response


def _ensure_text(request: web.Request) -> None:
    """Refuse headers of other bytes than UTF-8, which no message to a service could hold."""
    try:
        for value in request.headers.values():
            if not value.isascii():
                value.encode()
    except UnicodeEncodeError:
        raise Malformed("A header is not text.") from None


async def _count(request: web.Request) -> dict[str, str]:
    """Identify the caller and count the request; the RateLimit fields for the answer."""
    options = getattr(request.match_info.handler, "__dict__", {})
    if options.get(UNCOUNTED):
        return {}
    limiter = request.app[LIMITER]
    address = client_address(request, request.app[SETTINGS])
    try:
        actor = await identify(request)
    except Unauthenticated:
        await limiter.check(Policy.ANONYMOUS, address)
        raise
    if actor is not None:
        request[ACTOR] = actor
    policy = options.get(POLICY) or (Policy.USER if actor else Policy.ANONYMOUS)
    by_person = actor is not None and policy is Policy.USER
    quota = await limiter.check(policy, str(actor.user_id) if by_person and actor else address)
    return quota.headers()


def _refuse(request: web.Request, refusal: ServiceError, allow: str | None = None) -> web.Response:
    write = log.error if refusal.status >= 500 else log.info  # noqa: PLR2004 (server errors)
    actor = actor_of(request)
    write(
        "http.refused",
        code=refusal.code,
        method=request.method,
        path=request.path,
        user_id=str(actor.user_id) if actor else None,
        correlation_id=request[REQUEST_ID],
    )
    response = problems.response(refusal, request)
    if allow is not None:
        response.headers["Allow"] = allow
    return response


def _finish(request: web.Request, response: web.StreamResponse) -> None:
    """Add what every answer carries."""
    if response.prepared:
        return
    headers = response.headers
    headers["X-Request-Id"] = request[REQUEST_ID]
    for name, value in SECURITY_HEADERS.items():
        headers.setdefault(name, value)
    settings = request.app[SETTINGS]
    if settings.secure:
        headers["Strict-Transport-Security"] = HSTS
    if settings.allowed_origins:
        cors.allow(request, response, settings.allowed_origins)


def _request_id(request: web.Request) -> str:
    """The id that follows a request through every part: the caller's, or the trace's (W3C)."""
    given = request.headers.get("X-Request-Id")
    if given is not None and REQUEST_ID_FORMAT.fullmatch(given):
        return given
    trace = TRACE_PARENT.fullmatch(request.headers.get("traceparent", ""))
    if trace is not None:
        return trace[1]
    return f"{getrandbits(128):032x}"  # an id, not a secret: no system call for it
