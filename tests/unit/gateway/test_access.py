"""Who may call what: one test per row of the route table and kind of caller."""

from uuid import UUID

import pytest

from contracts.types import Role
from gateway.endpoints import Endpoint
from gateway.routes import ENDPOINTS
from tests.unit.gateway.fakes import Gateway
from tests.unit.gateway.problems import problem

ID = UUID(int=7)
CLOSED = [one for one in ENDPOINTS if not one.permission.is_public]
REFUSED = [(one, role) for one in CLOSED for role in Role if one.permission.reach(role) is None]
ADMITTED = [(one, role) for one in CLOSED for role in Role if one.permission.reach(role)]
OPEN = [one for one in ENDPOINTS if one.permission.is_public]


def address(endpoint: Endpoint) -> str:
    """The path with an identifier in every gap."""
    path = endpoint.path
    for field in endpoint.path_fields:
        path = path.replace(f"{{{field}}}", str(ID))
    return path


def name(value: object) -> str:
    """How a row is called in the test's name."""
    return f"{value.method} {value.path}" if isinstance(value, Endpoint) else str(value)


@pytest.mark.parametrize("endpoint", CLOSED, ids=name)
async def test_strangers_have_to_sign_in_first(shared: Gateway, endpoint: Endpoint) -> None:
    response = await shared.http.request(endpoint.method, address(endpoint))

    await problem(response, 401, "unauthenticated")
    assert response.headers["WWW-Authenticate"] == "Bearer"
    assert not shared.rpc.asked(endpoint.request)


@pytest.mark.parametrize(("endpoint", "role"), REFUSED, ids=name)
async def test_a_role_that_does_not_include_it_is_refused(
    shared: Gateway, endpoint: Endpoint, role: Role
) -> None:
    asked_before = len(shared.rpc.asked(endpoint.request))

    response = await shared.http.request(
        endpoint.method, address(endpoint), headers=shared.as_role(role)
    )

    await problem(response, 403, "forbidden")
    assert len(shared.rpc.asked(endpoint.request)) == asked_before


@pytest.mark.parametrize(("endpoint", "role"), ADMITTED, ids=name)
async def test_a_role_that_includes_it_gets_past_the_door(
    shared: Gateway, endpoint: Endpoint, role: Role
) -> None:
    response = await shared.http.request(
        endpoint.method, address(endpoint), headers=shared.as_role(role)
    )

    assert response.status not in {401, 403, 404, 405}


@pytest.mark.parametrize("endpoint", OPEN, ids=name)
async def test_strangers_get_past_the_door_of_what_is_public(
    shared: Gateway, endpoint: Endpoint
) -> None:
    response = await shared.http.request(endpoint.method, address(endpoint))

    assert response.status not in {403, 404, 405}
    if response.status == 401:
        await problem(response, 401, "accounts.session_ended")


def test_what_staff_and_teachers_do_is_closed_to_students() -> None:
    for endpoint in ENDPOINTS:
        if endpoint.path.split("/")[2] in {"admin", "teaching"}:
            assert endpoint.permission.reach(None) is None, endpoint.path
            assert endpoint.permission.reach(Role.STUDENT) is None, endpoint.path


def test_what_staff_does_is_closed_to_teachers() -> None:
    for endpoint in ENDPOINTS:
        if endpoint.path.startswith("/v1/admin/"):
            assert endpoint.permission.reach(Role.TEACHER) is None, endpoint.path


async def test_the_service_is_told_who_asks(shared: Gateway) -> None:
    person = UUID(int=42)
    endpoint = next(one for one in ENDPOINTS if one.path == "/v1/me")

    await shared.http.get("/v1/me", headers=shared.as_role(Role.TEACHER, person))

    actor = shared.rpc.asked(endpoint.request)[-1].options.actor
    assert actor is not None
    assert (actor.user_id, actor.role) == (person, Role.TEACHER)
