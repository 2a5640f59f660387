"""The live connection: only the signed-in, and to each only what concerns them."""

import re
import time
from typing import Any
from uuid import UUID

import aiohttp
import pytest
import socketio

from contracts.types import Role
from tests.unit.gateway.fakes import PUBLIC_URL, SigningKey
from tests.unit.gateway.house import PAID, House, Person

ADA, BOB, EVE = UUID(int=1), UUID(int=2), UUID(int=3)


def named(changes: object) -> str:
    """The name of a case without its moment, which every process reads a little later."""
    return re.sub(r"\d{9,}", "a moment", str(changes))


@pytest.mark.parametrize(
    "auth", [None, {}, {"token": None}, {"token": 7}, {"token": "a.b.c"}, {"token": ["x"]}, "x", []]
)
async def test_nobody_connects_without_a_token(house: House, auth: Any) -> None:
    with pytest.raises(socketio.exceptions.ConnectionError):
        await house.connect(Person(ADA), auth)


@pytest.mark.parametrize(
    "changes",
    [{"exp": int(time.time()) - 60}, {"aud": "other"}, {"iss": "http://evil.example"}],
    ids=named,
)
async def test_nobody_connects_with_a_token_that_does_not_hold(
    house: House, key: SigningKey, changes: dict[str, Any]
) -> None:
    with pytest.raises(socketio.exceptions.ConnectionError):
        await house.connect(Person(ADA), {"token": key.token(**changes)})


async def test_a_token_in_the_address_is_no_token(house: House, key: SigningKey) -> None:
    house.url += f"?token={key.token()}"

    with pytest.raises(socketio.exceptions.ConnectionError):
        await house.connect(Person(ADA), {})


@pytest.mark.parametrize("origin", ["https://evil.example", "null", f"{PUBLIC_URL}.evil.example"])
async def test_a_foreign_page_does_not_connect(house: House, key: SigningKey, origin: str) -> None:
    with pytest.raises(socketio.exceptions.ConnectionError):
        await house.connect(Person(ADA), {"token": key.token()}, headers={"Origin": origin})


async def test_our_own_page_connects(house: House, key: SigningKey) -> None:
    person = Person(ADA)

    await house.connect(person, {"token": key.token()}, headers={"Origin": PUBLIC_URL})

    assert person.client.connected
    await person.client.disconnect()


async def test_polling_is_refused(house: House) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{house.url}socket.io/?EIO=4&transport=polling") as response,
    ):
        assert response.status == 400


async def test_an_event_reaches_whom_it_concerns_and_nobody_else(house: House) -> None:
    ada, bob = await house.enter(ADA), await house.enter(BOB)

    await house.announce(PAID, buyer_id=str(ADA), order_id="7")

    (message,) = ada.heard()
    assert message == {
        "type": PAID,
        "time": "2026-11-23T00:00:00Z",
        "data": {"buyer_id": str(ADA), "order_id": "7"},
    }
    assert bob.heard() == []


async def test_every_app_of_a_person_hears_it(house: House) -> None:
    phone, desk = await house.enter(ADA), await house.enter(ADA)

    await house.announce(PAID, buyer_id=str(ADA))

    assert len(phone.heard()) == len(desk.heard()) == 1


async def test_admins_hear_everything_once(house: House) -> None:
    ada, eve = await house.enter(ADA), await house.enter(EVE, Role.ADMIN)

    await house.announce("courses.course.submitted.v1", teacher_id=str(ADA))
    await house.announce(PAID, buyer_id=str(EVE))

    assert ada.heard() == []
    assert [one["type"] for one in eve.heard()] == ["courses.course.submitted.v1", PAID]


async def test_a_teacher_hears_the_verdict_on_a_course(house: House) -> None:
    ada, bob = await house.enter(ADA, Role.TEACHER), await house.enter(BOB, Role.TEACHER)

    await house.announce("courses.course.rejected.v1", teacher_id=str(ADA), reason="Too short.")

    assert [one["data"]["reason"] for one in ada.heard()] == ["Too short."]
    assert bob.heard() == []


@pytest.mark.parametrize(
    "event_type", ["accounts.confirmation.requested.v1", "accounts.registration.repeated.v1"]
)
async def test_confirmations_are_shown_to_nobody(house: House, event_type: str) -> None:
    ada, eve = await house.enter(ADA), await house.enter(EVE, Role.ADMIN)

    await house.announce(event_type, user_id=str(ADA), sealed_token="sealed")

    assert ada.heard() == eve.heard() == []


async def test_no_address_of_a_person_is_shown(house: House) -> None:
    eve = await house.enter(EVE, Role.ADMIN)

    contact = {"email": "ada@example.org", "name": "Ada"}
    await house.announce("accounts.user.registered.v1", user_id=str(ADA), contact=contact)

    (message,) = eve.heard()
    assert message["data"] == {"user_id": str(ADA)}


@pytest.mark.parametrize("event", ["join", "enter_room", "event", "message", "subscribe"])
async def test_no_client_enters_a_room_by_name(house: House, event: str) -> None:
    bob, eve = await house.enter(BOB), await house.enter(EVE, Role.ADMIN)

    for room in ("admins", f"user:{ADA}", ["admins"], {"room": "admins"}):
        await bob.client.emit(event, room)
    await house.announce("courses.course.submitted.v1", teacher_id=str(ADA))
    await house.announce(PAID, buyer_id=str(ADA))

    assert bob.heard() == []
    assert len(eve.heard()) == 2


async def test_a_message_larger_than_the_limit_ends_the_connection(house: House) -> None:
    bob = await house.enter(BOB)
    house.people.remove(bob)

    await bob.client.emit("message", "x" * 70_000)
    await bob.client.wait()

    assert not bob.client.connected
