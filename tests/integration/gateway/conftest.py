"""A link to the broker through a cable, and somebody who answers."""

import os
from collections.abc import AsyncIterator

import pytest
from aiormq.abc import AbstractChannel

from gateway.amqp import Link
from gateway.rpc import AmqpRpcClient
from tests.integration.gateway.wire import Cable, Responder, open_channel
from tests.waiting import eventually

SIGNING_KEY = "k" * 40


@pytest.fixture
async def cable() -> AsyncIterator[Cable]:
    """A cable to RabbitMQ that lets everything through."""
    cable = Cable(os.environ["AMQP_URL"])
    await cable.mend()
    yield cable
    await cable.cut()


@pytest.fixture
async def channel() -> AsyncIterator[AbstractChannel]:
    """A channel of the test's own, not through the cable."""
    connection, channel = await open_channel(os.environ["AMQP_URL"])
    yield channel
    await connection.close()


@pytest.fixture
async def responder(channel: AbstractChannel) -> Responder:
    """Answers the requests of this test."""
    responder = Responder(channel)
    await responder.start()
    return responder


@pytest.fixture
async def link(cable: Cable) -> AsyncIterator[Link]:
    """A link that its users have yet to start."""
    link = Link(cable.url)
    yield link
    await link.stop()


@pytest.fixture
async def rpc(link: Link) -> AmqpRpcClient:
    """A connected client with a deadline of five seconds."""
    client = AmqpRpcClient(link, SIGNING_KEY, 5.0)
    await link.start()
    await connected(client)
    return client


async def connected(client: AmqpRpcClient) -> None:
    """Wait until replies can come in."""

    async def ready() -> bool:
        return client.ready

    await eventually(ready)
