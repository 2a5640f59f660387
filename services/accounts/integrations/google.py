"""Signing in with Google: OpenID Connect 1.0, authorization code with PKCE (RFC 7636)."""

import base64
import hashlib
import hmac
import sys
import time
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Protocol
from urllib.parse import urlencode

import jwt
import msgspec
import requests
import structlog

from contracts.accounts.errors import GoogleRefused
from services.accounts.integrations.openid import ALGORITHM, Clock, Provider, decoded

log = structlog.get_logger()

SCOPE = "openid email profile"
SKEW_SECONDS = 60
REQUIRED = ["iss", "aud", "sub", "exp", "iat", "nonce"]


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """One trip to Google and back: what has to be the same at its end as at its beginning.

    With `again`, the address of an account there, Google lets that person sign in anew.
    """

    state: str
    nonce: str
    verifier: str
    again: str = ""


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """Whom Google vouches for; issuer and subject name a person for ever, the address does not."""

    issuer: str
    subject: str
    email: str
    email_verified: bool
    name: str
    locale: str
    signed_in_at: datetime | None = None


class IdentityProvider(Protocol):
    """Somebody who knows people; both methods wait for the network."""

    @property
    def is_known(self) -> bool:
        """Whether the academy is registered there, so that it can be offered."""
        ...

    def authorization_url(self, visit: Visit) -> str:
        """Where the browser goes; raises `GoogleUnavailable`."""
        ...

    def identify(self, code: str, visit: Visit) -> Identity:
        """Who came back with that code; raises `GoogleRefused` or `GoogleUnavailable`."""
        ...


class Client(msgspec.Struct, frozen=True, kw_only=True):
    """The academy as it is registered at Google."""

    issuer: str
    id: str
    secret: str
    redirect_uri: str


class _Tokens(msgspec.Struct, frozen=True, kw_only=True):
    """What is used of the token endpoint's answer."""

    id_token: str


class GoogleIdentities:
    """Talks to Google; every failure leaves as a refusal of our own."""

    def __init__(self, client: Client, clock: Clock = time.monotonic) -> None:
        self._client = client
        self._provider = Provider(client.issuer, clock)

    @property
    def is_known(self) -> bool:
        """Whether the academy is registered at Google."""
        return bool(self._client.id)

    def authorization_url(self, visit: Visit) -> str:
        """The page where a person chooses their Google account."""
        parameters = {
            "response_type": "code",
            "client_id": self._client.id,
            "redirect_uri": self._client.redirect_uri,
            "scope": SCOPE,
            "state": visit.state,
            "nonce": visit.nonce,
            "code_challenge": challenge_of(visit.verifier),
            "code_challenge_method": "S256",
            "prompt": "select_account",
            **(_anew(visit.again) if visit.again else {}),
        }
        return f"{self._provider.endpoints().authorization_endpoint}?{urlencode(parameters)}"

    def identify(self, code: str, visit: Visit) -> Identity:
        """Exchange the code and read the ID token that comes for it."""
        token = self._exchange(code, visit.verifier)
        return _identity(self._claims(token, visit.nonce), self._client.issuer)

    def _exchange(self, code: str, verifier: str) -> str:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._client.redirect_uri,
            "client_id": self._client.id,
            "client_secret": self._client.secret,
            "code_verifier": verifier,
        }
        reply = self._provider.post(form)
        if reply.status_code == HTTPStatus.BAD_REQUEST:
            log.warning("accounts.google.code_refused", error=_error(reply))
            raise GoogleRefused("That sign-in is over or was used before. Begin again.")
        return decoded(reply, _Tokens).id_token

    def _claims(self, token: str, nonce: str) -> dict[str, Any]:
        """What the token says, once its signature and all that binds it to this visit hold."""
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                self._provider.key(jwt.get_unverified_header(token).get("kid")),
                algorithms=[ALGORITHM],
                audience=self._client.id,
                issuer=_spellings(self._client.issuer),
                leeway=SKEW_SECONDS,
                options={"require": REQUIRED},
            )
            _ensure_ours(claims, self._client.id, nonce)
        except jwt.InvalidTokenError as error:
            log.warning("accounts.google.token_refused", because=str(error))
            raise GoogleRefused("Google's answer could not be verified. Begin again.") from error
        return claims


def ensure_encrypted(issuer: str, environment: str) -> None:
    """End the start of a public academy whose provider could be anybody on the way there."""
    if environment == "production" and not issuer.startswith("https://"):
        sys.exit("GOOGLE_ISSUER has to begin with https:// in production.")


def _anew(email: str) -> dict[str, str]:
    """Have the person sign in there again, and be told when they did (OpenID Connect 3.1.2.1).

    Google knows no `prompt=login`; the claim has to be asked for by name.
    """
    claims = {"id_token": {"auth_time": {"essential": True}}}
    return {
        "login_hint": email,
        "max_age": "0",
        "claims": msgspec.json.encode(claims).decode(),
    }


def challenge_of(verifier: str) -> str:
    """What Google is told of the verifier: its SHA-256 (method S256)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _spellings(issuer: str) -> list[str]:
    """Google writes its own name with and without the scheme."""
    return [issuer, issuer.removeprefix("https://")]


def _ensure_ours(claims: dict[str, Any], client_id: str, nonce: str) -> None:
    """The token answers this visit, and was made for nobody else."""
    if not hmac.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
        raise jwt.InvalidTokenError("It answers another visit.")
    if claims.get("azp", client_id) != client_id:
        raise jwt.InvalidTokenError("It was issued to another party.")


def _identity(claims: dict[str, Any], issuer: str) -> Identity:
    email = str(claims.get("email", ""))
    return Identity(
        issuer=issuer,
        subject=claims["sub"],
        email=email,
        email_verified=bool(email) and claims.get("email_verified") in {True, "true"},
        name=str(claims.get("name") or ""),
        locale=str(claims.get("locale") or ""),
        signed_in_at=_moment(claims.get("auth_time")),
    )


def _moment(seconds: object) -> datetime | None:
    """A moment as tokens write it; what is none counts as long ago."""
    if seconds is None:
        return None
    return datetime.fromtimestamp(seconds if isinstance(seconds, int | float) else 0, UTC)


def _error(reply: requests.Response) -> str:
    """The error code of an OAuth answer (RFC 6749 section 5.2)."""
    try:
        return str(msgspec.json.decode(reply.content)["error"])
    except (msgspec.MsgspecError, LookupError, TypeError):
        return "unreadable"
