"""Requests over a real broker to a real service process: rules N1, N5, N7, N9, N30 and N31."""

import json
import time
from typing import Any

import pytest
from aiormq.abc import AbstractChannel
from pamqp.commands import Basic

from contracts.errors import (
    IdempotencyKeyReused,
    Invalid,
    ServiceError,
    ServiceTimedOut,
    ServiceUnavailable,
    Unauthenticated,
)
from contracts.types import Actor, Role
from gateway.amqp import Link
from gateway.rpc import AmqpRpcClient, CallOptions
from services.common.database import new_id
from tests.integration.common.conftest import Probe
from tests.integration.common.messages import CountNotes, Note, NoteInSteps, Refused
from tests.waiting import eventually

pytestmark = pytest.mark.broker

ONCE = CallOptions(idempotency_key="key-of-this-test")


async def count(rpc: AmqpRpcClient, text: str) -> int:
    return await rpc.call(CountNotes(text=text), CallOptions())


async def test_a_command_repeated_under_its_key_acts_once_and_answers_the_same(
    probe: Probe, rpc: AmqpRpcClient, text: str
) -> None:
    first = await rpc.call(Note(text=text), ONCE)

    again = await rpc.call(Note(text=text), ONCE)

    assert (first, again) == (1, 1)
    assert await count(rpc, text) == 1


async def test_a_key_used_for_another_request_is_refused(
    probe: Probe, rpc: AmqpRpcClient, text: str
) -> None:
    await rpc.call(Note(text=text), ONCE)

    with pytest.raises(IdempotencyKeyReused):
        await rpc.call(Note(text=text + "!"), ONCE)


async def test_a_refusal_rolls_back_and_keeps_its_type(
    probe: Probe, rpc: AmqpRpcClient, text: str
) -> None:
    with pytest.raises(Refused, match="Not this one"):
        await rpc.call(Note(text=text, then="refuse"), ONCE)

    assert await count(rpc, text) == 0


async def test_an_unexpected_error_says_nothing_about_the_inside(
    probe: Probe, rpc: AmqpRpcClient, text: str
) -> None:
    options = CallOptions(idempotency_key="broken", correlation_id="trace-of-this-test")
    with pytest.raises(ServiceError) as caught:
        await rpc.call(Note(text=text, then="break"), options)

    assert "trace-of-this-test" in probe.output()
    assert caught.value.code == "internal"
    assert "SELECT" not in str(caught.value) + json.dumps(caught.value.extra)
    assert caught.value.extra["incident"] in probe.output()


async def test_a_request_of_the_wrong_shape_names_the_field(
    probe: Probe, rpc: AmqpRpcClient
) -> None:
    with pytest.raises(Invalid) as caught:
        await rpc.call(Note(text=5), ONCE)  # type: ignore[arg-type]  # on purpose

    assert caught.value.extra["errors"][0]["pointer"] == "/text"


async def test_a_process_killed_before_the_reply_acts_once_when_asked_again(
    probe: Probe, rpc: AmqpRpcClient, text: str
) -> None:
    options = CallOptions(idempotency_key="killed")
    with pytest.raises(ServiceTimedOut):
        await rpc.call(NoteInSteps(text=text, then="die"), options)
    probe.kill()
    probe.start()

    async def written() -> bool:
        return await count(rpc, text) >= 1

    await eventually(written, seconds=20)
    assert probe.is_alive()


async def test_an_absent_service_is_noticed_at_once(
    link: Link, rpc: AmqpRpcClient, channel: AbstractChannel
) -> None:
    await channel.queue_delete("rpc-probe")
    started = time.monotonic()

    with pytest.raises(ServiceUnavailable):
        await rpc.call(CountNotes(text="x"), CallOptions())

    assert time.monotonic() - started < 2


async def test_a_request_past_its_deadline_is_not_executed(
    probe: Probe, rpc: AmqpRpcClient, channel: AbstractChannel, text: str
) -> None:
    headers = {"nameko.deadline": f"{time.time() - 1:.3f}"}

    await send(channel, [{"text": text}], reply_to="nobody", headers=headers)
    await rpc.call(Note(text="fence"), CallOptions(idempotency_key="fence"))

    assert await count(rpc, text) == 0
    assert "expired" in probe.output()


MALFORMED: dict[str, dict[str, Any]] = {
    "no reply address": {"args": [{"text": "a"}]},
    "no arguments": {"raw": b'{"kwargs": {}}', "reply_to": "nobody"},
    "a list": {"raw": b"[]", "reply_to": "nobody"},
    "not JSON": {"raw": b"\xff\xfe", "reply_to": "nobody"},
    "an unknown content type": {"content_type": "application/x-python-serialize"},
    "no content type": {"content_type": None, "reply_to": "nobody"},
    "too many arguments": {"args": [1, 2, 3], "reply_to": "nobody"},
    "a number": {"raw": b"7", "reply_to": "nobody"},
    "an unknown method": {"routing_key": "probe.destroy", "reply_to": "nobody"},
    "a forged actor": {"headers": {"nameko.actor": "forged"}, "reply_to": "nobody"},
    "a broken deadline": {"headers": {"nameko.deadline": "soon"}, "reply_to": "nobody"},
    "five megabytes": {"raw": b'{"args":["' + b"x" * 5_000_000 + b'"]}', "reply_to": "nobody"},
}


@pytest.mark.parametrize("shape", MALFORMED)
async def test_a_malformed_request_neither_kills_the_service_nor_stays_in_the_queue(
    probe: Probe, rpc: AmqpRpcClient, channel: AbstractChannel, text: str, shape: str
) -> None:
    await send(channel, **MALFORMED[shape])

    assert await rpc.call(Note(text=text), CallOptions(idempotency_key=text)) == 1

    async def queue_is_empty() -> bool:
        declared = await channel.queue_declare("rpc-probe", passive=True)
        return declared.message_count == 0

    await eventually(queue_is_empty)
    assert probe.is_alive()


async def test_a_forged_actor_is_refused_by_the_service_itself(
    probe: Probe, channel: AbstractChannel, link: Link, text: str
) -> None:
    stranger = AmqpRpcClient(link, "another key entirely, forty characters!!", 5.0)
    await stranger._listen()
    actor = Actor(user_id=new_id(), role=Role.ADMIN)

    with pytest.raises(Unauthenticated):
        await stranger.call(Note(text=text), CallOptions(actor=actor, idempotency_key=text))


async def send(
    channel: AbstractChannel,
    args: list[object] | None = None,
    *,
    raw: bytes | None = None,
    reply_to: str | None = None,
    content_type: str | None = "application/json",
    headers: dict[str, Any] | None = None,
    routing_key: str = "probe.note",
) -> None:
    """Publish a request as a stranger might."""
    body = raw if raw is not None else json.dumps({"args": args or [], "kwargs": {}}).encode()
    properties = Basic.Properties(
        content_type=content_type,
        content_encoding="utf-8",
        reply_to=reply_to,
        headers=headers or {},
    )
    await channel.basic_publish(
        body, exchange="nameko-rpc", routing_key=routing_key, properties=properties
    )
