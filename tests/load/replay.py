"""Sends prepared requests as fast as they are answered.

`python -m tests.load.replay FILE SECONDS CONNECTIONS`: the file is an `Assignment` in msgpack;
prints one JSON line.
"""

import asyncio
import itertools
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import uvloop

from tests.load.stats import Calls
from tests.load.wire import HttpPool


class Assignment(msgspec.Struct, frozen=True, kw_only=True):
    """What to send where; requests that work `again` are sent in turns, others once."""

    host: str
    port: int
    requests: list[bytes]
    again: bool


class TooFew(Exception):
    """The requests that work once were used up before the time was."""


async def replay(work: Assignment, seconds: float, connections: int) -> Calls:
    """Keep every connection busy for some seconds; raises `TooFew`."""
    waiting = itertools.cycle(work.requests) if work.again else iter(work.requests)
    pool = HttpPool(work.host, work.port, connections)
    await pool.open(connections)
    calls = Calls.begin()
    deadline = time.perf_counter() + seconds
    await asyncio.gather(*(_ask(pool, waiting, calls, deadline) for _ in range(connections)))
    calls.end()
    pool.close()
    if next(waiting, None) is None:
        raise TooFew(f"{len(work.requests)} requests were too few.")
    return calls


def _ask(
    pool: HttpPool, waiting: Iterator[bytes], calls: Calls, deadline: float
) -> asyncio.Future[None]:
    """Send one request after the other until there are no more, or no more time."""
    over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def ask() -> None:
        request = next(waiting, None) if time.perf_counter() < deadline else None
        if request is None:
            over.set_result(None)
            return
        started = time.perf_counter()

        def answered(status: int) -> None:
            calls.add(time.perf_counter() - started)
            calls.errors += not 200 <= status < 300
            ask()

        pool.send(request, answered)

    ask()
    return over


def main(arguments: list[str]) -> None:
    """Do what the file says."""
    work = msgspec.msgpack.decode(Path(arguments[0]).read_bytes(), type=Assignment)
    measured = uvloop.run(replay(work, float(arguments[1]), int(arguments[2])))
    print(msgspec.json.encode(measured.summary()).decode())


if __name__ == "__main__":
    main(sys.argv[1:])
