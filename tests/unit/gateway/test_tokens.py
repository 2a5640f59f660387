"""Access tokens: only what the accounts service signed, for us, and for now."""

import asyncio
import base64
import re
import time
from typing import Any
from uuid import uuid4

import jwt
import msgspec
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from contracts.accounts.messages import JwkSet, ListSigningKeys
from contracts.errors import ServiceError, ServiceUnavailable, Unauthenticated
from contracts.types import Role
from gateway import auth
from gateway.auth import TokenVerifier
from gateway.revocations import RevocationList
from tests.unit.gateway.fakes import PUBLIC_URL, FakeRpc, SigningKey
from tests.waiting import eventually


def named(changes: object) -> str:
    """The name of a case without its moment, which every process reads a little later."""
    return re.sub(r"\d{9,}", "a moment", str(changes))


@pytest.fixture
def rpc(key: SigningKey) -> FakeRpc:
    return FakeRpc(key)


@pytest.fixture
def verifier(rpc: FakeRpc) -> TokenVerifier:
    return TokenVerifier(rpc, PUBLIC_URL, RevocationList(rpc))


def part(content: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(content)).decode().rstrip("=")


def claims() -> dict[str, Any]:
    now = int(time.time())
    return {
        "iss": PUBLIC_URL,
        "aud": "academy",
        "sub": str(uuid4()),
        "sid": str(uuid4()),
        "role": "admin",
        "ver": 1,
        "iat": now,
        "exp": now + 600,
    }


def signed(key: SigningKey, **headers: Any) -> str:
    """A token with other headers than usual."""
    usual = {"kid": key.kid, "typ": "at+jwt", **headers}
    return jwt.encode(claims(), key.private, algorithm="ES256", headers=usual)


def unsigned(key: SigningKey, algorithm: Any) -> str:
    header = {"alg": algorithm, "kid": key.kid, "typ": "at+jwt"}
    return f"{part(header)}.{part(claims())}."


def confused(key: SigningKey) -> str:
    """Signed with HMAC under the public key's bytes, which everybody knows."""
    public = key.private.public_key()
    secret = public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return jwt.encode(
        claims(), secret, algorithm="HS256", headers={"kid": key.kid, "typ": "at+jwt"}
    )


async def refused(verifier: TokenVerifier, token: str) -> None:
    with pytest.raises(Unauthenticated):
        await verifier.verify(token)


async def test_a_good_token_says_who_asks(verifier: TokenVerifier, key: SigningKey) -> None:
    person, session = uuid4(), uuid4()
    token = key.token(Role.TEACHER, sub=str(person), sid=str(session))

    actor = (await verifier.verify(token)).actor

    assert (actor.user_id, actor.session_id, actor.role) == (person, session, Role.TEACHER)


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", "", None, ["ES256"], "HS256", 7])
async def test_a_token_cannot_choose_not_to_be_signed(
    verifier: TokenVerifier, key: SigningKey, algorithm: Any
) -> None:
    await refused(verifier, unsigned(key, algorithm))


async def test_the_public_key_is_no_shared_secret(verifier: TokenVerifier, key: SigningKey) -> None:
    await refused(verifier, confused(key))


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "http://academy.example.evil"},
        {"iss": "http://academy"},
        {"iss": [PUBLIC_URL]},
        {"iss": None},
        {"aud": "gateway"},
        {"aud": None},
        {"aud": "acad"},
        {"exp": 1},
        {"exp": None},
        {"exp": "soon"},
        {"iat": None},
        {"iat": int(time.time()) + 600},
        {"nbf": int(time.time()) + 600},
        {"sub": None},
        {"sub": "ada"},
        {"sub": 7},
        {"sid": None},
        {"sid": "x"},
        {"role": None},
        {"role": "root"},
        {"role": ["admin"]},
    ],
    ids=named,
)
async def test_every_claim_has_to_be_right(
    verifier: TokenVerifier, key: SigningKey, changes: dict[str, Any]
) -> None:
    now = int(time.time())
    body = {**claims(), "iat": now, **changes}
    present = {name: value for name, value in body.items() if value is not None}
    header = {"alg": "ES256", "kid": key.kid, "typ": "at+jwt"}
    text = f"{part(header)}.{part(present)}"
    signature = jwt.get_algorithm_by_name("ES256").sign(text.encode(), key.private)
    encoded = base64.urlsafe_b64encode(signature).decode().rstrip("=")

    await refused(verifier, f"{text}.{encoded}")


@pytest.mark.parametrize(
    "headers",
    [
        {"typ": "JWT"},
        {"typ": None},
        {"kid": "unknown"},
        {"kid": "../../first"},
        {"kid": "first' OR '1'='1"},
        {"crit": ["exp"]},
    ],
    ids=named,
)
async def test_the_header_has_to_be_that_of_an_access_token(
    verifier: TokenVerifier, key: SigningKey, headers: dict[str, Any]
) -> None:
    await refused(verifier, signed(key, **headers))


async def test_a_key_that_the_token_brings_along_is_not_used(
    verifier: TokenVerifier, key: SigningKey
) -> None:
    stranger = SigningKey(key.kid)
    brought = msgspec.to_builtins(stranger.public())

    await refused(verifier, signed(stranger, jwk=brought, jku="https://evil.example/keys"))


@pytest.mark.parametrize("token", ["", ".", "..", "a.b", "a.b.c", "é.é.é", "x" * 10_000, "a.b.c.d"])
async def test_what_is_no_token_is_refused(verifier: TokenVerifier, token: str) -> None:
    await refused(verifier, token)


async def test_a_changed_token_is_refused(verifier: TokenVerifier, key: SigningKey) -> None:
    header, body, signature = key.token(Role.STUDENT).split(".")
    raised = part({**msgspec.json.decode(base64.urlsafe_b64decode(body + "==")), "role": "admin"})

    await refused(verifier, f"{header}.{raised}.{signature}")


async def test_a_remembered_token_still_ends(verifier: TokenVerifier, key: SigningKey) -> None:
    token = key.token(exp=int(time.time()) + 1)
    await verifier.verify(token)

    async def ended() -> bool:
        try:
            await verifier.verify(token)
        except Unauthenticated:
            return True
        return False

    assert await eventually(ended, seconds=5)


async def test_after_a_rotation_both_keys_verify_until_the_old_one_is_gone(
    rpc: FakeRpc, verifier: TokenVerifier, key: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auth, "UNKNOWN_KEY_SECONDS", 0)
    second, old = SigningKey("second"), key.token()
    await verifier.verify(old)

    rpc.publish(key, second)
    await verifier.verify(second.token())
    await verifier.verify(key.token())
    rpc.publish(second)
    await verifier._refreshed()

    await verifier.verify(second.token())
    await refused(verifier, old)
    await refused(verifier, key.token())


async def test_unknown_keys_do_not_hammer_the_accounts_service(
    rpc: FakeRpc, verifier: TokenVerifier, key: SigningKey
) -> None:
    await verifier.verify(key.token())

    for number in range(200):
        await refused(verifier, SigningKey(f"made-up-{number}").token())

    assert len(rpc.asked(ListSigningKeys)) == 1


async def test_known_keys_serve_while_newer_ones_are_fetched(
    rpc: FakeRpc, verifier: TokenVerifier, key: SigningKey
) -> None:
    await verifier.verify(key.token())
    verifier._fetched_at -= auth.KEYS_SECONDS + 1
    rpc.answer(ListSigningKeys, ServiceUnavailable("Try again."))

    actor = (await verifier.verify(key.token())).actor

    assert actor.role is Role.STUDENT


async def test_without_any_key_nobody_is_let_in(rpc: FakeRpc, key: SigningKey) -> None:
    rpc.answer(ListSigningKeys, ServiceUnavailable("Try again."))
    verifier = TokenVerifier(rpc, PUBLIC_URL, RevocationList(rpc))

    with pytest.raises(ServiceUnavailable):
        await verifier.verify(key.token())
    with pytest.raises(ServiceError):
        await verifier.check()


async def test_many_who_come_before_the_keys_wait_for_one_fetch(
    rpc: FakeRpc, verifier: TokenVerifier, key: SigningKey
) -> None:
    asked, released = asyncio.Event(), asyncio.Event()

    async def slow() -> JwkSet:
        asked.set()
        await released.wait()
        raise ServiceUnavailable("Try again.")

    rpc.answer(ListSigningKeys, lambda _: slow())
    people = [asyncio.create_task(verifier.verify(key.token())) for _ in range(50)]
    await asked.wait()
    released.set()

    outcomes = await asyncio.gather(*people, return_exceptions=True)

    assert {type(outcome) for outcome in outcomes} == {ServiceUnavailable}
    assert len(rpc.asked(ListSigningKeys)) == 1


async def test_the_memory_of_tokens_is_bounded(
    verifier: TokenVerifier, key: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auth, "REMEMBERED", 10)

    for _ in range(25):
        await verifier.verify(key.token())

    assert len(verifier._seen) <= 10
