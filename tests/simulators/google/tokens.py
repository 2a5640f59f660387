"""ID tokens, honest and otherwise."""

import base64
import hashlib
import hmac
import json
import time
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization

from tests.simulators.google.faults import LieName
from tests.simulators.google.keys import Key
from tests.simulators.google.world import Grant, World

LIFE = 3600
HOUR = 3600


def id_token(world: World, grant: Grant) -> str:
    """Who has signed in, in the words of OpenID Connect; a lie that waits makes it wrong."""
    lie = world.faults.take_lie()
    claims = _falsified(_claims(world, grant), lie)
    return _signed(world, claims, lie)


def _claims(world: World, grant: Grant) -> dict[str, Any]:
    person, now = world.people[grant.sub], int(time.time())
    return {
        "iss": world.settings.issuer,
        "aud": world.settings.client_id,
        "azp": world.settings.client_id,
        "sub": person.sub,
        "email": person.email,
        "email_verified": person.email_verified,
        "name": person.name,
        "locale": person.locale,
        "nonce": grant.visit.nonce,
        "iat": now,
        "exp": now + LIFE,
        **({"auth_time": now} if grant.visit.anew else {}),
    }


def _falsified(claims: dict[str, Any], lie: LieName | None) -> dict[str, Any]:
    changes: dict[str, dict[str, Any]] = {
        "expired": {"iat": claims["iat"] - 2 * HOUR, "exp": claims["iat"] - HOUR},
        "from_the_future": {"iat": claims["iat"] + HOUR, "exp": claims["exp"] + HOUR},
        "wrong_nonce": {"nonce": "somebody else's"},
        "no_nonce": {"nonce": None},
        "wrong_audience": {"aud": "another-client", "azp": "another-client"},
        "wrong_issuer": {"iss": "https://issuer.example"},
        "longer_issuer": {"iss": f"{claims['iss']}.example"},
        "foreign_party": {"aud": [claims["aud"], "another"], "azp": "another"},
        "no_subject": {"sub": None},
        "old_sign_in": {"auth_time": claims["iat"] - HOUR},
        "no_sign_in_time": {"auth_time": None},
    }
    merged = {**claims, **changes.get(lie or "", {})}
    return {name: value for name, value in merged.items() if value is not None}


def _signed(world: World, claims: dict[str, Any], lie: LieName | None) -> str:
    key = world.keys.current
    if lie == "unsigned":
        return jwt.encode(claims, "", algorithm="none", headers={"kid": key.kid})
    if lie == "signed_with_public_key":
        return _confused(claims, key)
    headers = {"kid": "unknown" if lie == "unknown_key_id" else key.kid}
    private = Key().private if lie == "forged" else key.private
    return jwt.encode(
        claims, private, algorithm="RS256", headers={} if lie == "no_key_id" else headers
    )


def _confused(claims: dict[str, Any], key: Key) -> str:
    """HS256 with the published key as its secret: the old trick on who trusts the header."""
    public = key.private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    header = {"alg": "HS256", "typ": "JWT", "kid": key.kid}
    signed = b".".join(_base64url(json.dumps(part).encode()) for part in (header, claims))
    mac = hmac.digest(public, signed, hashlib.sha256)
    return b".".join((signed, _base64url(mac))).decode()


def _base64url(value: bytes) -> bytes:
    return base64.urlsafe_b64encode(value).rstrip(b"=")
