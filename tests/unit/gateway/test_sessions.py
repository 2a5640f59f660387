"""A browser's refresh token lives in a cookie that no script and no foreign page can use."""

from datetime import UTC, datetime
from http.cookies import Morsel, SimpleCookie
from uuid import UUID

import pytest
from aiohttp import ClientResponse

from contracts.accounts.errors import WrongCredentials
from contracts.accounts.messages import (
    RefreshSession,
    Session,
    SignIn,
    SignOut,
    User,
    UserStatus,
)
from contracts.types import Role
from gateway.routes.accounts import RefreshSessionByCookie, SignOutByCookie
from tests.unit.gateway.conftest import Start
from tests.unit.gateway.fakes import Gateway
from tests.unit.gateway.problems import pointers, problem

BY_COOKIE = {"X-Session-Transport": "cookie"}
CREDENTIALS = {"email": "ada@example.org", "password": "correct horse"}
USER = User(
    id=UUID(int=1),
    email="ada@example.org",
    name="Ada",
    role=Role.STUDENT,
    status=UserStatus.ACTIVE,
    locale="en",
    created_at=datetime(2026, 1, 1, tzinfo=UTC),
)
TOKEN = "refresh-token-of-ada"


def session(token: str = TOKEN) -> Session:
    return Session(access_token="a.b.c", refresh_token=token, expires_in=600, user=USER)


def cookie(response: ClientResponse, name: str = "academy_session") -> Morsel[str]:
    """The cookie as it was set."""
    kept: SimpleCookie = SimpleCookie()
    for header in response.headers.getall("Set-Cookie"):
        kept.load(header)
    return kept[name]


async def test_a_client_that_keeps_its_own_tokens_gets_both_and_no_cookie(
    gateway: Gateway,
) -> None:
    gateway.rpc.answer(SignIn, session())

    response = await gateway.http.post("/v1/sessions", json=CREDENTIALS)

    assert response.status == 201
    assert (await response.json())["refresh_token"] == TOKEN
    assert "Set-Cookie" not in response.headers
    assert response.headers["Cache-Control"] == "no-store"


async def test_a_browser_gets_its_refresh_token_in_a_cookie_alone(gateway: Gateway) -> None:
    gateway.rpc.answer(SignIn, session())

    response = await gateway.http.post("/v1/sessions", json=CREDENTIALS, headers=BY_COOKIE)

    kept = cookie(response)
    assert (await response.json())["refresh_token"] == ""
    assert kept.value == TOKEN
    assert (kept["httponly"], kept["samesite"], kept["path"]) == (True, "Strict", "/")
    assert (kept["domain"], kept["secure"]) == ("", "")


async def test_over_https_the_cookie_is_bound_to_the_host_and_secure(start: Start) -> None:
    gateway = await start(public_url="https://academy.example")
    gateway.rpc.answer(SignIn, session())

    response = await gateway.http.post("/v1/sessions", json=CREDENTIALS, headers=BY_COOKIE)

    kept = cookie(response, "__Host-academy")
    assert (kept["secure"], kept["path"], kept["domain"]) == (True, "/", "")


async def test_the_cookie_renews_the_session_and_is_itself_renewed(gateway: Gateway) -> None:
    gateway.rpc.answer(RefreshSession, session("renewed-token-of-ada"))
    gateway.http.session.cookie_jar.update_cookies({"academy_session": TOKEN})

    response = await gateway.http.post("/v1/sessions/refresh", json={}, headers=BY_COOKIE)

    assert response.status == 200
    assert gateway.rpc.asked(RefreshSession)[0].request.refresh_token == TOKEN
    assert cookie(response).value == "renewed-token-of-ada"
    assert (await response.json())["refresh_token"] == ""


async def test_a_token_in_the_body_renews_the_session_without_a_cookie(gateway: Gateway) -> None:
    gateway.rpc.answer(RefreshSession, session("renewed-token-of-ada"))

    response = await gateway.http.post("/v1/sessions/refresh", json={"refresh_token": TOKEN})

    assert (await response.json())["refresh_token"] == "renewed-token-of-ada"
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("path", ["/v1/sessions/refresh", "/v1/sessions/end"])
async def test_the_cookie_alone_does_nothing_without_the_header(
    gateway: Gateway, path: str
) -> None:
    """A forged cross-site request brings the cookie along, but cannot bring the header."""
    gateway.http.session.cookie_jar.update_cookies({"academy_session": TOKEN})

    response = await gateway.http.post(path, json={})

    await problem(response, 401, "accounts.session_ended")
    assert not [call for call in gateway.rpc.calls if hasattr(call.request, "refresh_token")]


@pytest.mark.parametrize("path", ["/v1/sessions/refresh", "/v1/sessions/end"])
async def test_the_header_alone_does_nothing_without_the_cookie(
    gateway: Gateway, path: str
) -> None:
    response = await gateway.http.post(path, json={}, headers=BY_COOKIE)

    await problem(response, 401, "accounts.session_ended")


async def test_signing_out_ends_the_session_and_clears_the_cookie(start: Start) -> None:
    gateway = await start(public_url="https://academy.example")
    gateway.rpc.answer(SignOut, None)
    kept = {"Cookie": f"__Host-academy={TOKEN}"}

    response = await gateway.http.post("/v1/sessions/end", json={}, headers=BY_COOKIE | kept)

    cleared = cookie(response, "__Host-academy")
    assert response.status == 204
    assert gateway.rpc.asked(SignOut)[0].request == SignOut(refresh_token=TOKEN)
    assert (cleared.value, cleared["max-age"], cleared["path"]) == ("", "0", "/")
    assert cleared["secure"], "a browser ignores a change of a __Host- cookie that is not secure"


async def test_a_token_in_the_body_can_be_ended_too(gateway: Gateway) -> None:
    gateway.rpc.answer(SignOut, None)

    response = await gateway.http.post("/v1/sessions/end", json={"refresh_token": TOKEN})

    assert response.status == 204
    assert gateway.rpc.asked(SignOut)[0].request == SignOut(refresh_token=TOKEN)


async def test_a_refused_sign_in_sets_no_cookie(gateway: Gateway) -> None:
    gateway.rpc.answer(SignIn, WrongCredentials("Check both."))

    response = await gateway.http.post("/v1/sessions", json=CREDENTIALS, headers=BY_COOKIE)

    await problem(response, 401, "accounts.wrong_credentials")
    assert "Set-Cookie" not in response.headers


async def test_a_refresh_token_that_cannot_be_one_is_named(gateway: Gateway) -> None:
    response = await gateway.http.post("/v1/sessions/refresh", json={"refresh_token": 7})

    assert pointers(await problem(response, 422, "invalid")) == ["/refresh_token"]


@pytest.mark.parametrize(
    ("by_cookie", "plain"), [(RefreshSessionByCookie, RefreshSession), (SignOutByCookie, SignOut)]
)
def test_the_two_transports_are_one_operation(
    by_cookie: type[RefreshSession], plain: type[RefreshSession]
) -> None:
    assert by_cookie.method() == plain.method()
    assert by_cookie.reply_type() == plain.reply_type()


async def test_a_browser_is_known_again_by_a_cookie_of_its_own(gateway: Gateway) -> None:
    gateway.rpc.answer(SignIn, session())

    first = await gateway.http.post("/v1/sessions", json=CREDENTIALS, headers=BY_COOKIE)
    await gateway.http.post("/v1/sessions", json=CREDENTIALS, headers=BY_COOKIE)

    clients = [call.request.client for call in gateway.rpc.asked(SignIn)]
    given = first.cookies["academy_device"]
    assert (given["httponly"], given["samesite"], given["path"]) == (True, "Strict", "/")
    assert [client.device_token for client in clients if client] == [given.value] * 2


async def test_a_client_without_cookies_is_no_device(gateway: Gateway) -> None:
    gateway.rpc.answer(SignIn, session())

    response = await gateway.http.post("/v1/sessions", json=CREDENTIALS)

    client = gateway.rpc.asked(SignIn)[0].request.client
    assert client is not None
    assert (client.device_token, client.address) == ("", "127.0.0.1")
    assert "academy_device" not in response.cookies


async def test_nobody_says_of_themselves_where_they_come_from(gateway: Gateway) -> None:
    body = CREDENTIALS | {"client": {"address": "10.0.0.1"}}

    response = await gateway.http.post("/v1/sessions", json=body)

    await problem(response, 422, "invalid")
    assert not gateway.rpc.asked(SignIn)
