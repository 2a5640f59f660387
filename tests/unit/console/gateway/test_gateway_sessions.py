"""Sessions of the client: signing in, being remembered, renewing, signing out."""

import asyncio
import stat

import pytest
from aiohttp import web
from msgspec.structs import replace

from console.gateway import GatewayClient
from console.session_file import SessionFile
from contracts.accounts.errors import SessionEnded, WrongCredentials
from contracts.accounts.messages import ListUsers
from contracts.courses.authoring import GetCourseDraft
from contracts.errors import Forbidden
from contracts.types import STAFF, Page, Role
from tests.unit.console import samples
from tests.unit.console.gateway.conftest import PASSWORD, USERS
from tests.unit.console.gateway_double import GatewayDouble, answer, make_session, problem

NOBODY: Page[object] = Page(items=[])


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
