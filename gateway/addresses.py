"""Who pays for the line that a request comes from."""

import functools
import ipaddress

from aiohttp import web

from gateway.config import Settings


def client_address(request: web.Request, settings: Settings) -> str:
    """The caller's address; forwarded ones count only from as many proxies as we run."""
    if settings.trusted_proxies:
        forwarded = request.headers.get("X-Forwarded-For", "").split(",")
        if len(forwarded) >= settings.trusted_proxies:
            return _subscriber(forwarded[-settings.trusted_proxies].strip())
    return _subscriber(request.remote or "unknown")


@functools.lru_cache(4096)
def _subscriber(address: str) -> str:
    """Who pays for the line: all addresses of one /64 belong to one IPv6 subscriber."""
    if ":" not in address:
        return address
    try:
        return str(ipaddress.IPv6Network((address, 64), strict=False))
    except ValueError:
        return address
