"""Prepared requests are sent, each once or in turns, and counted to the last answer."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.load.replay import Assignment, TooFew, replay
from tests.load.wire import request_bytes


@asynccontextmanager
async def server(seen: Counter[str], status: int = 200) -> AsyncIterator[int]:
    """Answers every request with a status; its port."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                seen[head.split()[1].decode()] += 1
                writer.write(f"HTTP/1.1 {status} So\r\nContent-Length: 0\r\n\r\n".encode())
        except asyncio.IncompleteReadError:
            writer.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with listening:
        yield listening.sockets[0].getsockname()[1]


def asked(port: int, count: int, *, again: bool) -> Assignment:
    requests = [request_bytes("GET", f"/{number}") for number in range(count)]
    return Assignment(host="127.0.0.1", port=port, requests=requests, again=again)


async def test_requests_that_work_again_are_sent_in_turns() -> None:
    seen: Counter[str] = Counter()
    async with server(seen) as port:
        calls = await replay(asked(port, 3, again=True), 0.2, 2)

    summary = calls.summary()
    assert set(seen) == {"/0", "/1", "/2"}
    assert summary.count == seen.total()
    assert summary.errors == 0
    assert max(seen.values()) - min(seen.values()) <= 1


async def test_requests_that_work_once_have_to_last() -> None:
    seen: Counter[str] = Counter()
    async with server(seen) as port:
        with pytest.raises(TooFew):
            await replay(asked(port, 3, again=False), 30, 2)

    assert seen == {"/0": 1, "/1": 1, "/2": 1}


async def test_a_refusal_is_an_error() -> None:
    async with server(Counter(), status=429) as port:
        calls = await replay(asked(port, 1, again=True), 0.1, 1)

    summary = calls.summary()
    assert 0 < summary.count == summary.errors
