"""Replicas count together in Redis, and each alone while Redis is away."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from uuid import uuid4

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer
from structlog.testing import capture_logs

from contracts.errors import TooMany
from gateway.app import create_app
from gateway.limits import CONNECTIONS, Limiter, Policy
from tests.integration.gateway.wire import Cable
from tests.unit.gateway.fakes import NOBODY_LISTENS, FakeRpc, SigningKey, make_settings
from tests.waiting import eventually

Replica = TestClient[web.Request, web.Application]


class Replicas:
    """Two gateways that share one Redis, behind one proxy, seen by one visitor."""

    def __init__(self, *replicas: Replica) -> None:
        self._replicas = replicas
        self._address = f"2001:db8:{uuid4().hex[:4]}:{uuid4().hex[:4]}::1"

    async def ask(self, number: int, path: str = "/v1/nothing") -> ClientResponse:
        """One request, to each replica in turn."""
        replica = self._replicas[number % len(self._replicas)]
        return await replica.get(path, headers={"X-Forwarded-For": self._address})


@pytest.fixture
async def replicas(tmp_path: Path) -> AsyncIterator[Replicas]:
    settings = make_settings(
        tmp_path,
        redis_url=os.environ["REDIS_URL"],
        rate_limits_anonymous="100/15minutes",
        trusted_proxies=1,
    )
    async with AsyncExitStack() as stack:
        clients: list[Replica] = []
        for _ in range(2):
            client = TestClient(TestServer(create_app(settings, FakeRpc(SigningKey()))))
            clients.append(await stack.enter_async_context(client))
        yield Replicas(*clients)


@pytest.fixture
async def cable() -> AsyncIterator[Cable]:
    """A cable to Redis."""
    cable = Cable(os.environ["REDIS_URL"])
    await cable.mend()
    yield cable
    await cable.cut()


async def allowed(limiter: Limiter, policy: Policy, times: int, key: str = "") -> int:
    """How many of that many requests get through."""
    got, bucket = 0, key or uuid4().hex
    for _ in range(times):
        try:
            await limiter.check(policy, bucket)
        except TooMany:
            continue
        got += 1
    return got


async def test_the_hundred_and_first_request_is_one_too_many_whichever_replica_it_meets(
    replicas: Replicas,
) -> None:
    statuses = [(await replicas.ask(number)).status for number in range(100)]
    refused = [await replicas.ask(number) for number in range(2)]

    assert set(statuses) == {404}
    assert [response.status for response in refused] == [429, 429]
    assert all(0 < int(response.headers["Retry-After"]) <= 1800 for response in refused)


async def test_of_many_at_once_exactly_the_limit_get_through(replicas: Replicas) -> None:
    answers = await asyncio.gather(*(replicas.ask(number) for number in range(300)))

    assert [answer.status for answer in answers].count(404) == 100


async def test_what_is_left_is_told_whichever_replica_answers(replicas: Replicas) -> None:
    headers = [(await replicas.ask(number)).headers["RateLimit"] for number in range(3)]

    assert [one.split(";")[1] for one in headers] == ["r=99", "r=98", "r=97"]


async def test_without_redis_each_replica_counts_alone(tmp_path: Path) -> None:
    settings = make_settings(
        tmp_path, redis_url=NOBODY_LISTENS, rate_limits_anonymous="20/15minutes"
    )
    limiter = Limiter(settings)

    assert await allowed(limiter, Policy.ANONYMOUS, 30) == 20

    await limiter.close()


async def test_a_crowd_does_not_try_a_silent_redis_one_by_one(tmp_path: Path) -> None:
    # A server that takes connections and says nothing, as one does whose machine has hung.
    async with await asyncio.start_server(lambda _reader, _writer: None, "127.0.0.1") as server:
        url = f"redis://127.0.0.1:{server.sockets[0].getsockname()[1]}/0"
        limiter = Limiter(make_settings(tmp_path, redis_url=url))

        with capture_logs() as logs:
            crowd = (limiter.check(Policy.USER, "somebody") for _ in range(10 * CONNECTIONS))
            await asyncio.gather(*crowd)
        await limiter.close()

    assert 1 <= [one["event"] for one in logs].count("limits.redis_unreachable") <= CONNECTIONS


async def test_without_redis_passwords_can_be_guessed_half_as_often(tmp_path: Path) -> None:
    settings = make_settings(tmp_path, redis_url=NOBODY_LISTENS, rate_limits_sign_in="10/5minutes")
    limiter = Limiter(settings)

    assert await allowed(limiter, Policy.SIGN_IN, 30) == 5

    await limiter.close()


async def test_redis_that_goes_away_is_not_waited_for_and_comes_back(
    tmp_path: Path, cable: Cable
) -> None:
    limiter = Limiter(make_settings(tmp_path, redis_url=cable.url, rate_limits_user="10/15minutes"))
    key = uuid4().hex
    assert await allowed(limiter, Policy.USER, 4, key) == 4

    await cable.cut()
    async with asyncio.timeout(2):
        assert await allowed(limiter, Policy.USER, 12, key) == 10
    await cable.mend()

    async def counts_together() -> bool:
        return await allowed(limiter, Policy.USER, 12, key) == 6

    assert await eventually(counts_together, seconds=10, every=0.5)
    await limiter.close()


async def test_browsing_is_counted_without_redis(tmp_path: Path) -> None:
    settings = make_settings(tmp_path, redis_url=NOBODY_LISTENS, rate_limits_browse="5/15minutes")
    limiter = Limiter(settings)

    assert await allowed(limiter, Policy.BROWSE, 9) == 5

    await limiter.close()
