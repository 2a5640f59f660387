"""Asks one address as fast as it answers.

`python -m tests.load.closed_loop URL SECONDS CONNECTIONS`: the stand-in for wrk where that
cannot be installed; prints one JSON line.
"""

import asyncio
import sys
import time
from urllib.parse import urlsplit

import msgspec
import uvloop

from tests.load.stats import Calls
from tests.load.wire import HttpPool, request_bytes


async def measure(url: str, seconds: float, connections: int) -> Calls:
    """Keep every connection busy for some seconds."""
    parts = urlsplit(url)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    request = request_bytes("GET", path)
    pool = HttpPool(parts.hostname or "127.0.0.1", parts.port or 80, connections)
    await pool.open(connections)
    calls = Calls.begin()
    deadline = time.perf_counter() + seconds

    def ask() -> None:
        started = time.perf_counter()

        def answered(status: int) -> None:
            now = time.perf_counter()
            calls.add(now - started)
            calls.errors += not 200 <= status < 300
            if now < deadline:
                ask()

        pool.send(request, answered)

    for _ in range(connections):
        ask()
    await asyncio.sleep(seconds + 0.1)
    calls.end()
    pool.close()
    return calls


if __name__ == "__main__":
    measured = uvloop.run(measure(sys.argv[1], float(sys.argv[2]), int(sys.argv[3])))
    print(msgspec.json.encode(measured.summary()).decode())
