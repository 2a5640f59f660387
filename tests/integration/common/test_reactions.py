"""Events over a real broker: rules N1 to N4, N19 and N20."""

import json

import pytest
from aiormq.abc import AbstractChannel
from pamqp.commands import Basic
from sqlalchemy import Engine
from sqlalchemy import text as sql

from gateway.rpc import AmqpRpcClient, CallOptions
from services.common.database import new_id
from services.common.topology import event_queue
from tests.integration.common.conftest import Probe
from tests.integration.common.messages import CountNotes, Note
from tests.waiting import eventually

pytestmark = pytest.mark.broker

QUEUE = str(event_queue("probe", "probe.note.written.v1", "probe", "echo").name)


async def echoes(rpc: AmqpRpcClient, text: str) -> int:
    return await rpc.call(CountNotes(text=f"echo {text}"), CallOptions())


async def parked(channel: AbstractChannel) -> list[bytes]:
    """What lies in the parking queue."""
    found: list[bytes] = []
    while True:
        message = await channel.basic_get("parking", no_ack=True)
        if message.delivery.name != "Basic.GetOk":
            return found
        found.append(message.body)


async def say(rpc: AmqpRpcClient, text: str, failures: int = 0) -> None:
    """Write a note whose event fails that often before it is handled."""
    await rpc.call(Note(text=text, then=str(failures)), CallOptions(idempotency_key=text))


async def test_an_event_of_a_committed_change_is_handled_once(
    probe: Probe, rpc: AmqpRpcClient, engine: Engine, text: str
) -> None:
    await say(rpc, text)

    async def echoed() -> bool:
        return await echoes(rpc, text) == 1

    await eventually(echoed)

    async def outbox_is_empty() -> bool:
        with engine.connect() as connection:
            return bool(connection.scalar(sql("SELECT count(*) = 0 FROM outbox_events")))

    await eventually(outbox_is_empty)


@pytest.mark.parametrize("failures", [1, 2])
async def test_a_handler_that_fails_is_tried_again_up_the_ladder(
    probe: Probe, rpc: AmqpRpcClient, text: str, failures: int
) -> None:
    await say(rpc, text, failures)

    async def echoed() -> bool:
        return await echoes(rpc, text) == 1

    await eventually(echoed)


async def test_an_event_that_always_fails_is_parked_with_its_reason(
    probe: Probe, rpc: AmqpRpcClient, channel: AbstractChannel, text: str
) -> None:
    await say(rpc, text, failures=9)

    async def in_parking() -> list[bytes]:
        return [body for body in await parked(channel) if text in body.decode()]

    assert len(await eventually(in_parking)) == 1
    assert await echoes(rpc, text) == 0


async def test_an_event_delivered_three_times_acts_once(
    probe: Probe, rpc: AmqpRpcClient, channel: AbstractChannel, text: str
) -> None:
    body = envelope(text)
    for _ in range(3):
        await publish(channel, body)

    async def queue_is_empty() -> bool:
        declared = await channel.queue_declare(QUEUE, passive=True)
        return declared.message_count == 0

    await eventually(queue_is_empty)
    await say(rpc, text + " fence")

    async def fence() -> bool:
        return await echoes(rpc, text + " fence") == 1

    await eventually(fence)
    assert await echoes(rpc, text) == 1


async def test_a_process_killed_between_commit_and_acknowledgement_acts_once(
    probe: Probe, rpc: AmqpRpcClient, text: str
) -> None:
    probe.marker.touch()
    await say(rpc, text)

    async def died() -> bool:
        return not probe.is_alive()

    await eventually(died)
    probe.start()

    async def echoed() -> bool:
        return await echoes(rpc, text) == 1

    await eventually(echoed, seconds=20)
    await say(rpc, text + " fence")

    async def fence() -> bool:
        return await echoes(rpc, text + " fence") == 1

    await eventually(fence)
    assert await echoes(rpc, text) == 1


@pytest.mark.parametrize("body", [b"\xff\xfe", b"not json", b"[]", b'{"data": 1}'])
async def test_an_undecodable_event_is_parked_and_the_service_lives(
    probe: Probe, rpc: AmqpRpcClient, channel: AbstractChannel, body: bytes, text: str
) -> None:
    await publish(channel, body)

    async def in_parking() -> bool:
        return body in await parked(channel)

    await eventually(in_parking)
    assert await rpc.call(Note(text=text), CallOptions(idempotency_key=text)) == 1


async def test_an_event_without_a_queue_waits_in_the_outbox_until_there_is_one(
    probe: Probe, rpc: AmqpRpcClient, channel: AbstractChannel, text: str
) -> None:
    await channel.queue_unbind(QUEUE, "probe.events", "probe.note.written.v1")
    await say(rpc, text)

    async def noticed() -> bool:
        return "outbox.unroutable" in probe.output()

    await eventually(noticed)
    await channel.queue_bind(QUEUE, "probe.events", "probe.note.written.v1")

    async def echoed() -> bool:
        return await echoes(rpc, text) == 1

    await eventually(echoed, seconds=20)


def envelope(text: str) -> bytes:
    """An event as the outbox would have published it."""
    return json.dumps(
        {
            "id": str(new_id()),
            "type": "probe.note.written.v1",
            "source": "probe",
            "time": "2026-01-01T00:00:00Z",
            "correlation_id": "test",
            "data": {"text": text, "failures": 0},
        }
    ).encode()


async def publish(channel: AbstractChannel, body: bytes) -> None:
    properties = Basic.Properties(content_type="application/json", content_encoding="utf-8")
    await channel.basic_publish(
        body, exchange="probe.events", routing_key="probe.note.written.v1", properties=properties
    )
