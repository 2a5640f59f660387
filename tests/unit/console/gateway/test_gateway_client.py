"""The client speaks to a real HTTP server: contracts, refusals, idempotency."""

import asyncio
from uuid import UUID

import pytest
from aiohttp import web
from msgspec.structs import replace

from console.gateway import GatewayClient
from console.session_file import SessionFile
from contracts.accounts.errors import LastAdmin
from contracts.accounts.messages import ChangeRole, ListUsers
from contracts.courses.publication import ReviewCheck
from contracts.courses.resources import CourseStatus
from contracts.courses.review import ApproveCourse, ListCoursesByStatus
from contracts.errors import (
    ContractMismatch,
    Forbidden,
    NotFound,
    ServiceTimedOut,
    TooMany,
    Unavailable,
)
from contracts.types import Page, Role
from tests.unit.console import samples
from tests.unit.console.gateway.conftest import PASSWORD, USERS
from tests.unit.console.gateway_double import GatewayDouble, answer, problem


async def test_a_query_travels_as_query_string(
    signed_in: GatewayClient, gateway: GatewayDouble
) -> None:
    async def courses(_: web.Request) -> web.Response:
        return answer(Page(items=samples.make_courses(), next="abc"))

    gateway.answers["/v1/admin/courses"] = courses

    page = await signed_in.list_courses(
        ListCoursesByStatus(status=CourseStatus.SUBMITTED, search="a b")
    )

    assert dict(gateway.asked[-1].query) == {"status": "submitted", "search": "a b", "limit": "50"}
    assert [course.title for course in page.items] == [
        course.title for course in samples.make_courses()
    ]
    assert page.next == "abc"


async def test_a_command_travels_as_body_without_what_stands_in_the_path(
    signed_in: GatewayClient, gateway: GatewayDouble
) -> None:
    user = samples.make_user()

    async def change(_: web.Request) -> web.Response:
        return answer(replace(user, role=Role.TEACHER))

    gateway.answers[f"{USERS}/{user.id}/role"] = change

    changed = await signed_in.treat(
        ChangeRole(user_id=user.id, role=Role.TEACHER, reason="Teaches.")
    )

    assert gateway.asked[-1].method == "PUT"
    assert gateway.bodies[-1] == {"role": "teacher", "reason": "Teaches."}
    assert UUID(gateway.asked[-1].headers["Idempotency-Key"])
    assert changed.role is Role.TEACHER


@pytest.mark.parametrize(
    ("response", "kind", "detail"),
    [
        (problem(409, "accounts.last_admin", "Somebody must stay."), LastAdmin, "Somebody"),
        (problem(429, "too_many", "In a minute."), TooMany, "In a minute"),
        (problem(404, "courses.of_a_later_release", "It left."), NotFound, "It left"),
        (web.Response(status=502, text="<html>nginx</html>"), Unavailable, "status 502"),
        (web.Response(status=403, text="no"), Forbidden, "Not allowed"),
        (web.Response(status=302, headers={"Location": "/"}), Unavailable, "points elsewhere"),
        (web.Response(status=200, text="<html>"), ContractMismatch, "Update the console"),
        (answer({"items": 3}), ContractMismatch, "Update the console"),
    ],
)
async def test_an_answer_that_is_no_reply_becomes_a_refusal(
    client: GatewayClient,
    gateway: GatewayDouble,
    response: web.Response,
    kind: type[Exception],
    detail: str,
) -> None:
    async def refuse(_: web.Request) -> web.Response:
        return response

    gateway.answers[USERS] = refuse
    await client.sign_in(PASSWORD)

    with pytest.raises(kind, match=detail):
        await client.list_users(ListUsers())


async def test_a_command_without_an_answer_keeps_its_key_until_it_has_one(
    signed_in: GatewayClient, gateway: GatewayDouble
) -> None:
    course = samples.make_course()
    responses = [
        problem(503, "service_unavailable", "Later."),
        answer(course),
        answer(course),
    ]

    async def approve(_: web.Request) -> web.Response:
        return responses.pop(0)

    gateway.answers[f"/v1/admin/courses/{course.id}/approval"] = approve
    command = ApproveCourse(course_id=course.id, checks=list(ReviewCheck))

    with pytest.raises(Unavailable):
        await signed_in.approve_course(command)
    await signed_in.approve_course(command)
    await signed_in.approve_course(command)

    first, again, anew = [asked.headers["Idempotency-Key"] for asked in gateway.asked[-3:]]
    assert first == again != anew


async def test_a_command_that_nobody_waits_for_any_more_is_another_act_later(
    signed_in: GatewayClient, gateway: GatewayDouble
) -> None:
    course, came = samples.make_course(), asyncio.Event()

    async def approve(_: web.Request) -> web.Response:
        if not came.is_set():
            came.set()
            await asyncio.Event().wait()
        return answer(course)

    gateway.answers[f"/v1/admin/courses/{course.id}/approval"] = approve
    command = ApproveCourse(course_id=course.id)

    given_up = asyncio.create_task(signed_in.approve_course(command))
    await asyncio.wait_for(came.wait(), timeout=10)
    given_up.cancel()
    with pytest.raises(asyncio.CancelledError):
        await given_up
    await signed_in.approve_course(command)

    first, anew = [asked.headers["Idempotency-Key"] for asked in gateway.asked[-2:]]
    assert first != anew


async def test_a_renewal_in_the_middle_of_a_command_keeps_its_key(
    signed_in: GatewayClient, gateway: GatewayDouble
) -> None:
    course = samples.make_course()

    async def approve(_: web.Request) -> web.Response:
        return answer(course)

    gateway.answers[f"/v1/admin/courses/{course.id}/approval"] = approve
    gateway.spend_access_token()

    await signed_in.approve_course(ApproveCourse(course_id=course.id))

    keys = [asked.headers.get("Idempotency-Key") for asked in gateway.asked[-3:]]
    assert keys[0] == keys[2] is not None
    assert keys[1] is None


async def test_a_gateway_that_does_not_answer_in_time(
    gateway: GatewayDouble, address: str, file: SessionFile
) -> None:
    async def think(_: web.Request) -> web.Response:
        await asyncio.Event().wait()
        pytest.fail("unreachable")

    gateway.answers[USERS] = think
    async with GatewayClient(address, file, timeout=0.2) as hasty:
        await hasty.sign_in(PASSWORD)

        with pytest.raises(ServiceTimedOut, match="No answer from http"):
            await hasty.list_users(ListUsers())


async def test_a_gateway_that_is_away(file: SessionFile, unused_tcp_port: int) -> None:
    async with GatewayClient(f"http://127.0.0.1:{unused_tcp_port}", file) as client:
        with pytest.raises(Unavailable, match="cannot be reached"):
            await client.sign_in(PASSWORD)


@pytest.mark.parametrize(
    ("address", "private"),
    [
        ("http://127.0.0.1:8000", True),
        ("http://localhost:8000", True),
        ("http://[::1]:8000", True),
        ("https://academy.example", True),
        ("http://academy.example", False),
        ("http://10.0.0.3", False),
    ],
)
async def test_a_connection_that_others_can_read_is_known(
    file: SessionFile,
    address: str,
    private: bool,  # noqa: FBT001 (an example)
) -> None:
    assert GatewayClient(address, file).private is private
