"""A gateway per test, or one for all tests of a module that change nothing."""

import math
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from gateway.app import create_app
from gateway.config import Settings
from gateway.keys import LIMITER
from tests.unit.gateway.fakes import FakeRpc, Gateway, SigningKey, make_settings
from tests.unit.gateway.house import House, silent_feed

Start = Callable[..., Awaitable[Gateway]]


@asynccontextmanager
async def running(settings: Settings, key: SigningKey) -> AsyncIterator[Gateway]:
    """A gateway that counts requests in its own memory."""
    rpc = FakeRpc(key)
    app = create_app(settings, rpc)
    async with TestClient(TestServer(app)) as client:
        app[LIMITER]._local_until = math.inf
        yield Gateway(client, rpc, key)


@pytest.fixture(scope="session")
def key() -> SigningKey:
    """The key that access tokens are signed with."""
    return SigningKey()


@pytest.fixture
async def start(tmp_path: Path, key: SigningKey) -> AsyncIterator[Start]:
    """Starts gateways whose settings differ from the usual ones."""
    async with AsyncExitStack() as stack:

        async def begin(**changes: Any) -> Gateway:
            settings = make_settings(tmp_path, **changes)
            return await stack.enter_async_context(running(settings, key))

        yield begin


@pytest.fixture
async def gateway(start: Start) -> Gateway:
    """A gateway of this test alone."""
    return await start()


@pytest.fixture(scope="module")
async def shared(
    tmp_path_factory: pytest.TempPathFactory, key: SigningKey
) -> AsyncIterator[Gateway]:
    """A gateway for all tests of a module."""
    settings = make_settings(tmp_path_factory.mktemp("gateway"))
    async with running(settings, key) as gateway:
        yield gateway


@pytest.fixture
def rpc(key: SigningKey) -> FakeRpc:
    """What stands in for the services behind `house`."""
    return FakeRpc(key)


@pytest.fixture
async def house(tmp_path: Path, rpc: FakeRpc, key: SigningKey) -> AsyncIterator[House]:
    """A gateway that hears events, with nobody in it yet."""
    feed = silent_feed()
    server = TestServer(create_app(make_settings(tmp_path), rpc, feed))
    async with server:
        house = House(server, feed, key)
        yield house
        for person in house.people:
            await person.client.disconnect()
