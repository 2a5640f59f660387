"""Sends each request at its own moment, whatever becomes of earlier ones.

`python -m tests.load.quizzes.minute FILE`: the file is an `Assignment` in msgpack; prints one JSON
line.
"""

import asyncio
import sys
import time
from pathlib import Path

import msgspec
import uvloop

from tests.load.stats import Calls
from tests.load.wire import HttpPool

CONNECTIONS = 256
PATIENCE_SECONDS = 30.0


class Assignment(msgspec.Struct, frozen=True, kw_only=True):
    """What to send where, and when: seconds from the start with each request."""

    host: str
    port: int
    asked: list[tuple[float, bytes]]


async def send_all(work: Assignment) -> Calls:
    """Send everything when it is due, and wait for the answers; what has none is an error."""
    pool = HttpPool(work.host, work.port, 2 * CONNECTIONS)
    await pool.open(CONNECTIONS)
    calls, began = Calls.begin(), time.perf_counter()
    left, done = len(work.asked), asyncio.Event()

    def send(due: float, request: bytes) -> None:
        def answered(status: int) -> None:
            nonlocal left
            left -= 1
            calls.add(time.perf_counter() - began - due)
            calls.errors += not 200 <= status < 300
            if not left:
                done.set()

        pool.send(request, answered)

    for due, request in sorted(work.asked):
        await asyncio.sleep(max(0.0, began + due - time.perf_counter()))
        send(due, request)
    try:
        await asyncio.wait_for(done.wait(), PATIENCE_SECONDS)
    except TimeoutError:
        calls.errors += left
    calls.end()
    pool.close()
    return calls


if __name__ == "__main__":
    given = msgspec.msgpack.decode(Path(sys.argv[1]).read_bytes(), type=Assignment)
    print(msgspec.json.encode(uvloop.run(send_all(given)).summary()).decode())
