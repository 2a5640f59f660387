"""What an OpenID provider publishes about itself, fetched when needed and kept while allowed."""

import re
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar

import jwt
import msgspec
import requests
import structlog

from contracts.accounts.errors import GoogleUnavailable

log = structlog.get_logger()

DocumentT = TypeVar("DocumentT", bound=msgspec.Struct)
Clock = Callable[[], float]

ALGORITHM = "RS256"
DISCOVERY = "/.well-known/openid-configuration"
CONNECT_SECONDS, READ_SECONDS = 2, 4
SHORTEST_CACHE, LONGEST_CACHE = 60, 24 * 3600

_MAX_AGE = re.compile(r"max-age=(\d+)")


class Endpoints(msgspec.Struct, frozen=True, kw_only=True):
    """What is used of the discovery document."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str


class KeySet(msgspec.Struct, frozen=True, kw_only=True):
    """A JSON Web Key Set (RFC 7517)."""

    keys: list[dict[str, Any]]


class _Cached(msgspec.Struct, frozen=True):
    """A document and until when it may be used."""

    document: Any
    until: float


class Provider:
    """The provider's documents and its token endpoint; whatever fails is `GoogleUnavailable`."""

    def __init__(self, issuer: str, clock: Clock = time.monotonic) -> None:
        self._issuer = issuer
        self._clock = clock
        self._http = requests.Session()
        self._cache: dict[str, _Cached] = {}

    def endpoints(self) -> Endpoints:
        """Where everything is; a document of another issuer is not believed."""
        found = self._cached(self._issuer + DISCOVERY, Endpoints)
        scheme = self._issuer.partition("://")[0]
        addresses = (found.authorization_endpoint, found.token_endpoint, found.jwks_uri)
        same = all(address.startswith(f"{scheme}://") for address in addresses)
        if found.issuer != self._issuer or not same:
            log.error("accounts.google.discovery_refused", issuer=found.issuer)
            raise GoogleUnavailable("Sign in with your password, or try again later.")
        return found

    def key(self, kid: Any) -> jwt.PyJWK:
        """The key with that id.

        An unknown one makes the keys be fetched once more: they may have just been changed.
        """
        address = self.endpoints().jwks_uri
        found = self._find_key(address, kid)
        if found is None:
            self._cache.pop(address, None)
            found = self._find_key(address, kid)
        if found is None:
            raise jwt.InvalidTokenError("No published key has that id.")
        return found

    def post(self, form: dict[str, str]) -> requests.Response:
        """Ask the token endpoint."""
        return self._call("POST", self.endpoints().token_endpoint, data=form)

    def _find_key(self, address: str, kid: Any) -> jwt.PyJWK | None:
        for key in self._cached(address, KeySet).keys:
            if kid and key.get("kid") == kid and key.get("kty") == "RSA":
                return jwt.PyJWK(key, algorithm=ALGORITHM)
        return None

    def _cached(self, address: str, kind: type[DocumentT]) -> DocumentT:
        cached = self._cache.get(address)
        if cached is None or self._clock() >= cached.until:
            reply = self._call("GET", address)
            cached = _Cached(decoded(reply, kind), self._clock() + _seconds_to_keep(reply))
            self._cache[address] = cached
        document: DocumentT = cached.document
        return document

    def _call(self, method: str, address: str, **options: Any) -> requests.Response:
        """Ask once; only an answer that means something comes back."""
        wait = (CONNECT_SECONDS, READ_SECONDS)
        try:
            reply = self._http.request(
                method, address, timeout=wait, allow_redirects=False, **options
            )
        except requests.RequestException as error:
            log.warning("accounts.google.unreachable", address=address, error=str(error))
            raise GoogleUnavailable("Try again in a moment.") from error
        if reply.status_code not in {HTTPStatus.OK, HTTPStatus.BAD_REQUEST}:
            log.error("accounts.google.failed", address=address, status=reply.status_code)
            raise GoogleUnavailable("Try again in a moment.")
        return reply


def decoded(reply: requests.Response, kind: type[DocumentT]) -> DocumentT:
    """The answer as what it should be."""
    try:
        return msgspec.json.decode(reply.content, type=kind)
    except msgspec.MsgspecError as error:
        log.exception("accounts.google.unreadable", address=reply.url)
        raise GoogleUnavailable("Try again in a moment.") from error


def _seconds_to_keep(reply: requests.Response) -> int:
    found = _MAX_AGE.search(reply.headers.get("Cache-Control", ""))
    return min(max(int(found[1]) if found else 0, SHORTEST_CACHE), LONGEST_CACHE)
