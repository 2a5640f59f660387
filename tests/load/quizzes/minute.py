"""Students who send what they have when it is due, and again until it is taken: as the web app.

`python -m tests.load.quizzes.minute FILE`: the file is an `Assignment` in msgpack; prints one JSON
line.
"""

import asyncio
import itertools
import sys
import time
from pathlib import Path

import msgspec
import uvloop

from tests.load.stats import Calls, Summary
from tests.load.wire import HttpPool

CONNECTIONS = 256
PAUSES = (1.0, 2.0, 4.0, 8.0, 15.0)
"""Seconds before the same is sent again, the last one ever after."""
PATIENCE_SECONDS = 240.0
"""How long after the window students go on trying."""

Due = tuple[float, bytes]
"""A request, and how many seconds after the start it is due."""


class Assignment(msgspec.Struct, frozen=True, kw_only=True):
    """What to send where; each student sends one request after the other."""

    host: str
    port: int
    window: float
    students: list[list[Due]]


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What was taken and how soon, counted from when it was due; what was sent more than once."""

    summary: Summary
    repeated: int


class Minute:
    """One run."""

    def __init__(self, work: Assignment, pool: HttpPool) -> None:
        self._pool = pool
        self._calls = Calls.begin()
        self._repeated = 0
        self._began = time.perf_counter()
        self._end = self._began + work.window + PATIENCE_SECONDS

    async def run(self, students: list[list[Due]]) -> Outcome:
        """Let everybody sit at once."""
        await asyncio.gather(*(self._sit(asked) for asked in students))
        self._calls.end()
        return Outcome(summary=self._calls.summary(), repeated=self._repeated)

    async def _sit(self, asked: list[Due]) -> None:
        for due, request in asked:
            await asyncio.sleep(max(0.0, self._began + due - time.perf_counter()))
            taken = await self._deliver(request)
            self._calls.add(time.perf_counter() - self._began - due)
            self._calls.errors += not taken

    async def _deliver(self, request: bytes) -> bool:
        """Send until somebody takes it, refuses it for good, or the patience ends."""
        for pause in itertools.chain(PAUSES, itertools.repeat(PAUSES[-1])):
            status = await self._send(request)
            if 200 <= status < 500 and status != 429:
                return status < 300
            if time.perf_counter() > self._end:
                break
            self._repeated += 1
            await asyncio.sleep(pause)
        return False

    async def _send(self, request: bytes) -> int:
        answered: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._pool.send(request, answered.set_result)
        return await answered


async def main(work: Assignment) -> Outcome:
    """Connect, then let the time run."""
    pool = HttpPool(work.host, work.port, 2 * CONNECTIONS)
    await pool.open(CONNECTIONS)
    try:
        return await Minute(work, pool).run(work.students)
    finally:
        pool.close()


if __name__ == "__main__":
    given = msgspec.msgpack.decode(Path(sys.argv[1]).read_bytes(), type=Assignment)
    print(msgspec.json.encode(uvloop.run(main(given))).decode())
