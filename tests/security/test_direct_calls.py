"""Assertion 11: a service itself decides, also for whoever gets past the gateway to the broker.

What each role may ask, and that nobody asks in nobody's name, is tried in
tests/integration/matrix.
"""

import time
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from contracts.base import Request
from contracts.permissions import permission_of
from contracts.types import Actor, Role
from services.common import SERVICES
from tests.architecture.messages import every_request
from tests.samples import sample
from tests.security.calling import Caller, calling, note

pytestmark = pytest.mark.e2e

ADMIN = Actor(
    user_id=uuid4(),
    role=Role.ADMIN,
    session_id=uuid4(),
    authenticated_at=time.time(),
    methods=("pwd", "otp"),
)


@pytest.fixture
async def caller() -> AsyncIterator[Caller]:
    """Somebody with the gateway's credentials at the broker."""
    async with calling() as caller:
        yield caller


def payload(request: type[Request[Any]]) -> Any:
    return msgspec.to_builtins(sample(request))


@pytest.mark.parametrize("service", SERVICES)
async def test_11_nothing_is_done_on_a_forged_note(caller: Caller, service: str) -> None:
    good = note(ADMIN, service)
    other = next(one for one in SERVICES if one != service)
    forged = {
        "signed with another key": note(ADMIN, service, key="k" * 64),
        "over": note(ADMIN, service, seconds=-1),
        "for another service": note(ADMIN, other),
        "changed": good[:64] + good[64:].replace("admin", "teacher"),
        "with an invented signature": "0" * 64 + good[64:],
        "without a signature": good[64:],
        "with letters that no signature has": "é" * 64 + good[64:],
        "no note": "x",
    }

    taken = [
        f"{request.__name__}: {name}"
        for request in every_request()
        if request.service == service
        for name, text in forged.items()
        if (await caller.ask(request, payload(request), text)).code != "unauthenticated"
    ]

    assert taken == []


@pytest.mark.parametrize("service", SERVICES)
async def test_11_the_note_that_those_are_changed_from_is_good(
    caller: Caller, service: str
) -> None:
    request = next(
        one
        for one in every_request()
        if one.service == service and permission_of(one).reach(Role.ADMIN)
    )

    reply = await caller.ask(request, payload(request), note(ADMIN, service))

    assert reply.code != "unauthenticated"
