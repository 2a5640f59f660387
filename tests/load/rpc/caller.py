"""Asks the bench service with the gateway's client.

`python -m tests.load.rpc.caller SECONDS IN_FLIGHT` prints one JSON line: what was measured.
"""

import asyncio
import os
import sys
import time
from uuid import uuid4

import msgspec
import uvloop

from contracts.types import Actor, Role
from gateway.amqp import Link
from gateway.rpc import AmqpRpcClient, CallOptions
from tests.load.rpc.messages import GetCard
from tests.load.rpc.table import slug_of
from tests.load.stats import Calls
from tests.waiting import eventually

PEOPLE = 100


async def measure(seconds: float, in_flight: int) -> Calls:
    """Keep *in_flight* calls under way for *seconds*, for many different people."""
    link = Link(os.environ["AMQP_URL"])
    client = AmqpRpcClient(link, os.environ["CALL_SIGNING_KEY"], 5.0)
    await link.start()
    await eventually(lambda: _ready(client))
    people = [
        CallOptions(
            actor=Actor(user_id=uuid4(), role=Role.STUDENT, session_id=uuid4()),
            correlation_id=uuid4().hex,
        )
        for _ in range(PEOPLE)
    ]
    calls = Calls.begin()
    deadline = time.perf_counter() + seconds

    async def ask_on(number: int) -> None:
        while time.perf_counter() < deadline:
            number += in_flight
            started = time.perf_counter()
            await client.call_raw(GetCard(slug=slug_of(number)), people[number % PEOPLE])
            calls.add(time.perf_counter() - started)

    await asyncio.gather(*(ask_on(number) for number in range(in_flight)))
    calls.end()
    await link.stop()
    return calls


async def _ready(client: AmqpRpcClient) -> bool:
    return client.ready


if __name__ == "__main__":
    measured = uvloop.run(measure(float(sys.argv[1]), int(sys.argv[2])))
    print(msgspec.json.encode(measured.summary()).decode())
