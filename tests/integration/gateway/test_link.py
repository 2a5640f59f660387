"""The link to the broker comes back by itself, wherever it breaks."""

from contextlib import suppress
from datetime import UTC, datetime
from uuid import uuid4

import msgspec
import pytest
from aiormq.abc import AbstractChannel
from aiormq.exceptions import DeliveryError

from contracts.base import Envelope
from gateway.amqp import Link
from gateway.events import EventFeed
from gateway.rpc import AmqpRpcClient
from tests.integration.gateway.conftest import SIGNING_KEY, connected
from tests.integration.gateway.wire import Cable
from tests.waiting import eventually

pytestmark = pytest.mark.broker
TYPE = "courses.course.published.v1"


async def publish(channel: AbstractChannel, body: bytes, event_type: str = TYPE) -> None:
    await channel.basic_publish(body, exchange="courses.events", routing_key=event_type)


def envelope(mark: str) -> bytes:
    return msgspec.json.encode(
        Envelope(
            id=uuid4(),
            type=TYPE,
            source="courses",
            time=datetime.now(UTC),
            correlation_id="x",
            data={"mark": mark},
        )
    )


async def hears(channel: AbstractChannel, heard: list[Envelope]) -> None:
    """Announce until it is heard: a feed that reconnects may miss the first ones.

    The broker refuses a message while the queue of the lost connection is on its way out.
    """
    mark = uuid4().hex

    async def announced() -> bool:
        with suppress(DeliveryError):
            await publish(channel, envelope(mark))
        return mark in [one.data.get("mark") for one in heard]

    await eventually(announced, seconds=10)


@pytest.fixture
async def heard(link: Link) -> list[Envelope]:
    """What a feed on the link hears beside a listener that fails; connected when a test begins."""
    heard: list[Envelope] = []

    async def fail(_: Envelope) -> None:
        raise RuntimeError("not me")

    async def hear(event: Envelope) -> None:
        heard.append(event)

    feed = EventFeed(link)
    feed.add(fail)
    feed.add(hear)
    client = AmqpRpcClient(link, SIGNING_KEY, 5.0)
    await link.start()
    await connected(client)
    return heard


async def test_a_connection_that_breaks_while_it_is_made_is_made_again(
    cable: Cable, link: Link
) -> None:
    """Every step of the handshake and of the listeners' set-up is cut once."""
    cable.budgets = [1, 200, 480, 520, 550, 570, 590, 610, 640, 700]
    client = AmqpRpcClient(link, SIGNING_KEY, 5.0)

    await link.start()
    await eventually(lambda: made(cable, client), seconds=20)

    assert cable.connections == 11


async def made(cable: Cable, client: AmqpRpcClient) -> bool:
    """Whether every prepared cut has happened and the client is connected all the same."""
    return not cable.budgets and client.ready


async def test_a_listener_that_fails_is_set_up_again(link: Link) -> None:
    tries: list[int] = []

    async def fail_twice() -> None:
        tries.append(len(tries))
        if len(tries) < 3:
            raise RuntimeError("not yet")

    link.on_connect(fail_twice)
    client = AmqpRpcClient(link, SIGNING_KEY, 5.0)

    await link.start()
    await connected(client)

    assert len(tries) == 3


async def test_without_a_broker_the_gateway_waits_for_it(cable: Cable, link: Link) -> None:
    await cable.cut()
    client = AmqpRpcClient(link, SIGNING_KEY, 5.0)
    await link.start()
    assert not client.ready

    await cable.mend()
    await connected(client)

    assert link.channel is not None


async def test_a_stopped_link_stays_stopped(cable: Cable, link: Link) -> None:
    client = AmqpRpcClient(link, SIGNING_KEY, 5.0)
    await link.start()
    await connected(client)

    await link.stop()
    connections = cable.connections

    assert link.channel is None
    assert not client.ready
    assert cable.connections == connections


async def test_what_services_announce_is_heard(
    channel: AbstractChannel, heard: list[Envelope]
) -> None:
    await hears(channel, heard)


async def test_announcements_are_heard_again_after_a_reconnect(
    channel: AbstractChannel, heard: list[Envelope], cable: Cable
) -> None:
    cable.drop()

    await hears(channel, heard)


@pytest.mark.parametrize("body", [b"not json", b'{"id": 7}', b"", b"\xff"])
async def test_a_message_that_is_none_stops_nothing(
    channel: AbstractChannel, heard: list[Envelope], cable: Cable, body: bytes
) -> None:
    await publish(channel, body)

    await hears(channel, heard)

    assert cable.connections == 1


async def test_caches_forget_whenever_something_may_have_been_missed(
    link: Link, cable: Cable
) -> None:
    gaps: list[int] = []
    feed = EventFeed(link)
    feed.on_gap(lambda: gaps.append(1))
    client = AmqpRpcClient(link, SIGNING_KEY, 5.0)
    await link.start()
    await connected(client)
    before = len(gaps)

    cable.drop()
    await eventually(lambda: grew(gaps, before))

    assert before == 1


async def grew(gaps: list[int], before: int) -> bool:
    return len(gaps) > before
