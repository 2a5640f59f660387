"""Holds live connections and times events: `python -m tests.load.sockets.holder FILE`.

Reads an `Assignment`, prints one JSON line.
"""

import asyncio
import random
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import aiohttp
import aiormq
import msgspec
import psutil
import uvloop

from gateway.__main__ import raise_file_limit
from tests.load.children import resident_bytes
from tests.load.mix.people import SignedIn
from tests.load.sockets.client import LiveClient
from tests.load.stats import Calls, Summary

EVENT_TYPE = "payments.order.expired.v1"
EXCHANGE = "payments.events"
AT_ONCE = 50
WARM_UP = 100
SETTLE_SECONDS = 3.0


class Assignment(msgspec.Struct, kw_only=True):
    """Whom to connect where, and how many events to send them."""

    origin: str
    server_pid: int
    amqp_url: str
    people: list[SignedIn]
    events_per_second: float
    seconds: float


class Outcome(msgspec.Struct, kw_only=True):
    """What it cost and how fast it was."""

    held: int
    dropped: int
    connects_per_second: float
    bytes_each: float
    delivery: Summary


class Holder:
    """All connections of one run."""

    def __init__(self, assignment: Assignment, session: aiohttp.ClientSession) -> None:
        self._assignment = assignment
        self._session = session
        self._server = psutil.Process(assignment.server_pid)
        self._calls = Calls.begin()
        self._gate = asyncio.Semaphore(AT_ONCE)
        self._listening: list[asyncio.Task[None]] = []

    async def run(self) -> Outcome:
        """Connect everybody, send events, and count."""
        people = self._assignment.people
        await self._connect_all(people[:WARM_UP])
        before = await self._memory()
        began = time.perf_counter()
        await self._connect_all(people[WARM_UP:])
        took = time.perf_counter() - began
        added = len(people) - WARM_UP
        bytes_each = (await self._memory() - before) / added
        await self._send_events()
        dropped = sum(task.done() for task in self._listening)
        return Outcome(
            held=len(self._listening) - dropped,
            dropped=dropped,
            connects_per_second=added / took,
            bytes_each=bytes_each,
            delivery=self._calls.summary(),
        )

    async def _connect_all(self, people: list[SignedIn]) -> None:
        await asyncio.gather(*(self._connect(person.token) for person in people))

    async def _connect(self, token: str) -> None:
        async with self._gate:
            client = LiveClient(self._session, self._heard)
            await client.connect(self._assignment.origin, token)
        self._listening.append(asyncio.create_task(client.listen()))

    def _heard(self, payload: dict[str, Any], moment: float) -> None:
        sent = payload["data"].get("sent")
        if sent is not None:
            self._calls.add(moment - sent)

    async def _memory(self) -> int:
        await asyncio.sleep(SETTLE_SECONDS)
        return resident_bytes(self._server)

    async def _send_events(self) -> None:
        connection = await aiormq.connect(self._assignment.amqp_url)
        channel = await connection.channel(publisher_confirms=False)
        count = int(self._assignment.events_per_second * self._assignment.seconds)
        self._calls = Calls.begin()
        began = time.perf_counter()
        for number in range(count):
            wait = began + number / self._assignment.events_per_second - time.perf_counter()
            if wait > 0:
                await asyncio.sleep(wait)
            body = _event(random.choice(self._assignment.people))
            await channel.basic_publish(body, exchange=EXCHANGE, routing_key=EVENT_TYPE)
        await asyncio.sleep(SETTLE_SECONDS)
        self._calls.end()
        self._calls.errors = count - self._calls.summary().count
        await connection.close()


def _event(person: SignedIn) -> bytes:
    """An event that concerns one person and that no service reacts to."""
    return msgspec.json.encode(
        {
            "id": uuid4(),
            "type": EVENT_TYPE,
            "source": "payments",
            "time": datetime.now(UTC),
            "correlation_id": "bench",
            "data": {"buyer_id": person.user_id, "sent": time.perf_counter()},
        }
    )


async def main(assignment: Assignment) -> Outcome:
    """Do what the assignment says."""
    raise_file_limit()
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as session:
        return await Holder(assignment, session).run()


if __name__ == "__main__":
    given = msgspec.json.decode(Path(sys.argv[1]).read_bytes(), type=Assignment)
    print(msgspec.json.encode(uvloop.run(main(given))).decode())
