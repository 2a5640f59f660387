"""One person's whole story: from all services at once, and without those that are away."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from contracts.accounts.errors import UserNotFound
from contracts.accounts.messages import User, UserStatus
from contracts.accounts.people import FactorsHeld, GetPerson, ListPersonEntries, Person
from contracts.base import Request
from contracts.courses.people import ListCoursesOf, ListEnrollmentsOf
from contracts.errors import Forbidden, ServiceTimedOut, ServiceUnavailable
from contracts.payments.messages import ListOrdersOf
from contracts.types import Page, Role
from tests.unit.gateway.fakes import Gateway
from tests.unit.gateway.problems import problem

LINA = UUID(int=7)
ADDRESS = f"/v1/admin/users/{LINA}"
PARTS: dict[str, type[Request[Any]]] = {
    "enrollments": ListEnrollmentsOf,
    "taught": ListCoursesOf,
    "orders": ListOrdersOf,
}
LISTS: tuple[type[Request[Any]], ...] = (ListPersonEntries, *PARTS.values())
EMPTY: dict[str, Any] = {"items": [], "next": None}


@pytest.fixture
def told(gateway: Gateway) -> Gateway:
    """A gateway whose services all answer."""
    user = User(
        id=LINA,
        email="lina@example.org",
        name="Lina",
        role=Role.STUDENT,
        status=UserStatus.ACTIVE,
        locale="en",
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    person = Person(user=user, confirmed_at=None, factors=FactorsHeld(), linked=[], devices=[])
    gateway.rpc.answer(GetPerson, person)
    for part in LISTS:
        gateway.rpc.answer(part, Page[Any](items=[]))
    return gateway


async def test_the_story_has_all_its_parts_and_is_about_one_person(told: Gateway) -> None:
    response = await told.http.get(ADDRESS, headers=told.as_role(Role.SUPPORT, UUID(int=9)))

    story = await response.json()
    assert (response.status, story["person"]["user"]["name"]) == (200, "Lina")
    assert {name: story[name] for name in ("entries", *PARTS)} == dict.fromkeys(
        ("entries", *PARTS), EMPTY
    )
    asked: tuple[type[Any], ...] = (GetPerson, *LISTS)
    for part in asked:
        (call,) = told.rpc.asked(part)
        assert call.request.user_id == LINA
        assert call.options.actor is not None
        assert call.options.actor.user_id == UUID(int=9)


@pytest.mark.parametrize("away", [ServiceUnavailable("Away."), ServiceTimedOut("Slow.")])
@pytest.mark.parametrize("missing", PARTS)
async def test_a_part_whose_service_is_away_is_null(
    told: Gateway, missing: str, away: Exception
) -> None:
    told.rpc.answer(PARTS[missing], away)

    response = await told.http.get(ADDRESS, headers=told.as_role(Role.ADMIN))

    story = await response.json()
    assert response.status == 200
    assert {name for name in PARTS if story[name] is None} == {missing}


async def test_a_part_that_is_refused_refuses_the_whole(told: Gateway) -> None:
    told.rpc.answer(ListOrdersOf, Forbidden("Not you."))

    response = await told.http.get(ADDRESS, headers=told.as_role(Role.ADMIN))

    await problem(response, 403, "forbidden")


@pytest.mark.parametrize("part", [GetPerson, ListPersonEntries])
async def test_without_accounts_there_is_no_story(told: Gateway, part: type[Request[Any]]) -> None:
    told.rpc.answer(part, ServiceUnavailable("Away."))

    response = await told.http.get(ADDRESS, headers=told.as_role(Role.ADMIN))

    await problem(response, 503, "service_unavailable")


async def test_of_nobody_there_is_no_story(told: Gateway) -> None:
    told.rpc.answer(GetPerson, UserNotFound("There is no such person."))

    response = await told.http.get(ADDRESS, headers=told.as_role(Role.ADMIN))

    await problem(response, 404, "accounts.user_not_found")
