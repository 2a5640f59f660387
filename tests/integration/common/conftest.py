"""The probe service in a process of its own, and the gateway's client to ask it."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import aiormq
import pytest
from aiormq.abc import AbstractChannel
from sqlalchemy import Engine, create_engine

from contracts.errors import ServiceError
from gateway.amqp import Link
from gateway.rpc import AmqpRpcClient, CallOptions
from services.common.topology import event_queue
from tests.databases import fresh_database
from tests.integration.common.messages import CountNotes
from tests.integration.common.tables import Base
from tests.waiting import eventually

KEY = "k" * 40


class Probe:
    """The probe's process: started, killed, started again."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self._environment = environment
        self._log = log
        self.marker = Path(environment["PROBE_CRASH_MARKER"])
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.integration.common.probe", "probe"]
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(command, env=self._environment, stdout=log, stderr=log)

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def output(self) -> str:
        return self._log.read_text()


@pytest.fixture
def database_url() -> Iterator[str]:
    with fresh_database("probe") as url:
        yield url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = create_engine(database_url)
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
async def channel() -> AsyncIterator[AbstractChannel]:
    connection = await aiormq.connect(os.environ["AMQP_URL"])
    channel = await connection.channel()
    yield channel
    await connection.close()


@pytest.fixture
async def link() -> AsyncIterator[Link]:
    link = Link(os.environ["AMQP_URL"])
    yield link
    await link.stop()


@pytest.fixture
async def rpc(link: Link) -> AmqpRpcClient:
    client = AmqpRpcClient(link, KEY, 5.0)
    await link.start()

    async def connected() -> bool:
        return bool(link.channel and client.ready)

    await eventually(connected)
    return client


@pytest.fixture
async def probe(
    engine: Engine, database_url: str, channel: AbstractChannel, rpc: AmqpRpcClient, tmp_path: Path
) -> AsyncIterator[Probe]:
    echo = event_queue("probe", "probe.note.written.v1", "probe", "echo").name
    for queue in ("rpc-probe", str(echo), "parking"):
        await channel.queue_delete(queue)
    environment = {
        **os.environ,
        "PROBE_DATABASE_URL": database_url,
        "CALL_SIGNING_KEY": KEY,
        "HEALTH_PORT": "0",
        "LOG_LEVEL": "INFO",
        "RETRY_SECONDS": "1,1",
        "PROBE_CRASH_MARKER": str(tmp_path / "crash"),
        "PYTHONWARNINGS": "ignore",
    }
    probe = Probe(environment, tmp_path / "probe.log")
    probe.start()
    await answers(rpc)
    yield probe
    probe.kill()


async def answers(rpc: AmqpRpcClient) -> None:
    """Wait until the probe answers."""

    async def asked() -> bool:
        try:
            await rpc.call(CountNotes(text="nothing"), CallOptions())
        except ServiceError:
            return False
        return True

    await eventually(asked, seconds=20)


@pytest.fixture
def text() -> str:
    """A text that no other test writes."""
    return uuid4().hex
