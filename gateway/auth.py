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
from contracts.accounts.sessions import SigningKeysChanged
from contracts.base import Envelope
from contracts.errors import Unauthenticated
from contracts.types import Actor, Role
from gateway.keys import VERIFIER
from gateway.revocations import RevocationList, Verified
from gateway.rpc import CallOptions, RpcClient

log = structlog.get_logger()

ALGORITHM = "ES256"
AUDIENCE = "academy"
TYPE = "at+jwt"
KEYS_SECONDS = 300
UNKNOWN_KEY_SECONDS = 5
REMEMBERED = 20_000


class TokenVerifier:
    """Verifies access tokens (RFC 9068) and remembers those it has seen until they expire."""

    def __init__(self, rpc: RpcClient, issuer: str, revocations: RevocationList) -> None:
        self._rpc = rpc
        self._issuer = issuer
        self._keys: dict[str, Any] = {}
        self._fetched_at = 0.0
        self._refresh: asyncio.Task[None] | None = None
        self._seen: dict[str, Verified] = {}
        self.revocations = revocations

    async def verify(self, token: str) -> Verified:
        """What the token says, while it holds; raises `Unauthenticated`."""
        found = self._seen.get(token)
        if found is None or time.time() >= found.expires_at:
            found = await self._verify(token)
            if len(self._seen) >= REMEMBERED:
                self._seen.clear()
            self._seen[token] = found
        if self.revocations.includes(found):
            raise Unauthenticated("Your session has ended. Sign in again.")
        return found

    async def hear(self, envelope: Envelope) -> None:
        """Fetch the keys again when accounts says that they changed."""
        if envelope.type == SigningKeysChanged.event_type:
            self._refresh_soon()

    async def check(self) -> None:
        """Make sure that there are keys to verify with; raises `ServiceError` otherwise."""
        if not self._keys:
            await self._refreshed()

    async def _verify(self, token: str) -> Verified:
        try:
            key = await self._key(_key_id(token))
            claims = jwt.decode(
                token,
                key,
                algorithms=[ALGORITHM],
                audience=AUDIENCE,
                issuer=self._issuer,
                options={"require": ["exp", "iat", "sub", "sid", "role", "ver"]},
            )
            return Verified(_actor(claims), float(claims["exp"]), int(claims["ver"]))
        except (jwt.InvalidTokenError, ValueError, TypeError, KeyError):
            raise Unauthenticated("Your session has ended. Sign in again.") from None

    async def _key(self, kid: str) -> Any:
        """The public key of that id; a known one is used while a newer set is fetched."""
        age = time.monotonic() - self._fetched_at
        if kid in self._keys:
            if age > KEYS_SECONDS:
                self._refresh_soon()
        elif not self._keys or age > UNKNOWN_KEY_SECONDS:
            await self._refreshed()
        if kid not in self._keys:
            raise Unauthenticated("Your session has ended. Sign in again.")
        return self._keys[kid]

    async def _refreshed(self) -> None:
        """Wait for the fetch that is under way, or for a new one; it fails for all who wait."""
        await asyncio.shield(self._refresh_soon())

    def _refresh_soon(self) -> asyncio.Task[None]:
        if self._refresh is None or self._refresh.done():
            self._refresh = asyncio.create_task(self._fetch())
            self._refresh.add_done_callback(_note_failure)
        return self._refresh

    async def _fetch(self) -> None:
        found = await self._rpc.call(ListSigningKeys(), CallOptions(correlation_id="keys"))
        keys = {
            key.kid: ECAlgorithm.from_jwk({"kty": key.kty, "crv": key.crv, "x": key.x, "y": key.y})
            for key in found.keys
        }
        if self._keys.keys() - keys.keys():
            self._seen.clear()
        self._keys = keys
        self._fetched_at = time.monotonic()


def _actor(claims: dict[str, Any]) -> Actor:
    """The person the claims speak for, and who looks through their eyes."""
    impersonator = claims.get("act", {}).get("sub")
    return Actor(
        user_id=UUID(claims["sub"]),
        role=Role(claims["role"]),
        session_id=UUID(claims["sid"]),
        authenticated_at=float(claims.get("auth_time", 0)),
        methods=tuple(str(method) for method in claims.get("amr", ())),
        impersonator_id=UUID(impersonator) if impersonator else None,
        confined=bool(claims.get("confined", False)),
        read_only=impersonator is not None and "write" not in str(claims.get("scope", "")).split(),
    )


def _key_id(token: str) -> str:
    """Which key signed, said by a token that claims to be an access token."""
    header = jwt.get_unverified_header(token)
    if header.get("typ") != TYPE:
        raise jwt.InvalidTokenError("It is a token for something else.")
    return str(header.get("kid"))


def _note_failure(refresh: asyncio.Task[None]) -> None:
    if not refresh.cancelled() and refresh.exception() is not None:
        log.warning("auth.keys_not_refreshed", error=str(refresh.exception()))


async def identify(request: web.Request) -> Actor | None:
    """The person behind the request's bearer token (RFC 6750), or None without one."""
    header = request.headers.get("Authorization")
    if header is None:
        return None
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Unauthenticated("Send the access token as a bearer token.")
    return (await request.app[VERIFIER].verify(token.strip())).actor
