"""Every cell of the matrix, asked of the services themselves: the gateway is not the only guard."""

import time
from typing import Any

import msgspec
import pytest

from contracts.base import Command, Request
from contracts.errors import Forbidden, ServiceError, Unauthenticated
from contracts.permissions import STEP_UP_SECONDS, name_of, permission_of
from contracts.types import Actor, Role
from gateway.rpc import AmqpRpcClient, CallOptions
from tests.architecture.messages import every_request
from tests.integration.matrix.conftest import People
from tests.samples import sample

pytestmark = pytest.mark.broker

REQUESTS = [kind for kind in every_request() if kind.service != "gateway"]
STEP_UP = [kind for kind in REQUESTS if permission_of(kind).step_up]
ROLES = (None, *Role)
ROLE_REFUSED = "Your role does not include this."
UNKNOWN = "00000000-0000-0000-0000-0000000000aa"


async def ask(
    services: AmqpRpcClient, kind: type[Request[Any]], actor: Actor | None
) -> ServiceError | None:
    """How the service refuses, or None."""
    options = CallOptions(actor=actor, correlation_id="matrix")
    try:
        await services.call_raw(sample(kind), options)
    except ServiceError as refusal:
        return refusal
    return None


def is_by_role(refusal: ServiceError | None) -> bool:
    """Whether the matrix refused, and not the state of the world."""
    return type(refusal) is Unauthenticated or (
        type(refusal) is Forbidden and refusal.detail == ROLE_REFUSED
    )


@pytest.mark.parametrize("kind", REQUESTS, ids=name_of)
async def test_2_each_role_gets_what_its_cell_says(
    services: AmqpRpcClient, people: People, kind: type[Request[Any]]
) -> None:
    row = permission_of(kind)

    refused = [role for role in ROLES if is_by_role(await ask(services, kind, people[role]))]

    assert refused == [role for role in ROLES if row.reach(role) is None]


@pytest.mark.parametrize("kind", STEP_UP, ids=name_of)
async def test_30_dangerous_acts_want_a_fresh_proof_in_the_service_too(
    services: AmqpRpcClient, people: People, kind: type[Request[Any]]
) -> None:
    role = next(role for role in reversed(Role) if permission_of(kind).reach(role))
    long_ago = time.time() - STEP_UP_SECONDS - 1
    stale = msgspec.structs.replace(actor_of(people, role), authenticated_at=long_ago)

    refusal = await ask(services, kind, stale)

    assert refusal is not None
    assert refusal.code == "step_up_required"


@pytest.mark.parametrize("kind", REQUESTS, ids=name_of)
async def test_66_who_looks_through_somebodys_eyes_changes_nothing(
    services: AmqpRpcClient, people: People, kind: type[Request[Any]]
) -> None:
    row = permission_of(kind)
    role = next((role for role in Role if row.reach(role)), None)
    if role is None:
        assert row.reach(None), "Somebody may ask."
        return
    person = actor_of(people, role)
    looking = msgspec.structs.replace(
        person, impersonator_id=actor_of(people, Role.ADMIN).user_id, read_only=True
    )

    refusal = await ask(services, kind, looking)

    forbidden = refusal is not None and refusal.code == "read_only_impersonation"
    changes = issubclass(kind, Command) and not row.looking
    assert forbidden == (changes or not row.impersonation)


def actor_of(people: People, role: Role) -> Actor:
    """The person of a role."""
    actor = people[role]
    assert actor is not None
    return actor
