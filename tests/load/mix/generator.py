"""Sends requests when they are due, whatever becomes of earlier ones (an open model).

`python -m tests.load.mix.generator FILE` reads an `Assignment` and prints one JSON line. A late
answer counts from the moment its request was due, so a stall shows in full.
"""

import asyncio
import contextlib
import sys
import time
from pathlib import Path

import msgspec
import uvloop

from tests.load.mix.people import Student
from tests.load.mix.plan import Asked, Catalogue, plan
from tests.load.stats import Calls, Summary
from tests.load.wire import HttpPool

CONNECTIONS = 256
TICK_SECONDS = 0.002
PATIENCE_SECONDS = 15.0
WARM_UP_SHARE = 0.1


class Assignment(msgspec.Struct, kw_only=True):
    """What to send where, and how fast."""

    host: str
    port: int
    rate: float
    seconds: float
    students: list[Student]
    catalogue: Catalogue


class Outcome(msgspec.Struct, kw_only=True):
    """What came of it, altogether and by kind of request."""

    overall: Summary
    kinds: dict[str, Summary]
    statuses: dict[int, int]
    latest_start_ms: float
    """How far behind its schedule the generator itself was at worst."""


class Generator:
    """One run."""

    def __init__(self, assignment: Assignment, asked: list[Asked]) -> None:
        self._rate = assignment.rate
        self._asked = asked
        self._pool = HttpPool(assignment.host, assignment.port, 4 * CONNECTIONS)
        self._overall = Calls.begin()
        self._kinds = {kind: Calls.begin() for kind in {one.kind for one in asked}}
        self._statuses: dict[int, int] = {}
        self._latest = 0.0
        self._open = 0
        self._sent_all = False
        self._finished = asyncio.Event()

    async def run(self) -> Outcome:
        """Send everything, and wait for the answers."""
        await self._pool.open(CONNECTIONS)
        self._overall = Calls.begin()
        self._kinds = {kind: Calls.begin() for kind in self._kinds}
        await self._send_all()
        await self._drain()
        for calls in (self._overall, *self._kinds.values()):
            calls.end()
        self._pool.close()
        return Outcome(
            overall=self._overall.summary(),
            kinds={kind: calls.summary() for kind, calls in sorted(self._kinds.items())},
            statuses=self._statuses,
            latest_start_ms=self._latest * 1000,
        )

    async def _send_all(self) -> None:
        began, sent = time.perf_counter(), 0
        while sent < len(self._asked):
            now = time.perf_counter()
            while sent < len(self._asked) and began + sent / self._rate <= now:
                due = began + sent / self._rate
                self._latest = max(self._latest, now - due)
                self._send(self._asked[sent], due)
                sent += 1
            await asyncio.sleep(TICK_SECONDS)
        self._sent_all = True

    def _send(self, asked: Asked, due: float) -> None:
        self._open += 1

        def answered(status: int) -> None:
            self._open -= 1
            self._statuses[status] = self._statuses.get(status, 0) + 1
            taken = time.perf_counter() - due
            for calls in (self._overall, self._kinds[asked.kind]):
                calls.add(taken)
                calls.errors += not 200 <= status < 300
            if self._sent_all and not self._open:
                self._finished.set()

        self._pool.send(asked.request, answered)

    async def _drain(self) -> None:
        if self._open:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._finished.wait(), PATIENCE_SECONDS)
        self._overall.errors += self._open


async def main(assignment: Assignment) -> Outcome:
    """Warm up with a tenth of the work, then measure."""
    count = int(assignment.rate * assignment.seconds)
    students, catalogue = assignment.students, assignment.catalogue
    early = plan(int(count * WARM_UP_SHARE), students, catalogue, seed=2)
    asked = plan(count, students, catalogue)
    await Generator(assignment, early).run()
    return await Generator(assignment, asked).run()


if __name__ == "__main__":
    given = msgspec.json.decode(Path(sys.argv[1]).read_bytes(), type=Assignment)
    print(msgspec.json.encode(uvloop.run(main(given))).decode())
