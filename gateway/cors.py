"""Which foreign pages may call the API (WHATWG Fetch, CORS protocol).

Cookies are never shared with them: they send bearer tokens. `X-Session-Transport` is not among the
headers they may send, which is what keeps forged requests away from the session cookie.
"""

from aiohttp import web

REMEMBERED_SECONDS = "7200"
READABLE = (
    "ETag, RateLimit, RateLimit-Policy, Retry-After, Tus-Resumable, Upload-Expires, "
    "Upload-Length, Upload-Offset, X-Request-Id"
)
PERMITTED = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
    "Access-Control-Allow-Headers": (
        "Authorization, Content-Type, Idempotency-Key, Tus-Resumable, Upload-Checksum, "
        "Upload-Offset, X-Request-Id"
    ),
    "Access-Control-Max-Age": REMEMBERED_SECONDS,
}


def is_preflight(request: web.Request) -> bool:
    """Whether a browser asks on behalf of a page what the page may do."""
    asks = "Origin" in request.headers and "Access-Control-Request-Method" in request.headers
    return asks and request.method == "OPTIONS"


def allow(request: web.Request, response: web.StreamResponse, origins: frozenset[str]) -> None:
    """Let the pages of *origins* read the answer; caches keep the answers apart."""
    response.headers.add("Vary", "Origin")
    origin = request.headers.get("Origin")
    if origin not in origins:
        return
    response.headers["Access-Control-Allow-Origin"] = origin
    response.headers["Access-Control-Expose-Headers"] = READABLE
    if is_preflight(request):
        response.headers.update(PERMITTED)
