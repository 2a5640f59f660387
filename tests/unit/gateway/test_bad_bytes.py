"""Bytes that are not what they claim: bodies that do not unpack, heads that are no HTTP."""

import asyncio
import gzip

import pytest

from contracts.types import Role
from tests.unit.gateway.fakes import Gateway
from tests.unit.gateway.problems import problem

COURSES = "/v1/teaching/courses"
JSON = {"Content-Type": "application/json"}


async def test_a_body_that_is_not_compressed_as_declared_is_unreadable(shared: Gateway) -> None:
    headers = shared.as_role(Role.TEACHER) | JSON | {"Content-Encoding": "gzip"}

    response = await shared.http.post(COURSES, data=b"not gzip", headers=headers)

    await problem(response, 400, "malformed_body")


async def test_a_small_body_cannot_unpack_into_a_large_one(shared: Gateway) -> None:
    bomb = gzip.compress(b" " * 50_000_000)
    headers = shared.as_role(Role.TEACHER) | JSON | {"Content-Encoding": "gzip"}

    response = await shared.http.post(COURSES, data=bomb, headers=headers)

    await problem(response, 413, "payload_too_large")


async def exchange(gateway: Gateway, raw: bytes) -> bytes:
    """What comes back before the gateway hangs up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", gateway.http.server.port)
    writer.write(raw)
    answer = await asyncio.wait_for(reader.read(), 5)
    writer.close()
    return answer


TWO_LENGTHS = b"POST /v1/accounts HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n"


@pytest.mark.parametrize(
    "raw",
    [
        b"GARBAGE\r\n\r\n",
        b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 20_000 + b"\r\n\r\n",
        b"GET /" + b"x" * 20_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        TWO_LENGTHS + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /v1/me HTTP/1.1\r\n\r\n",
        TWO_LENGTHS + b"Content-Length: 6\r\n\r\n123456",
        b"POST /v1/accounts HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
    ],
)
async def test_what_is_not_http_is_refused_once_and_gives_no_version_away(
    shared: Gateway, raw: bytes
) -> None:
    answer = await exchange(shared, raw)

    assert answer.split(b"\r\n")[0].endswith(b"400 Bad Request")
    assert answer.count(b"HTTP/1.") == 1
    assert b"aiohttp" not in answer
    assert b"Python/" not in answer


@pytest.mark.parametrize(
    "name", ["User-Agent", "Cookie", "Authorization", "Idempotency-Key", "Stripe-Signature"]
)
async def test_a_header_that_is_not_text_is_refused(shared: Gateway, name: str) -> None:
    head = f"GET /v1/categories HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{name}: a="

    answer = await exchange(shared, head.encode() + b"\xff\xfe\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b'"type":"/problems/malformed_body"' in answer
