"""Assertions 49, 50, 51 and 53: who may listen, to what, and how little harm a listener can do."""

import asyncio
import json
import os
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import aiohttp
import msgspec
import pytest

from contracts.types import Role
from tests.e2e.people import Person
from tests.security.forging import Mint
from tests.security.sockets import opened
from tests.security.strangers import Strangers

pytestmark = pytest.mark.e2e


def token_of(strangers: Strangers, role: Role = Role.STUDENT) -> str:
    return strangers.sign_in(strangers.make(role))["Authorization"].removeprefix("Bearer ")


@pytest.fixture(scope="module")
def token(strangers: Strangers) -> str:
    """A student's access token."""
    return token_of(strangers)


@pytest.fixture(scope="module")
def mint(token: str) -> Mint:
    """Makes tokens like the student's."""
    return Mint.like(token)


async def test_49_who_shows_an_access_token_is_let_in(url: str, token: str) -> None:
    async with opened(url) as wire:
        assert (await wire.connect({"token": token})).admitted


@pytest.mark.parametrize(
    "auth",
    [
        *(None, {}, [], 7, "x", True, {"token": None}, {"token": 7}, {"token": ""}),
        *({"token": ["x"]}, {"token": {"$ne": ""}}, {"token": "a.b.c"}, {"TOKEN": "x"}),
    ],
    ids=repr,
)
async def test_49_nobody_is_let_in_without_a_token(url: str, auth: Any) -> None:
    async with opened(url) as wire:
        outcome = await wire.connect(auth)

    assert not outcome.admitted
    assert outcome.problem is not None


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": int(time.time()) - 1},
        {"aud": "gateway"},
        {"aud": None},
        {"iss": "http://evil.example"},
        {"nbf": int(time.time()) + 600},
        {"sub": "ada"},
        {"role": "root"},
    ],
    ids=list,
)
async def test_49_nobody_is_let_in_with_a_token_that_does_not_hold(
    url: str, mint: Mint, claims: dict[str, Any]
) -> None:
    async with opened(url) as wire:
        outcome = await wire.connect({"token": mint.token(**claims)})

    assert outcome.problem is not None
    assert outcome.problem["data"]["type"] == "/problems/unauthenticated"


async def test_49_a_token_in_the_address_or_a_header_is_no_token(url: str, token: str) -> None:
    for query, headers in ((f"&token={token}", {}), ("", {"Authorization": f"Bearer {token}"})):
        async with opened(url, query, **headers) as wire:
            assert not (await wire.connect({})).admitted


@pytest.mark.parametrize(
    "origin", ["null", "https://evil.example", "http://127.0.0.1", "{url}.evil.example", "file://"]
)
async def test_49_a_foreign_page_gets_no_connection(url: str, origin: str) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        async with opened(url, Origin=origin.format(url=url)):
            pytest.fail("It was let in.")

    assert refused.value.status == 400


async def test_49_polling_and_other_versions_are_refused(url: str) -> None:
    async with aiohttp.ClientSession() as session:
        for query in ("EIO=4&transport=polling", "EIO=4", "EIO=3&transport=websocket", ""):
            async with session.get(f"{url}/socket.io/?{query}") as response:
                assert response.status == 400
                assert "X-Content-Type-Options" in response.headers


async def test_50_no_frame_makes_a_listener_hear_what_is_not_theirs(
    url: str, strangers: Strangers, token: str
) -> None:
    # Given somebody who asks for every room they can think of, and an admin
    other = strangers.open_session(strangers.make(Role.STUDENT))["user"]["id"]
    rooms = ["admins", f"user:{other}", ["admins"], {"room": "admins"}, "/admins", "user:*"]
    boss = token_of(strangers, Role.ADMIN)
    async with opened(url) as wire, opened(url) as admin:
        await wire.connect({"token": token})
        for event in ("join", "enter_room", "subscribe", "event", "connect", "message"):
            for room in rooms:
                await wire.say(f"42{json.dumps([event, room])}")
        await admin.connect({"token": boss})

        # When something happens that admins hear of
        newcomer = strangers.open_session(await asyncio.to_thread(strangers.make, Role.STUDENT))
        assert await admin.hears_of(newcomer["user"]["id"])

        # Then nothing of it is heard by the other
        assert await wire.last_word() == ""


@pytest.mark.parametrize("namespace", ["/admins", "/admin", "/chat", "/ ", "/..", "/" + "x" * 500])
async def test_50_there_is_no_other_namespace(url: str, token: str, namespace: str) -> None:
    async with opened(url) as wire:
        assert not (await wire.connect({"token": token}, namespace)).admitted


async def test_50_ten_thousand_names_of_rooms_lead_nowhere(url: str, token: str) -> None:
    async with opened(url) as wire:
        await wire.connect({"token": token})
        for _ in range(10_000):
            await wire.say(f'42["join","user:{uuid4()}"]')

        assert await wire.last_word() == ""


async def test_51_who_speaks_before_being_let_in_is_not_heard(url: str) -> None:
    async with opened(url) as wire:
        await wire.say('42["join","admins"]')

        assert await wire.last_word() == ""


async def test_51_what_the_payload_says_about_the_person_is_ignored(
    url: str, token: str, strangers: Strangers
) -> None:
    claims = {"user_id": str(uuid4()), "role": "admin", "sub": "x", "sid": "y"}
    async with opened(url) as wire:
        assert (await wire.connect({"token": token, **claims})).admitted
        await asyncio.to_thread(strangers.make, Role.STUDENT)  # of which admins hear

        assert await wire.last_word() == ""


GARBAGE = [
    *("", "x", "4", "40{", "42", "42[", "42{}", "42[]", '42["event"', "43", "431[]", "439999999[]"),
    *("44{}", "45", "451-", '451-["x",{"_placeholder":true,"num":0}]', "46", "49", "5", "6", "7"),
    *('42/nowhere,["x"]', "40/nowhere,{}", "41", "41/nowhere", "\x00", "\ud7ff", "9" * 1000),
    *("42" + "[" * 50_000, '42["__proto__",{"constructor":1}]', '4210000000000000000["x"]'),
    *('4510000-["x"]', '45999999999999-["x"]'),
]


@pytest.mark.parametrize("frame", [*GARBAGE, b"", b"\x00", b"b" * 1000], ids=lambda f: repr(f)[:24])
async def test_53_a_broken_frame_ends_at_most_its_own_connection(
    url: str, token: str, frame: str | bytes
) -> None:
    async with opened(url) as quiet:
        await quiet.connect({"token": token})
        async with opened(url) as noisy:
            await noisy.connect({"token": token})
            await noisy.say(frame)
            await noisy.last_word()

        assert await quiet.is_open()


def test_53_no_frame_has_broken_anything() -> None:
    log = Path(os.environ["ACADEMY_STACK_DIR"]) / "logs" / "gateway.log"

    lines = [msgspec.json.decode(one) for one in log.read_bytes().splitlines() if one[:1] == b"{"]

    assert [one for one in lines if one["event"] == "socket.unreadable"]
    assert [one for one in lines if one.get("path") == "/socket.io/"] == []
    assert [one for one in lines if "receive error" in one["event"]] == []


async def test_53_a_frame_larger_than_the_limit_ends_the_connection(url: str, token: str) -> None:
    async with opened(url) as wire:
        await wire.connect({"token": token})

        await wire.say(f'42["event","{"x" * 70_000}"]')

        assert await wire.hear() is None


async def test_53_a_flood_ends_its_own_connection_alone(
    url: str, token: str, anybody: Person
) -> None:
    async with opened(url) as quiet, opened(url) as noisy:
        await quiet.connect({"token": token})
        await noisy.connect({"token": token})

        for _ in range(2_000):
            await noisy.say('42["event","x"]')

        assert await noisy.hear() is None
        assert await quiet.is_open()
        await anybody.get("/v1/categories")


@pytest.mark.parametrize("frame", ['451-["event",{"_placeholder":true,"num":0}]', '4510000-["x"]'])
async def test_53_no_binary_parts_are_waited_for(url: str, token: str, frame: str) -> None:
    async with opened(url) as wire:
        await wire.connect({"token": token})

        await wire.say(frame)

        assert await wire.hear() is None
