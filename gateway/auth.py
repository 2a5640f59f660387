"""Who is asking: access tokens verified with the public keys of the accounts service."""

import asyncio
import time
from typing import Any
from uuid import UUID

import jwt
import structlog
from aiohttp import web
from jwt.algorithms import ECAlgorithm

from contracts.accounts.messages import ListSigningKeys
from contracts.errors import ServiceError, Unauthenticated
from contracts.types import Actor, Role
from gateway.keys import VERIFIER
from gateway.rpc import CallOptions, RpcClient

log = structlog.get_logger()

ALGORITHM = "ES256"
AUDIENCE = "academy"
KEYS_SECONDS = 300
UNKNOWN_KEY_SECONDS = 5
REMEMBERED = 20_000


class TokenVerifier:
    """Verifies access tokens (RFC 9068) and remembers those it has seen until they expire."""

    def __init__(self, rpc: RpcClient, issuer: str) -> None:
        self._rpc = rpc
        self._issuer = issuer
        self._keys: dict[str, Any] = {}
        self._fetched_at = 0.0
        self._lock = asyncio.Lock()
        self._seen: dict[str, tuple[Actor, float]] = {}

    async def verify(self, token: str) -> Actor:
        """The person the token speaks for; raises `Unauthenticated`."""
        actor, expires_at = self._seen.get(token, (None, 0.0))
        if actor is not None and time.time() < expires_at:
            return actor
        actor, expires_at = await self._verify(token)
        if len(self._seen) >= REMEMBERED:
            self._seen.clear()
        self._seen[token] = (actor, expires_at)
        return actor

    async def check(self) -> None:
        """Make sure that there are keys to verify with; raises `ServiceError` otherwise."""
        if not self._keys:
            async with self._lock:
                await self._refresh("")

    async def _verify(self, token: str) -> tuple[Actor, float]:
        try:
            key = await self._key(str(jwt.get_unverified_header(token).get("kid")))
            claims = jwt.decode(
                token,
                key,
                algorithms=[ALGORITHM],
                audience=AUDIENCE,
                issuer=self._issuer,
                options={"require": ["exp", "iat", "sub", "sid", "role"]},
            )
            actor = Actor(
                user_id=UUID(claims["sub"]),
                role=Role(claims["role"]),
                session_id=UUID(claims["sid"]),
            )
        except (jwt.InvalidTokenError, ValueError):
            raise Unauthenticated("Your session has ended. Sign in again.") from None
        return actor, float(claims["exp"])

    async def _key(self, kid: str) -> Any:
        age = time.monotonic() - self._fetched_at
        if kid not in self._keys or age > KEYS_SECONDS:
            async with self._lock:
                await self._refresh(kid)
        if kid not in self._keys:
            raise Unauthenticated("Your session has ended. Sign in again.")
        return self._keys[kid]

    async def _refresh(self, kid: str) -> None:
        age = time.monotonic() - self._fetched_at
        limit = KEYS_SECONDS if kid in self._keys else UNKNOWN_KEY_SECONDS
        if self._fetched_at and age < limit:
            return
        try:
            keys = await self._rpc.call(ListSigningKeys(), CallOptions(correlation_id="keys"))
        except ServiceError:
            if kid in self._keys:
                log.warning("auth.keys_not_refreshed")
                return
            raise
        self._keys = {
            key.kid: ECAlgorithm.from_jwk({"kty": key.kty, "crv": key.crv, "x": key.x, "y": key.y})
            for key in keys.keys
        }
        self._fetched_at = time.monotonic()


async def identify(request: web.Request) -> Actor | None:
    """The person behind the request's bearer token (RFC 6750), or None without one."""
    header = request.headers.get("Authorization")
    if header is None:
        return None
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Unauthenticated("Send the access token as a bearer token.")
    return await request.app[VERIFIER].verify(token.strip())
