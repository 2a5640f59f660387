"""What was given up can be looked at, sent home and dropped."""

import os
import subprocess
import sys
from typing import Any
from uuid import uuid4

import pytest
from aiormq.abc import AbstractChannel
from pamqp.commands import Basic

pytestmark = pytest.mark.broker


def parking(*arguments: str) -> list[str]:
    """What the tool says about the messages of one queue."""
    environment = {**os.environ, "CALL_SIGNING_KEY": "k" * 40, "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", "services.common.parking", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@pytest.fixture
async def queue(channel: AbstractChannel) -> str:
    """A queue of this test alone, with one message of its parked."""
    name = f"evt-test--{uuid4().hex}"
    await channel.queue_declare(name, exclusive=True)
    await channel.exchange_declare("parking", exchange_type="topic", durable=True)
    await channel.queue_declare("parking", durable=True, arguments={"x-queue-type": "quorum"})
    await channel.queue_bind("parking", "parking", routing_key="#")
    headers: Any = {
        "x-queue": name,
        "x-attempt": 5,
        "x-error": "Traceback …\nKeyError: 'price'\n",
        "nameko.correlation_id": "trace-1",
    }
    await channel.basic_publish(
        b'{"id": 1}',
        exchange="parking",
        routing_key=name,
        properties=Basic.Properties(headers=headers, content_type="application/json"),
    )
    return name


async def test_it_says_where_a_message_belongs_and_why_it_is_there(queue: str) -> None:
    assert parking("list", queue) == [f"{queue}\tKeyError: 'price'", "1 messages."]
    assert parking("list", queue)[-1] == "1 messages."

    parking("drop", queue)


async def test_a_replayed_message_is_home_again_as_if_new(
    queue: str, channel: AbstractChannel
) -> None:
    parking("replay", queue)

    message = await channel.basic_get(queue, no_ack=True)
    assert message.body == b'{"id": 1}'
    assert message.header is not None
    assert message.header.properties.headers == {"nameko.correlation_id": "trace-1"}
    assert parking("list", queue) == ["0 messages."]


async def test_a_dropped_message_is_gone(queue: str, channel: AbstractChannel) -> None:
    parking("drop", queue)

    assert parking("list", queue) == ["0 messages."]
    assert isinstance((await channel.basic_get(queue, no_ack=True)).delivery, Basic.GetEmpty)


async def test_the_messages_of_other_queues_stay(queue: str) -> None:
    parking("drop", f"{queue}-other")

    assert parking("list", queue)[-1] == "1 messages."
    parking("drop", queue)
