"""The client speaks to a real HTTP server: contracts, refusals, renewal, idempotency."""

import asyncio
import stat
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from msgspec.structs import replace

from console.gateway import GatewayClient
from console.session_file import SessionFile
from contracts.accounts.errors import LastAdmin, SessionEnded, WrongCredentials
from contracts.accounts.messages import ChangeRole, ListUsers, SignIn
from contracts.courses.authoring import GetCourseDraft
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
from contracts.types import STAFF, Page, Role
from tests.unit.console import samples
from tests.unit.console.gateway_double import GatewayDouble, answer, make_session, problem

PASSWORD = SignIn(email="grace@example.org", password="correct horse")
NOBODY: Page[object] = Page(items=[])
USERS = "/v1/admin/users"


@pytest.fixture
def gateway() -> GatewayDouble:
    return GatewayDouble()


@pytest.fixture
async def server(gateway: GatewayDouble) -> AsyncIterator[TestServer]:
    running = TestServer(gateway.app)
    await running.start_server()
    yield running
    await running.close()


@pytest.fixture
def address(server: TestServer) -> str:
    return f"http://127.0.0.1:{server.port}"


@pytest.fixture
def file(tmp_path: Path) -> SessionFile:
    return SessionFile(tmp_path / "academy" / "console.json")


@pytest.fixture
async def client(address: str, file: SessionFile) -> AsyncIterator[GatewayClient]:
    async with GatewayClient(address, file) as opened:
        yield opened


@pytest.fixture
async def signed_in(client: GatewayClient) -> GatewayClient:
    await client.sign_in(PASSWORD)
    return client


async def test_an_admin_is_signed_in_and_remembered(
    client: GatewayClient, gateway: GatewayDouble, file: SessionFile, address: str
) -> None:
    user = await client.sign_in(PASSWORD)

    assert user == samples.ADMIN
    assert gateway.bodies == [{"email": "grace@example.org", "password": "correct horse"}]
    assert file.load(address) == make_session()
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600


async def test_the_next_start_is_signed_in(
    signed_in: GatewayClient, address: str, file: SessionFile
) -> None:
    async with GatewayClient(address, file) as next_start:
        assert await next_start.resume() == samples.ADMIN


async def test_without_a_stored_session_nobody_is_asked(
    client: GatewayClient, gateway: GatewayDouble
) -> None:
    assert await client.resume() is None
    assert gateway.asked == []


@pytest.mark.parametrize("role", [Role.STUDENT, Role.TEACHER])
async def test_others_than_staff_are_refused_and_their_session_is_ended(
    client: GatewayClient, gateway: GatewayDouble, file: SessionFile, role: Role
) -> None:
    gateway.user = samples.make_user(role=role)

    with pytest.raises(Forbidden, match=f"and support, and Ada Lovelace is a {role}"):
        await client.sign_in(PASSWORD)

    assert gateway.ended == ["refresh-token-0001"]
    assert not file.path.exists()


@pytest.mark.parametrize("role", sorted(STAFF))
async def test_all_staff_is_let_in(
    client: GatewayClient, gateway: GatewayDouble, file: SessionFile, role: Role
) -> None:
    gateway.user = samples.make_user(role=role)

    assert await client.sign_in(PASSWORD) == gateway.user
    assert file.path.exists()


async def test_an_admin_who_lost_the_role_cannot_resume(
    signed_in: GatewayClient, gateway: GatewayDouble, address: str, file: SessionFile
) -> None:
    gateway.user = replace(samples.ADMIN, role=Role.TEACHER)

    async with GatewayClient(address, file) as next_start:
        with pytest.raises(Forbidden):
            await next_start.resume()

    assert not file.path.exists()


async def test_signing_out_ends_the_session_on_both_sides(
    signed_in: GatewayClient, gateway: GatewayDouble, file: SessionFile
) -> None:
    await signed_in.sign_out()

    assert gateway.ended == ["refresh-token-0001"]
    assert not file.path.exists()
    with pytest.raises(SessionEnded):
        await signed_in.list_users(ListUsers())


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


async def test_a_wrong_password_is_not_taken_for_a_spent_token(
    client: GatewayClient, gateway: GatewayDouble
) -> None:
    async def refuse(_: web.Request) -> web.Response:
        return problem(401, "accounts.wrong_credentials", "Check both.")

    gateway.answers["/v1/sessions"] = refuse

    with pytest.raises(WrongCredentials, match="Check both"):
        await client.sign_in(PASSWORD)

    assert gateway.renewals == 0


async def test_a_spent_access_token_is_renewed_and_the_call_repeated(
    signed_in: GatewayClient, gateway: GatewayDouble, file: SessionFile, address: str
) -> None:
    async def users(_: web.Request) -> web.Response:
        return answer(NOBODY)

    gateway.answers[USERS] = users
    gateway.spend_access_token()

    assert await signed_in.list_users(ListUsers()) == NOBODY
    assert file.load(address) == make_session(2)


async def test_calls_refused_together_renew_once(
    signed_in: GatewayClient, gateway: GatewayDouble
) -> None:
    async def users(_: web.Request) -> web.Response:
        return answer(NOBODY)

    gateway.answers[USERS] = users
    gateway.spend_access_token()

    await asyncio.gather(*(signed_in.list_users(ListUsers()) for _ in range(8)))

    assert gateway.renewals == 1


async def test_a_session_that_another_console_renewed_is_adopted(
    signed_in: GatewayClient, gateway: GatewayDouble, file: SessionFile, address: str
) -> None:
    async def users(_: web.Request) -> web.Response:
        return answer(NOBODY)

    gateway.answers[USERS] = users
    gateway.spend_access_token()
    file.save(address, make_session(2))

    assert await signed_in.list_users(ListUsers()) == NOBODY
    assert gateway.renewals == 0


async def test_a_session_that_cannot_be_renewed_is_forgotten(
    signed_in: GatewayClient, gateway: GatewayDouble, file: SessionFile
) -> None:
    gateway.number = 9

    with pytest.raises(SessionEnded, match="Sign in again"):
        await signed_in.get_course(GetCourseDraft(course_id=samples.make_id("course")))

    assert not file.path.exists()


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
