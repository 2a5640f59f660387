"""Signing a device out: its API calls, its refresh token and its live connection end at once."""

import time
from collections.abc import Awaitable, Callable

import aiohttp
import pytest
import socketio

from tests.e2e.people import PASSWORD, Person, Refusal
from tests.waiting import eventually

pytestmark = pytest.mark.e2e

SECONDS = 5
"""Within which a revocation holds everywhere."""


async def is_refused(person: Person) -> bool:
    try:
        await person.get("/v1/me")
    except Refusal as refusal:
        return refusal.status == 401
    return False


async def test_20_a_device_that_is_signed_out_elsewhere_can_do_nothing_more(
    student: Person, http: aiohttp.ClientSession, url: str
) -> None:
    phone = Person(http, url)
    opened = await phone.post(
        "/v1/sessions", {"email": student.user["email"], "password": PASSWORD}
    )
    phone.token = opened["access_token"]
    live = socketio.AsyncClient(reconnection=False)
    await live.connect(url, auth={"token": phone.token}, transports=["websocket"])
    devices = (await student.get("/v1/me/sessions"))["items"]
    assert [device["current"] for device in devices] == [True, False]

    await student.ask("DELETE", f"/v1/me/sessions/{devices[1]['id']}")

    began = time.monotonic()
    await eventually(lambda: is_refused(phone), seconds=SECONDS)

    async def is_cut() -> bool:
        return not live.connected

    await eventually(is_cut, seconds=SECONDS - (time.monotonic() - began))
    phone.token = ""
    with pytest.raises(Refusal) as refused:
        await phone.post("/v1/sessions/refresh", {"refresh_token": opened["refresh_token"]})
    assert refused.value.code == "accounts.session_ended"
    assert await student.get("/v1/me")


async def test_10_a_demoted_teacher_can_write_no_more(
    admin: Person,
    student: Person,
    person: Callable[[str], Awaitable[Person]],
) -> None:
    role = f"/v1/admin/users/{student.user['id']}/role"
    await admin.ask("PUT", role, {"role": "teacher", "reason": "Teaches from today."})
    await eventually(lambda: is_refused(student), seconds=SECONDS)
    teacher = await student.sign_in(student.user["email"], PASSWORD)
    await teacher.get("/v1/teaching/courses")

    await admin.ask("PUT", role, {"role": "student", "reason": "Has stopped teaching."})

    await eventually(lambda: is_refused(teacher), seconds=SECONDS)
