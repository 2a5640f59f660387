"""How often somebody may ask; who somebody is cannot be made up."""

import asyncio
from typing import Any

import pytest

from contracts.accounts.errors import WrongCredentials
from contracts.accounts.messages import GetMe, SignIn
from contracts.courses.catalogue import ListCategories
from contracts.types import Role
from tests.unit.gateway.conftest import Start
from tests.unit.gateway.fakes import Gateway
from tests.unit.gateway.problems import problem

UNKNOWN = "/v1/nothing"


async def ask(gateway: Gateway, times: int, **headers: str) -> list[int]:
    """The statuses of that many requests."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    answers = [await gateway.http.get(UNKNOWN, headers=named) for _ in range(times)]
    return [answer.status for answer in answers]


async def test_the_hundred_and_first_request_is_one_too_many(start: Start) -> None:
    gateway = await start(rate_limits_anonymous="100/15minutes")
    gateway.rpc.answer(GetMe, {})

    statuses = await ask(gateway, 100)
    response = await gateway.http.get(UNKNOWN)

    assert 429 not in statuses
    document = await problem(response, 429, "too_many")
    wait = int(response.headers["Retry-After"])
    assert 0 < wait <= 900
    assert (document["policy"], document["retry_after"]) == ("anonymous", wait)
    assert response.headers["RateLimit"] == f'"anonymous";r=0;t={wait}'


async def test_an_answer_says_how_much_is_left(start: Start) -> None:
    gateway = await start(rate_limits_user="10/minute")
    gateway.rpc.answer(GetMe, {})
    headers = gateway.as_role(Role.STUDENT)

    await gateway.http.get("/v1/me", headers=headers)
    response = await gateway.http.get("/v1/me", headers=headers)

    assert response.headers["RateLimit-Policy"] == '"user";q=10;w=60'
    assert response.headers["RateLimit"].startswith('"user";r=8;t=')


async def test_a_refusal_says_how_much_is_left_too(start: Start) -> None:
    gateway = await start(rate_limits_anonymous="10/minute")

    response = await gateway.http.get(UNKNOWN)

    await problem(response, 404, "not_found")
    assert response.headers["RateLimit"].startswith('"anonymous";r=9;t=')


async def test_of_a_hundred_at_once_no_more_than_the_limit_get_through(start: Start) -> None:
    gateway = await start(rate_limits_anonymous="20/15minutes")

    answers = await asyncio.gather(*(gateway.http.get(UNKNOWN) for _ in range(100)))

    assert [answer.status for answer in answers].count(404) == 20


async def test_people_are_counted_one_by_one_wherever_they_are(start: Start) -> None:
    gateway = await start(rate_limits_user="2/15minutes")
    gateway.rpc.answer(GetMe, {})
    ada, bob = gateway.as_role(Role.STUDENT), gateway.as_role(Role.STUDENT)

    async def status(headers: dict[str, str]) -> int:
        return (await gateway.http.get("/v1/me", headers=headers)).status

    assert [await status(ada) for _ in range(3)] == [200, 200, 429]
    assert [await status(bob) for _ in range(3)] == [200, 200, 429]


async def test_a_forwarded_address_is_not_believed(start: Start) -> None:
    gateway = await start(rate_limits_anonymous="3/15minutes")

    statuses = [(await ask(gateway, 1, X_Forwarded_For=f"10.0.0.{n}"))[0] for n in range(4)]

    assert statuses == [404, 404, 404, 429]


async def test_behind_our_own_proxy_its_word_counts_and_no_other(start: Start) -> None:
    gateway = await start(rate_limits_anonymous="2/15minutes", trusted_proxies=1)

    forged = [(await ask(gateway, 1, X_Forwarded_For=f"10.0.0.{n}, 7.7.7.7"))[0] for n in range(3)]
    other = await ask(gateway, 1, X_Forwarded_For="8.8.8.8")

    assert forged == [404, 404, 429]
    assert other == [404]


async def test_behind_two_proxies_the_second_last_word_counts(start: Start) -> None:
    gateway = await start(rate_limits_anonymous="1/15minutes", trusted_proxies=2)

    first = await ask(gateway, 1, X_Forwarded_For="1.1.1.1, 7.7.7.7, 10.0.0.1")
    same = await ask(gateway, 1, X_Forwarded_For="2.2.2.2, 7.7.7.7, 10.0.0.2")
    other = await ask(gateway, 1, X_Forwarded_For="8.8.8.8, 10.0.0.1")

    assert (first, same, other) == ([404], [429], [404])


async def test_all_addresses_of_one_subscriber_are_counted_together(start: Start) -> None:
    gateway = await start(rate_limits_anonymous="2/15minutes", trusted_proxies=1)

    same = [(await ask(gateway, 1, X_Forwarded_For=f"2001:db8:1:2::{n}"))[0] for n in range(3)]
    other = await ask(gateway, 1, X_Forwarded_For="2001:db8:1:3::1")
    odd = await ask(gateway, 1, X_Forwarded_For="1.2.3.4:5678")

    assert same == [404, 404, 429]
    assert (other, odd) == ([404], [404])


async def test_guessing_passwords_has_a_limit_of_its_own(start: Start) -> None:
    """Half of it, since this process cannot compare its count with the others'."""
    gateway = await start(rate_limits_sign_in="10/5minutes")
    gateway.rpc.answer(SignIn, WrongCredentials("Check both."))
    credentials = {"email": "ada@example.org", "password": "guess"}

    async def guess(headers: dict[str, str]) -> int:
        response = await gateway.http.post("/v1/sessions", json=credentials, headers=headers)
        return response.status

    statuses = [await guess(gateway.as_role(Role.STUDENT)) for _ in range(6)]

    assert statuses == [401, 401, 401, 401, 401, 429]
    assert await ask(gateway, 1) == [404]


async def test_forged_tokens_are_counted_against_the_address(start: Start) -> None:
    gateway = await start(rate_limits_anonymous="3/15minutes")

    statuses = [(await ask(gateway, 1, Authorization=f"Bearer {n}"))[0] for n in range(4)]

    assert statuses == [401, 401, 401, 429]


async def test_browsing_the_catalogue_leaves_the_rest_alone(start: Start) -> None:
    gateway = await start(rate_limits_anonymous="1/minute", rate_limits_browse="50/minute")
    gateway.rpc.answer(ListCategories, [])

    browsed = [(await gateway.http.get("/v1/categories")).status for _ in range(20)]

    assert set(browsed) == {200}
    assert await ask(gateway, 2) == [404, 429]


@pytest.mark.parametrize(
    "path", ["/health/live", "/openapi.json", "/courses", "/v1/webhooks/stripe"]
)
async def test_what_machines_ask_is_not_counted(start: Start, path: str) -> None:
    gateway = await start(rate_limits_anonymous="1/15minutes")
    method = "POST" if "webhooks" in path else "GET"

    answers = [await gateway.http.request(method, path) for _ in range(5)]

    assert 429 not in [answer.status for answer in answers]
    assert not [answer for answer in answers if "RateLimit" in answer.headers]


@pytest.mark.parametrize(
    "path", ["/v1/nothing", "/v1//nothing", "/v1/%6eothing", "/V1/../v1/nothing"]
)
async def test_spelling_the_address_differently_does_not_help(start: Start, path: str) -> None:
    gateway = await start(rate_limits_anonymous="3/15minutes")
    await ask(gateway, 3)

    response: Any = await gateway.http.get(path)

    assert response.status == 429
