"""R4 of the reliability promises, behind the gateway: no message breaks a service.

Whatever comes over the broker is answered with a refusal that has a name, or dropped; the process
that it came to goes on.
"""

import asyncio
import os
import random
import time
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import aiohttp
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.base import Request
from contracts.errors import ServiceError
from contracts.types import Actor, Role
from services.common import SERVICES
from tests.architecture.messages import every_request
from tests.samples import sample
from tests.security.calling import Caller, calling, note
from tests.security.strangers import Strangers

pytestmark = pytest.mark.e2e

REQUESTS = st.sampled_from(every_request())
KNOWN = ServiceError.catalogue().keys() - {"internal", "contract_mismatch"}
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
json_values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)

quick = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=150,
    suppress_health_check=list(HealthCheck),
)


def payload(request: type[Request[Any]], **fields: Any) -> dict[str, Any]:
    """The builtins of a valid request that concerns nothing that exists, but for these fields."""
    made: dict[str, Any] = msgspec.to_builtins(sample(request))
    return made | fields


@pytest.fixture(scope="module")
def admin(strangers: Strangers) -> Actor:
    """Somebody who may ask nearly everything and has just shown who they are."""
    return Actor(
        user_id=UUID(strangers.open_session(strangers.make(Role.ADMIN))["user"]["id"]),
        role=Role.ADMIN,
        session_id=uuid4(),
        authenticated_at=time.time(),
        methods=("pwd", "otp"),
    )


async def started_at(service: str) -> str:
    """When the service's process began; another moment means that it died in between."""
    address = f"http://127.0.0.1:{os.environ[f'{service.upper()}_HEALTH_PORT']}/metrics"
    async with aiohttp.ClientSession() as session, session.get(address) as response:
        text = await response.text()
    return next(line for line in text.splitlines() if line.startswith("process_start_time"))


@pytest.fixture
async def caller() -> AsyncIterator[Caller]:
    """Somebody with the gateway's credentials; every service lives on after what they send."""
    before = {service: await started_at(service) for service in SERVICES}
    async with calling() as caller:
        yield caller
    assert {service: await started_at(service) for service in SERVICES} == before


@given(request_type=REQUESTS, body=json_values)
@quick
async def test_r4_a_payload_of_any_shape_is_refused_by_name(
    caller: Caller, admin: Actor, request_type: type[Request[Any]], body: Any
) -> None:
    reply = await caller.ask(request_type, body, note(admin, request_type.service))

    assert reply.code is None or reply.code in KNOWN


@given(request_type=REQUESTS, value=json_values, seed=st.randoms(use_true_random=False))
@quick
async def test_r4_a_field_of_any_shape_is_refused_by_name(
    caller: Caller,
    admin: Actor,
    request_type: type[Request[Any]],
    value: Any,
    seed: random.Random,
) -> None:
    fields = [field.name for field in msgspec.structs.fields(request_type)]
    changed = {seed.choice(fields or ["x"]): value}

    reply = await caller.ask(
        request_type, payload(request_type, **changed), note(admin, request_type.service)
    )

    assert reply.code is None or reply.code in KNOWN


@given(note_text=st.text() | st.sampled_from(["", ".", "0" * 64, "[]", "null"]), request=REQUESTS)
@quick
async def test_r4_a_note_of_any_shape_is_no_note(
    caller: Caller, note_text: str, request: type[Request[Any]]
) -> None:
    reply = await caller.ask(request, payload(request), note_text)

    assert reply.code in KNOWN or (reply.code is None and not note_text)


@given(
    request_type=REQUESTS,
    body=st.binary(max_size=200) | json_values.map(msgspec.json.encode),
    headers=st.dictionaries(
        st.sampled_from(["nameko.actor", "nameko.deadline", "nameko.idempotency_key", "x-attempt"]),
        st.none() | st.integers(-9, 9) | st.text(max_size=50) | st.just({"a": [1]}),
    ),
    content_type=st.sampled_from(["application/json", "text/plain", "application/x-python", ""]),
)
@quick
async def test_r4_no_message_of_any_bytes_breaks_a_service(
    caller: Caller,
    request_type: type[Request[Any]],
    body: bytes,
    headers: dict[str, Any],
    content_type: str,
) -> None:
    method = f"{request_type.service}.{request_type.method()}"

    await caller.send(method, body, headers, content_type=content_type)

    assert {reply.code for reply in caller.unasked} <= KNOWN | {None}


async def test_r4_after_all_that_every_service_answers_everybody_at_once(
    caller: Caller, admin: Actor
) -> None:
    requests = [one for one in every_request() if one.service in SERVICES]

    async with asyncio.timeout(20):
        replies = await asyncio.gather(
            *(caller.ask(one, {}, note(admin, one.service)) for one in requests * 5)
        )

    assert {reply.code for reply in replies} <= KNOWN | {None}
