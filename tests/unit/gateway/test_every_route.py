"""Assertions 6, 7, 34 and 65, of every route there is: methods, fields, headers, lengths."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, get_origin
from uuid import UUID

import msgspec
import pytest
from aiohttp import ClientResponse

from contracts.types import Page, Role
from gateway.app import create_app
from gateway.endpoints import Endpoint, input_type
from gateway.routes import ENDPOINTS
from tests.samples import sample
from tests.unit.gateway.conftest import Start
from tests.unit.gateway.fakes import FakeRpc, Gateway, make_settings
from tests.unit.gateway.problems import pointers, problem
from tests.unit.gateway.test_answers import assert_secure

ID = str(UUID(int=7))
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
TAKEN = {(one.method, re.sub(r"{\w+}", "{}", one.path)) for one in ENDPOINTS}


class Address(NamedTuple):
    """A method and a path of the router, with an identifier in every gap."""

    method: str
    path: str

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def filled(path: str) -> str:
    named = path.replace("{language}", "en")
    return re.sub(r"{\w+(?::[^{}]*(?:{[^{}]*}[^{}]*)*)?}", ID, named)


def addresses() -> Iterator[Address]:
    """Every address that the router knows."""
    router = create_app(make_settings(Path("nowhere")), FakeRpc()).router
    for route in router.routes():
        if route.resource is not None:
            yield Address(route.method, filled(route.resource.canonical))


def name(value: object) -> str:
    return f"{value.method} {value.path}" if isinstance(value, Endpoint) else str(value)


ROUTES = sorted({one for one in addresses() if one.method in METHODS or one.method == "HEAD"})
WITH_BODY = [one for one in ENDPOINTS if one.takes_body]


def assert_private(response: ClientResponse) -> None:
    """What belongs to somebody is kept by nobody; the catalogue is asked for again every time."""
    kept = response.headers["Cache-Control"]
    assert kept in {"no-store", "no-cache"} or kept.startswith("public, max-age=0"), kept


@pytest.mark.parametrize("address", ROUTES, ids=name)
async def test_34_every_answer_of_every_route_carries_the_headers(
    shared: Gateway, address: Address
) -> None:
    for headers in ({}, shared.as_role(Role.ADMIN), {"Authorization": "Bearer x"}):
        async with shared.http.request(address.method, address.path, headers=headers) as response:
            assert_secure(response)
            assert_private(response)


async def test_34_also_every_answer_to_who_asks_too_often(start: Start) -> None:
    rates = ("anonymous", "user", "sign_in", "browse")
    gateway = await start(**{f"rate_limits_{rate}": "1/hour" for rate in rates})
    refused = 0

    for address in ROUTES * 2:
        async with gateway.http.request(address.method, address.path) as response:
            refused += response.status == 429
            assert_secure(response)
            assert_private(response)

    assert refused > len(ENDPOINTS)


async def test_34_over_https_every_route_asks_browsers_to_stay_there(start: Start) -> None:
    gateway = await start(public_url="https://academy.example")

    for address in ROUTES:
        async with gateway.http.request(address.method, address.path) as response:
            assert response.headers["Strict-Transport-Security"].startswith("max-age=63072000")


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=name)
async def test_6_a_guessed_method_is_never_executed(shared: Gateway, endpoint: Endpoint) -> None:
    path, shape = filled(endpoint.path), re.sub(r"{\w+}", "{}", endpoint.path)
    admin = shared.as_role(Role.ADMIN)
    asked = len(shared.rpc.calls)

    for method in ("PUT", "PATCH", "POST", "DELETE", "TRACE", "OPTIONS", "PROPFIND"):
        if (method, shape) in TAKEN:
            continue
        async with shared.http.request(method, path, headers=admin, json={}) as response:
            # An address like /v1/me/sessions/end-others is also one of a session without an id.
            assert response.status in {404, 405, 422}, method

    # The gateway itself asks for keys once.
    names = {type(call.request).__name__ for call in shared.rpc.calls[asked:]}
    assert names <= {"ListSigningKeys"}


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
async def test_6_no_header_stands_for_another_method(shared: Gateway, header: str) -> None:
    admin = shared.as_role(Role.ADMIN) | {header: "DELETE"}
    asked = len(shared.rpc.calls)

    for method in ("GET", "POST"):
        response = await shared.http.request(method, f"/v1/teaching/lessons/{ID}", headers=admin)
        assert response.status in {405, 500}

    names = {type(call.request).__name__ for call in shared.rpc.calls[asked:]}
    assert names <= {"GetLessonDraft", "ListSigningKeys"}


IDENTITIES = {"id", "user_id", "teacher_id", "student_id", "owner_id", "actor_id", "session_id"}
STANDING = {"role", "is_admin", "admin", "actor", "client", "password_hash", "token_version"}
STATES = {"status", "verified", "paid", "price", "amount", "balance", "seq"}
MOMENTS = {"confirmed_at", "created_at", "updated_at"}
SET_BY_US = IDENTITIES | STANDING | STATES | MOMENTS


@pytest.mark.parametrize("endpoint", WITH_BODY, ids=name)
async def test_7_a_field_that_is_not_the_clients_to_set_is_refused(
    shared: Gateway, endpoint: Endpoint
) -> None:
    body = _body(endpoint)
    asked = len(shared.rpc.asked(endpoint.request))

    for field in sorted(SET_BY_US - _settable(endpoint)):
        response = await _send(shared, endpoint, body | {field: "admin"})
        assert pointers(await problem(response, 422, "invalid")) == [f"/{field}"]

    assert len(shared.rpc.asked(endpoint.request)) == asked


@pytest.mark.parametrize("endpoint", WITH_BODY, ids=name)
async def test_7_nor_is_it_taken_inside_another(shared: Gateway, endpoint: Endpoint) -> None:
    body = _body(endpoint)
    kinds = {field.name: repr(field.type) for field in msgspec.structs.fields(endpoint.request)}
    # What maps names that the client chooses has no fields to be set.
    nested = [
        field
        for field, value in body.items()
        if isinstance(value, dict) and "dict[" not in kinds[field]
    ]

    for field in nested:
        response = await _send(shared, endpoint, body | {field: body[field] | {"role": "admin"}})
        assert pointers(await problem(response, 422, "invalid")) == [f"/{field}/role"]


PAGED = [one for one in ENDPOINTS if get_origin(one.request.reply_type()) is Page]


@pytest.mark.parametrize("endpoint", PAGED, ids=name)
async def test_65_no_page_is_longer_than_its_most(shared: Gateway, endpoint: Endpoint) -> None:
    limit = {"limit": 1_000_000_000}

    response = await shared.http.request(
        endpoint.method,
        filled(endpoint.path),
        headers=shared.as_role(Role.ADMIN),
        json=limit if endpoint.takes_body else None,
        params=None if endpoint.takes_body else limit,
    )

    assert pointers(await problem(response, 422, "invalid")) == ["/limit"]


def _body(endpoint: Endpoint) -> dict[str, Any]:
    made: dict[str, Any] = msgspec.to_builtins(sample(input_type(endpoint)))
    return made


def _settable(endpoint: Endpoint) -> set[str]:
    return set(input_type(endpoint).__struct_fields__)


async def _send(gateway: Gateway, endpoint: Endpoint, body: dict[str, Any]) -> ClientResponse:
    return await gateway.http.request(
        endpoint.method, filled(endpoint.path), json=body, headers=gateway.as_role(Role.ADMIN)
    )


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda one: f"{one.method} {one.path}")
def test_a_client_may_leave_out_what_a_request_may(endpoint: Endpoint) -> None:
    required = {one.name for one in msgspec.structs.fields(endpoint.request) if one.required}
    asked = {one.name for one in msgspec.structs.fields(input_type(endpoint)) if one.required}

    assert asked <= required
