"""What every answer carries, whatever became of the request."""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from aiohttp import ClientResponse

from contracts.accounts.messages import GetMe, Register
from contracts.courses.catalogue import ListCategories, ListCourses
from contracts.courses.errors import CourseNotFound
from contracts.errors import (
    Conflict,
    ContractMismatch,
    ServiceError,
    ServiceTimedOut,
    ServiceUnavailable,
)
from contracts.payments.errors import ProviderUnavailable
from contracts.types import Role
from tests.unit.gateway.conftest import Start
from tests.unit.gateway.fakes import Gateway
from tests.unit.gateway.problems import problem

SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Server": "academy",
}
ME = "/v1/me"
PERSON = {"email": "ada@example.org", "password": "long enough", "name": "Ada"}


def assert_secure(response: ClientResponse) -> None:
    """The headers of OWASP's list; the policy lets in no script that is not ours."""
    for name, value in SECURITY.items():
        assert response.headers[name] == value
    policy = dict(
        part.strip().split(" ", 1)
        for part in response.headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["media-src"] == "'self' blob: https:"
    assert [name for name, sources in policy.items() if "https:" in sources.split()] == [
        "media-src"
    ]
    assert "unsafe" not in policy.get("script-src", "")
    assert "camera=(self)" in response.headers["Permissions-Policy"]
    assert re.fullmatch(r"[\w.-]{8,64}", response.headers["X-Request-Id"])


Ask = Callable[[Gateway], Awaitable[ClientResponse]]
ANSWERS: dict[str, tuple[int, Ask]] = {
    "200": (200, lambda gateway: gateway.http.get("/v1/categories")),
    "202": (202, lambda gateway: gateway.http.post("/v1/accounts", json=PERSON)),
    "204 preflight": (
        204,
        lambda gateway: gateway.http.options(
            ME, headers={"Origin": "https://x.example", "Access-Control-Request-Method": "GET"}
        ),
    ),
    "401": (401, lambda gateway: gateway.http.get(ME)),
    "403": (
        403,
        lambda gateway: gateway.http.get("/v1/admin/users", headers=gateway.as_role(Role.STUDENT)),
    ),
    "404": (404, lambda gateway: gateway.http.get("/v1/nothing")),
    "405": (405, lambda gateway: gateway.http.delete(ME)),
    "422": (422, lambda gateway: gateway.http.get("/v1/courses?limit=0")),
    "500": (500, lambda gateway: gateway.http.get("/v1/courses/broken")),
    "page": (200, lambda gateway: gateway.http.get("/courses/knots")),
    "openapi": (200, lambda gateway: gateway.http.get("/openapi.json")),
    "health": (200, lambda gateway: gateway.http.get("/health/live")),
}


@pytest.mark.parametrize("name", ANSWERS)
async def test_every_answer_carries_the_security_headers(
    gateway: Gateway, tmp_path: Path, name: str
) -> None:
    status, ask = ANSWERS[name]
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "index.html").write_text("<!doctype html>")
    gateway.rpc.answer(ListCategories, [])
    gateway.rpc.answer(Register, None)

    response = await ask(gateway)

    assert response.status == status
    assert_secure(response)


async def test_a_429_carries_the_security_headers(start: Start) -> None:
    gateway = await start(rate_limits_anonymous="1/minute")
    await gateway.http.get("/v1/nothing")

    response = await gateway.http.get("/v1/nothing")

    await problem(response, 429, "too_many")
    assert_secure(response)


async def test_an_academy_behind_https_asks_browsers_to_stay_there(start: Start) -> None:
    gateway = await start(public_url="https://academy.example")

    response = await gateway.http.get("/v1/nothing")

    assert response.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"


async def test_without_https_no_browser_is_told_to_insist_on_it(gateway: Gateway) -> None:
    response = await gateway.http.get("/v1/nothing")

    assert "Strict-Transport-Security" not in response.headers


async def test_what_belongs_to_a_person_is_not_stored_on_the_way(gateway: Gateway) -> None:
    gateway.rpc.answer(GetMe, {"name": "Ada"})

    response = await gateway.http.get(ME, headers=gateway.as_role(Role.STUDENT))

    assert response.headers["Cache-Control"] == "no-store"


async def test_a_given_request_id_comes_back_and_travels_on(gateway: Gateway) -> None:
    gateway.rpc.answer(GetMe, {"name": "Ada"})
    headers = gateway.as_role(Role.STUDENT) | {"X-Request-Id": "trace-2026.11_23"}

    response = await gateway.http.get(ME, headers=headers)

    assert response.headers["X-Request-Id"] == "trace-2026.11_23"
    assert gateway.rpc.asked(GetMe)[0].options.correlation_id == "trace-2026.11_23"


async def test_the_id_of_a_trace_is_the_id_of_the_request(gateway: Gateway) -> None:
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"

    headers = {"traceparent": f"00-{trace}-00f067aa0ba902b7-01"}
    response = await gateway.http.get("/v1/nothing", headers=headers)

    assert response.headers["X-Request-Id"] == trace


@pytest.mark.parametrize("given", ["short", "x" * 65, "has space in it", "line;break<script>", ""])
async def test_an_odd_request_id_is_replaced(gateway: Gateway, given: str) -> None:
    response = await gateway.http.get("/v1/nothing", headers={"X-Request-Id": given})

    document = await problem(response, 404, "not_found")
    assert re.fullmatch(r"[0-9a-f]{32}", document["correlation_id"])


async def test_an_absent_service_is_a_503_that_says_when_to_try_again(gateway: Gateway) -> None:
    gateway.rpc.answer(GetMe, ServiceUnavailable("Try again in a few seconds."))

    response = await gateway.http.get(ME, headers=gateway.as_role(Role.STUDENT))

    await problem(response, 503, "service_unavailable")
    assert response.headers["Retry-After"] == "5"


async def test_an_absent_third_party_says_when_to_try_again(gateway: Gateway) -> None:
    gateway.rpc.answer(GetMe, ProviderUnavailable("Try again.", {"retry_after": 30}))

    response = await gateway.http.get(ME, headers=gateway.as_role(Role.STUDENT))

    await problem(response, 503, "payments.provider_unavailable")
    assert response.headers["Retry-After"] == "30"


async def test_a_service_that_does_not_answer_in_time_is_a_504(gateway: Gateway) -> None:
    gateway.rpc.answer(GetMe, ServiceTimedOut("It is not known whether this was done."))

    response = await gateway.http.get(ME, headers=gateway.as_role(Role.STUDENT))

    await problem(response, 504, "service_timed_out")


@pytest.mark.parametrize(
    "scheme", ["", "Basic dTpw", "Bearer", "Bearer ", "Bearer x", "Token a.b.c"]
)
async def test_a_401_says_how_to_sign_in(gateway: Gateway, scheme: str) -> None:
    headers = {"Authorization": scheme} if scheme else {}

    response = await gateway.http.get(ME, headers=headers)

    await problem(response, 401, "unauthenticated")
    assert response.headers["WWW-Authenticate"] == "Bearer"


async def test_a_refusal_of_a_service_arrives_with_its_own_code_and_words(gateway: Gateway) -> None:
    gateway.rpc.answer(ListCourses, CourseNotFound("There is no course of that name."))

    document = await problem(await gateway.http.get("/v1/courses"), 404, "courses.course_not_found")

    assert document["title"] == "Course not found"
    assert document["detail"] == "There is no course of that name."


async def test_an_extension_never_replaces_a_standard_member(gateway: Gateway) -> None:
    extra = {"status": 200, "type": "about:blank", "instance": "/", "seats": 3}
    gateway.rpc.answer(ListCourses, Conflict("Full.", extra))

    document = await problem(await gateway.http.get("/v1/courses"), 409, "conflict")

    assert document["seats"] == 3


@pytest.mark.parametrize(
    "fault",
    [RuntimeError('SELECT secret FROM users; File "/srv/x.py"'), ServiceError(), KeyError("pw")],
)
async def test_a_fault_of_ours_is_a_500_that_gives_nothing_away(
    gateway: Gateway, fault: Exception
) -> None:
    gateway.rpc.answer(GetMe, fault)

    response = await gateway.http.get(ME, headers=gateway.as_role(Role.STUDENT))

    document = await problem(response, 500, "internal")
    text = str(document)
    assert not [word for word in ("SELECT", "secret", "File", "Error", "pw") if word in text]


async def test_a_misunderstanding_between_services_is_a_500(gateway: Gateway) -> None:
    gateway.rpc.answer(GetMe, ContractMismatch())

    response = await gateway.http.get(ME, headers=gateway.as_role(Role.STUDENT))

    await problem(response, 500, "contract_mismatch")
