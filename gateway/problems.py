"""Problem documents (RFC 9457): every refusal in one shape."""

import http
from typing import Any

import msgspec
from aiohttp import web

from contracts.errors import (
    Malformed,
    MethodNotAllowed,
    NotFound,
    PayloadTooLarge,
    ServiceError,
    TooMany,
    Unauthenticated,
    Unavailable,
)
from gateway.keys import REQUEST_ID

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 5

_FROM_STATUS: dict[int, type[ServiceError]] = {
    http.HTTPStatus.NOT_FOUND: NotFound,
    http.HTTPStatus.METHOD_NOT_ALLOWED: MethodNotAllowed,
    http.HTTPStatus.REQUEST_ENTITY_TOO_LARGE: PayloadTooLarge,
    http.HTTPStatus.BAD_REQUEST: Malformed,
}
_DETAILS = {
    "not_found": "There is nothing at this address.",
    "method_not_allowed": "This address does not answer to that method.",
    "payload_too_large": "Send less at a time.",
    "malformed_body": "The request could not be read.",
    "internal": "It is our fault. Try again; nothing was lost.",
}


def document(error: ServiceError, instance: str, correlation_id: str) -> dict[str, Any]:
    """The members of the problem; extensions come first so that they replace none of the five."""
    return {
        **error.extra,
        "type": f"/problems/{error.code}",
        "title": error.title,
        "status": error.status,
        "detail": error.detail or _DETAILS.get(error.code, error.title),
        "instance": instance,
        "correlation_id": correlation_id,
    }


def response(error: ServiceError, request: web.Request) -> web.Response:
    """The problem as an HTTP response."""
    body = msgspec.json.encode(document(error, request.path, request.get(REQUEST_ID, "")))
    headers = {}
    if isinstance(error, Unauthenticated):
        headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, (Unavailable, TooMany)):
        seconds = error.extra.get("retry_after", RETRY_SECONDS)
        headers["Retry-After"] = str(seconds)
        if "policy" in error.extra:
            headers["RateLimit"] = f'"{error.extra["policy"]}";r=0;t={seconds}'
    return web.Response(
        body=body,
        status=error.status,
        content_type=MEDIA_TYPE,
        headers=headers,
    )


def from_http(error: web.HTTPException) -> ServiceError:
    """The refusal that stands for one of aiohttp's own."""
    kind = _FROM_STATUS.get(error.status)
    return kind() if kind else ServiceError()
