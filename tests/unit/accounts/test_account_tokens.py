"""Access tokens as a gateway checks them, and the secrets around them."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import jwt
import pytest
from cryptography.fernet import InvalidToken

from contracts.types import Role
from services.accounts import tokens
from services.common.sealing import seal, unseal

ISSUER = "https://academy.example"


def public_key(pair: tokens.KeyPair) -> jwt.PyJWK:
    return jwt.PyJWK({"kty": "EC", "crv": "P-256", "x": pair.x, "y": pair.y, "alg": "ES256"})


def signed(pair: tokens.KeyPair, now: datetime) -> tuple[str, tokens.Claims]:
    claims = tokens.Claims(user_id=uuid4(), role=Role.TEACHER, session_id=uuid4())
    signer = tokens.Signer(key_id=pair.id, private_key=tokens.private_key_of(pair.private_pem))
    return tokens.sign_access_token(claims, signer, issuer=ISSUER, now=now), claims


def test_an_access_token_says_who_in_which_role_and_session() -> None:
    pair = tokens.new_key_pair()

    token, claims = signed(pair, datetime.now(UTC))

    read = jwt.decode(
        token, public_key(pair), algorithms=["ES256"], audience="academy", issuer=ISSUER
    )
    assert read["sub"] == str(claims.user_id)
    assert read["role"] == "teacher"
    assert read["sid"] == str(claims.session_id)
    assert read["exp"] - read["iat"] == 600
    assert len(read["jti"]) == 32


def test_the_header_names_key_and_type() -> None:
    pair = tokens.new_key_pair()

    token, _ = signed(pair, datetime.now(UTC))

    assert jwt.get_unverified_header(token) == {"alg": "ES256", "kid": pair.id, "typ": "at+jwt"}


def test_an_access_token_ends_after_ten_minutes() -> None:
    pair = tokens.new_key_pair()

    token, _ = signed(pair, datetime.now(UTC) - timedelta(minutes=10, seconds=1))

    with pytest.raises(jwt.ExpiredSignatureError):
        jwt.decode(token, public_key(pair), algorithms=["ES256"], audience="academy")


def test_another_key_does_not_verify_the_token() -> None:
    token, _ = signed(tokens.new_key_pair(), datetime.now(UTC))

    with pytest.raises(jwt.InvalidSignatureError):
        jwt.decode(
            token, public_key(tokens.new_key_pair()), algorithms=["ES256"], audience="academy"
        )


def test_a_key_is_named_by_its_thumbprint() -> None:
    pair = tokens.new_key_pair()

    members = {"crv": "P-256", "kty": "EC", "x": pair.x, "y": pair.y}
    canonical = json.dumps(members, separators=(",", ":"), sort_keys=True).encode()

    assert pair.id == jwt.utils.base64url_encode(hashlib.sha256(canonical).digest()).decode()


def test_a_successor_opens_only_with_the_token_it_follows() -> None:
    first, other = tokens.new_secret(), tokens.new_secret()

    sealed = seal("successor", tokens.sealing_key(first))

    assert unseal(sealed, tokens.sealing_key(first)) == "successor"
    with pytest.raises(InvalidToken):
        unseal(sealed, tokens.sealing_key(other))


def test_secrets_have_256_bits_and_are_stored_as_a_digest() -> None:
    secret = tokens.new_secret()

    assert len(jwt.utils.base64url_decode(secret)) == 32
    assert secret.encode() not in tokens.fingerprint(secret)
    assert len(tokens.fingerprint(secret)) == 32
