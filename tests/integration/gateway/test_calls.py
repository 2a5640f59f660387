"""The client of nameko's wire format: many calls on one connection, and what breaks it."""

import asyncio
import os
import shlex
import subprocess
import time
from typing import Any
from uuid import uuid4

import pytest

from contracts.errors import Conflict, ServiceError, ServiceTimedOut, ServiceUnavailable
from contracts.types import Actor, Role
from gateway.amqp import Link
from gateway.rpc import AmqpRpcClient, CallOptions
from services.common.context import read_context
from tests.integration.gateway.conftest import SIGNING_KEY, connected
from tests.integration.gateway.wire import Cable, Echo, Responder
from tests.waiting import eventually

pytestmark = pytest.mark.broker
NOBODY = CallOptions(correlation_id="test")


async def echo(rpc: AmqpRpcClient, nonce: str = "", then: str = "") -> dict[str, Any]:
    return await rpc.call(Echo(nonce=nonce or uuid4().hex, then=then), NOBODY)


async def outcome(rpc: AmqpRpcClient, then: str = "") -> str:
    """`ok`, or the code of the refusal."""
    try:
        await echo(rpc, then=then)
    except ServiceError as refusal:
        return refusal.code
    return "ok"


async def held(responder: Responder, number: int) -> None:
    async def waiting() -> bool:
        return len(responder.held) >= number

    await eventually(waiting)


async def test_a_thousand_calls_at_once_each_get_their_own_reply(
    rpc: AmqpRpcClient, responder: Responder, cable: Cable
) -> None:
    nonces = [uuid4().hex for _ in range(1000)]

    replies = await asyncio.gather(*(echo(rpc, nonce) for nonce in nonces))

    assert [reply["nonce"] for reply in replies] == nonces
    assert len(set(responder.reply_queues)) == 1
    assert cable.connections == 1
    assert rpc._futures == {}


async def test_a_service_that_is_not_there_is_noticed_at_once(rpc: AmqpRpcClient) -> None:
    began = time.monotonic()

    assert await outcome(rpc) == "service_unavailable"

    assert time.monotonic() - began < 1


async def test_a_service_that_never_answers_is_given_up_at_the_deadline(
    link: Link, responder: Responder
) -> None:
    client = AmqpRpcClient(link, SIGNING_KEY, 0.5)
    await link.start()
    await connected(client)

    with pytest.raises(ServiceTimedOut):
        await echo(client, then="hold")

    assert client._futures == {}
    assert responder.seen[0].expiration == "500"


async def test_a_reply_that_comes_too_late_harms_nobody(link: Link, responder: Responder) -> None:
    client = AmqpRpcClient(link, SIGNING_KEY, 0.5)
    await link.start()
    await connected(client)
    with pytest.raises(ServiceTimedOut):
        await echo(client, then="hold")

    await responder.reply(responder.seen[0], {"result": "late", "error": None})
    reply = await echo(client, "fresh")

    assert reply["nonce"] == "fresh"


async def test_pending_calls_fail_at_once_when_the_connection_drops(
    rpc: AmqpRpcClient, responder: Responder, cable: Cable
) -> None:
    calls = [asyncio.create_task(outcome(rpc, then="hold")) for _ in range(50)]
    await held(responder, 50)
    began = time.monotonic()

    await cable.cut()
    outcomes = await asyncio.gather(*calls)

    assert set(outcomes) == {"service_unavailable"}
    assert time.monotonic() - began < 2
    assert rpc._futures == {}


async def test_calls_that_are_being_sent_when_the_connection_drops_all_end(
    rpc: AmqpRpcClient, responder: Responder, cable: Cable
) -> None:
    """Whatever moment of its life a call is in, it ends as an answer or as a refusal."""
    answered = await outcome(rpc)
    calls = [asyncio.create_task(outcome(rpc)) for _ in range(500)]
    await asyncio.sleep(0)

    await cable.cut()
    outcomes = await asyncio.wait_for(asyncio.gather(*calls, return_exceptions=True), 8)

    assert answered == "ok"
    assert set(outcomes) <= {"ok", "service_unavailable", "service_timed_out"}
    assert rpc._futures == {}
    assert responder.seen


async def test_while_the_broker_is_away_calls_are_refused_at_once(
    rpc: AmqpRpcClient, cable: Cable
) -> None:
    await cable.cut()

    async def away() -> bool:
        return not rpc.ready

    await eventually(away)
    began = time.monotonic()

    with pytest.raises(ServiceUnavailable):
        await echo(rpc)

    assert time.monotonic() - began < 0.5


@pytest.mark.usefixtures("responder")
async def test_the_client_comes_back_by_itself(rpc: AmqpRpcClient, cable: Cable) -> None:
    await cable.cut()
    await cable.mend()

    async def answered() -> bool:
        return await outcome(rpc) == "ok"

    assert await eventually(answered, seconds=10)


async def test_after_a_reconnect_replies_come_to_a_fresh_queue(
    rpc: AmqpRpcClient, responder: Responder, cable: Cable
) -> None:
    await echo(rpc)
    cable.drop()

    async def answered() -> bool:
        return await outcome(rpc) == "ok"

    await eventually(answered, seconds=10)

    assert len(set(responder.reply_queues)) == 2


@pytest.mark.skipif("RABBITMQ_CTL" not in os.environ, reason="the broker is not ours to look into")
async def test_no_reply_queue_is_left_behind(
    rpc: AmqpRpcClient, responder: Responder, cable: Cable
) -> None:
    for number in range(3):
        cable.drop()

        async def answered(number: int = number) -> bool:
            return await outcome(rpc) == "ok" and len(set(responder.reply_queues)) > number

        await eventually(answered, seconds=10)

    async def gone() -> bool:
        return set(responder.reply_queues[:-1]).isdisjoint(queues() - {responder.reply_queues[-1]})

    assert await eventually(gone)


async def test_a_refusal_keeps_its_meaning(rpc: AmqpRpcClient, responder: Responder) -> None:
    call = asyncio.create_task(echo(rpc, then="hold"))
    await held(responder, 1)
    error = {"exc_type": "Conflict", "exc_path": "", "exc_args": ["conflict", "Full.", {"a": 1}]}

    await responder.reply(responder.seen[0], {"result": None, "error": {**error, "value": ""}})

    with pytest.raises(Conflict) as refusal:
        await call
    assert (refusal.value.detail, refusal.value.extra) == ("Full.", {"a": 1})


@pytest.mark.parametrize(
    ("error", "code"),
    [
        ({"exc_type": "X", "exc_path": "", "exc_args": ["made.up", "SELECT", {}]}, "internal"),
        (
            {
                "exc_type": "MethodNotFound",
                "exc_path": "nameko.exceptions.MethodNotFound",
                "exc_args": ["x"],
                "value": "x",
            },
            "contract_mismatch",
        ),
        ({}, "contract_mismatch"),
    ],
)
async def test_an_error_that_nobody_knows_gives_nothing_away(
    rpc: AmqpRpcClient, responder: Responder, error: dict[str, Any], code: str
) -> None:
    call = asyncio.create_task(echo(rpc, then="hold"))
    await held(responder, 1)

    await responder.reply(responder.seen[0], {"result": None, "error": error})

    with pytest.raises(ServiceError) as refusal:
        await call
    assert (refusal.value.code, refusal.value.detail) == (code, "")


async def test_the_service_learns_for_whom_under_which_ids_and_until_when(
    rpc: AmqpRpcClient, responder: Responder
) -> None:
    actor = Actor(user_id=uuid4(), role=Role.TEACHER)
    options = CallOptions(actor=actor, correlation_id="trace-1", idempotency_key="once")

    await rpc.call(Echo(nonce="n"), options)

    headers: Any = responder.seen[0].headers
    assert headers["nameko.correlation_id"] == "trace-1"
    assert headers["nameko.idempotency_key"] == "once"
    assert 0 < float(headers["nameko.deadline"]) - time.time() <= 5
    context = read_context(unprefixed(headers), Echo.service, SIGNING_KEY)
    assert (context.caller, context.idempotency_key) == (actor, "once")
    assert responder.seen[0].content_type == "application/json"


def unprefixed(headers: dict[str, Any]) -> dict[str, Any]:
    """The headers as a service reads them."""
    return {name.removeprefix("nameko."): value for name, value in headers.items()}


def queues() -> set[str]:
    """The names of the broker's queues."""
    command = [*shlex.split(os.environ["RABBITMQ_CTL"]), "-q", "list_queues", "name"]
    vhost = os.environ["AMQP_URL"].rpartition("/")[2]
    if vhost:
        command += ["-p", vhost]
    listed = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(listed.stdout.split())
