"""The secrets that people carry: access tokens (JWT, RFC 9068), refresh and confirmation tokens."""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid4

import jwt
import msgspec
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from contracts.types import Role
from services.accounts.policies import ACCESS_TOKEN_LIFE

ALGORITHM = "ES256"
AUDIENCE = "academy"


class KeyPair(msgspec.Struct, frozen=True, kw_only=True):
    """A signing key: its id (RFC 7638 thumbprint), the private part as PEM, the public point."""

    id: str
    private_pem: str
    x: str
    y: str


class Signer(msgspec.Struct, frozen=True, kw_only=True):
    """The key that signs now, opened."""

    key_id: str
    private_key: ec.EllipticCurvePrivateKey


class Claims(msgspec.Struct, frozen=True, kw_only=True):
    """Whom an access token speaks for, and what is known about their sign-in.

    `version` is compared with the least one that holds. `impersonator_id` and `read_only` are set
    while somebody of the staff looks through the person's eyes (RFC 8693 `act`). `confined` allows
    nothing but to set up a second factor.
    """

    user_id: UUID
    role: Role
    session_id: UUID
    version: int = 1
    authenticated_at: float = 0.0
    methods: tuple[str, ...] = ()
    impersonator_id: UUID | None = None
    read_only: bool = False
    confined: bool = False


def new_secret() -> str:
    """A token of 256 random bits, safe in a URL."""
    return secrets.token_urlsafe(32)


def fingerprint(secret: str) -> bytes:
    """What is stored of a secret: its SHA-256, enough to recognize it and useless to a thief."""
    return hashlib.sha256(secret.encode()).digest()


def sealing_key(secret: str) -> str:
    """A Fernet key that only the bearer of *secret* can derive."""
    digest = hashlib.sha256(b"academy successor " + secret.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode()


def derived(secret: str, purpose: str) -> str:
    """A secret for one purpose that only the bearer of *secret* can make again."""
    digest = hmac.digest(secret.encode(), purpose.encode(), "sha256")
    return _base64url(digest)


def new_key_pair() -> KeyPair:
    """A fresh P-256 key."""
    private = ec.generate_private_key(ec.SECP256R1())
    pem = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    point = private.public_key().public_numbers()
    x, y = (_base64url(value.to_bytes(32, "big")) for value in (point.x, point.y))
    members = msgspec.json.encode({"crv": "P-256", "kty": "EC", "x": x, "y": y})
    thumbprint = _base64url(hashlib.sha256(members).digest())
    return KeyPair(id=thumbprint, private_pem=pem.decode(), x=x, y=y)


@lru_cache(maxsize=4)
def private_key_of(pem: str) -> ec.EllipticCurvePrivateKey:
    """The key in a PEM, which is read once: reading takes longer than signing."""
    key = serialization.load_pem_private_key(pem.encode(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("Access tokens are signed with elliptic curves.")
    return key


def sign_access_token(
    claims: Claims,
    signer: Signer,
    *,
    issuer: str,
    now: datetime,
    life: timedelta = ACCESS_TOKEN_LIFE,
) -> str:
    """The token that the gateway accepts for the next ten minutes, unless told otherwise."""
    issued = int(now.timestamp())
    payload: dict[str, Any] = {
        "iss": issuer,
        "aud": AUDIENCE,
        "sub": str(claims.user_id),
        "role": claims.role.value,
        "sid": str(claims.session_id),
        "ver": claims.version,
        "auth_time": int(claims.authenticated_at),
        "amr": list(claims.methods),
        "iat": issued,
        "exp": issued + int(life.total_seconds()),
        "jti": uuid4().hex,
    }
    if claims.impersonator_id is not None:
        payload["act"] = {"sub": str(claims.impersonator_id)}
        payload["scope"] = "read" if claims.read_only else "read write"
    if claims.confined:
        payload["confined"] = True
    headers = {"kid": signer.key_id, "typ": "at+jwt"}
    return jwt.encode(payload, signer.private_key, algorithm=ALGORITHM, headers=headers)


def _base64url(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
