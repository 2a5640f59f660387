"""The cookies of a browser: its session, and that it is a device somebody used before.

A browser asks for them with the header `X-Session-Transport: cookie`, which no foreign page can
send without our consent (CORS). The `__Host-` prefix (RFC 6265bis) keeps other hosts from setting
them and wants HTTPS.
"""

import secrets
from typing import Any

from aiohttp import web

from gateway.config import Settings
from gateway.keys import DEVICE, SETTINGS

SESSION_SECONDS = 30 * 24 * 3600
DEVICE_SECONDS = 365 * 24 * 3600
TRANSPORT = "X-Session-Transport"


def are_wanted(request: web.Request) -> bool:
    """Whether the client is a browser that keeps its session in a cookie."""
    return request.headers.get(TRANSPORT) == "cookie"


def session_cookie(settings: Settings) -> str:
    """Name of the cookie with the refresh token."""
    return "__Host-academy" if settings.secure else "academy_session"


def device_cookie(settings: Settings) -> str:
    """Name of the cookie by which a device is known again."""
    return "__Host-academy-device" if settings.secure else "academy_device"


def visit_cookie(settings: Settings) -> str:
    """Name of the cookie that binds a visit to an identity provider to this browser."""
    return "__Host-academy-visit" if settings.secure else "academy_visit"


def options(settings: Settings) -> dict[str, Any]:
    """Attributes of both; a browser deletes a cookie only when they are the same."""
    return {"path": "/", "httponly": True, "secure": settings.secure, "samesite": "Strict"}


def device_token(request: web.Request) -> str:
    """What the device is known by, or will be if a session begins here; empty without cookies."""
    if not are_wanted(request):
        return ""
    return use_device(request)


def use_device(request: web.Request) -> str:
    """The device's token from its cookie, or a new one for `keep_session` to hand out."""
    if DEVICE not in request:
        kept = request.cookies.get(device_cookie(request.app[SETTINGS]), "")
        request[DEVICE] = kept or secrets.token_urlsafe(32)
    return request[DEVICE]


def keep_session(request: web.Request, response: web.Response, refresh_token: str) -> None:
    """Let the browser keep its session and, since somebody signed in, what it is known by."""
    settings = request.app[SETTINGS]
    response.set_cookie(
        session_cookie(settings), refresh_token, max_age=SESSION_SECONDS, **options(settings)
    )
    response.set_cookie(
        device_cookie(settings), use_device(request), max_age=DEVICE_SECONDS, **options(settings)
    )
