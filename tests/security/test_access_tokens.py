"""Assertions 15 and 16: of all tokens only the one that the academy itself signed opens the door.

Every token here is signed with the academy's own key and differs from a good one in one thing.
"""

import hashlib
import hmac
from typing import Any
from uuid import uuid4

import jwt
import pytest
import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

from contracts.types import Role
from tests.security.forging import Mint, encoded, part
from tests.security.strangers import Strangers

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def mint(strangers: Strangers) -> Mint:
    """Makes tokens like that of a student who is signed in."""
    headers = strangers.sign_in(strangers.make(Role.STUDENT))
    return Mint.like(headers["Authorization"].removeprefix("Bearer "))


@pytest.fixture
def refused(url: str) -> Any:
    """Shows a token at the door, where it has to be refused as no credentials at all."""

    def show(token: str) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        response = requests.get(f"{url}/v1/me", headers=headers, timeout=30)
        assert (response.status_code, response.json()["type"]) == (
            401,
            "/problems/unauthenticated",
        )
        assert response.headers["WWW-Authenticate"] == "Bearer"

    return show


def test_15_the_token_that_all_others_here_are_changed_from_is_good(url: str, mint: Mint) -> None:
    headers = {"Authorization": f"Bearer {mint.token()}"}

    response = requests.get(f"{url}/v1/me", headers=headers, timeout=30)

    assert response.status_code == 200
    assert response.json()["id"] == mint.claims["sub"]


@pytest.mark.parametrize(
    "algorithm", ["none", "None", "NONE", "", None, [], ["ES256"], "HS256", "RS256", "es256", 7]
)
def test_15_the_token_does_not_choose_how_it_is_verified(
    mint: Mint, refused: Any, algorithm: Any
) -> None:
    signed = mint.token({"alg": algorithm})

    refused(signed)
    refused(signed.rpartition(".")[0] + ".")


@pytest.mark.parametrize("shape", ["pem", "der", "point", "x"])
def test_15_the_public_key_is_no_shared_secret(mint: Mint, refused: Any, shape: str) -> None:
    public = mint.public_key
    secret = {
        "pem": _bytes(public, "PEM", "SubjectPublicKeyInfo"),
        "der": _bytes(public, "DER", "SubjectPublicKeyInfo"),
        "point": _bytes(public, "X962", "UncompressedPoint"),
        "x": str(ECAlgorithm.to_jwk(public, as_dict=True)["x"]).encode(),
    }[shape]
    text = f"{part({**mint.header, 'alg': 'HS256'})}.{part(mint.claims)}"

    refused(f"{text}.{encoded(hmac.digest(secret, text.encode(), hashlib.sha256))}")


def test_15_a_key_that_the_token_brings_along_is_not_used(mint: Mint, refused: Any) -> None:
    stranger = ec.generate_private_key(ec.SECP256R1())
    brought = ECAlgorithm.to_jwk(stranger.public_key(), as_dict=True)
    claims = {**mint.claims, "role": "admin"}

    for header in (
        {"jwk": brought},
        {"jwk": brought, "kid": ""},
        {"jku": "http://127.0.0.1:1/keys", "x5u": "http://127.0.0.1:1/chain"},
        {"x5c": ["MIIB"]},
    ):
        headers = {**mint.header, **header}
        refused(jwt.encode(claims, stranger, algorithm="ES256", headers=headers))


KEY_NAMES = (
    "../../../../dev/null",
    "first' OR '1'='1",
    "'; DROP TABLE signing_keys; --",
    "\x00",
    "",
    "http://127.0.0.1:1/key",
    "x" * 4_000,
    0,
    None,
    ["first"],
    {"$ne": ""},
)


@pytest.mark.parametrize("kid", KEY_NAMES, ids=lambda kid: repr(kid)[:20])
def test_15_the_name_of_a_key_is_only_a_name(mint: Mint, refused: Any, kid: Any) -> None:
    refused(mint.token({"kid": kid}))


@pytest.mark.parametrize(
    "header", [{"crit": ["exp"]}, {"crit": ["b64"], "b64": False}, {"crit": []}], ids=repr
)
def test_15_what_has_to_be_understood_and_is_not_is_refused(
    mint: Mint, refused: Any, header: dict[str, Any]
) -> None:
    refused(mint.token(header))


def test_15_a_compressed_or_nested_token_is_refused(mint: Mint, refused: Any) -> None:
    refused(mint.token({"zip": "DEF"})[:-3] + "AAA")
    refused(mint.token({"cty": "JWT", "typ": "JWT"}))
    refused(mint.token({"typ": "JWE"}))


def test_16_the_issuer_is_compared_as_a_whole(mint: Mint, refused: Any) -> None:
    own = mint.claims["iss"]

    for other in (own + "/", own + ".evil.example", own[:-1], own.upper(), f"{own},{own}"):
        refused(mint.token(iss=other))


def test_16_neither_token_of_a_session_serves_as_the_other(
    url: str, strangers: Strangers, refused: Any
) -> None:
    session = strangers.open_session(strangers.make(Role.STUDENT))

    refused(session["refresh_token"])

    body = {"refresh_token": session["access_token"][:200]}
    response = requests.post(f"{url}/v1/sessions/refresh", json=body, timeout=30)
    assert response.status_code == 401


def test_16_a_token_of_nobody_opens_nothing(mint: Mint, url: str) -> None:
    headers = {"Authorization": f"Bearer {mint.token(sub=str(uuid4()), sid=str(uuid4()))}"}

    response = requests.get(f"{url}/v1/me", headers=headers, timeout=30)

    assert response.status_code in {401, 404}


def _bytes(public: Any, encoding: str, shape: str) -> bytes:
    made: bytes = public.public_bytes(
        getattr(serialization.Encoding, encoding), getattr(serialization.PublicFormat, shape)
    )
    return made
