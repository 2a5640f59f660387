"""A client and the HTTP server it speaks to."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer

from console.gateway import GatewayClient
from console.session_file import SessionFile
from contracts.accounts.messages import SignIn
from tests.unit.console.gateway_double import GatewayDouble

PASSWORD = SignIn(email="grace@example.org", password="correct horse")
USERS = "/v1/admin/users"


@pytest.fixture
def gateway() -> GatewayDouble:
    return GatewayDouble()


@pytest.fixture
async def server(gateway: GatewayDouble) -> AsyncIterator[TestServer]:
    running = TestServer(gateway.app)
    await running.start_server()
    yield running
    await running.close()


@pytest.fixture
def address(server: TestServer) -> str:
    return f"http://127.0.0.1:{server.port}"


@pytest.fixture
def file(tmp_path: Path) -> SessionFile:
    return SessionFile(tmp_path / "academy" / "console.json")


@pytest.fixture
async def client(address: str, file: SessionFile) -> AsyncIterator[GatewayClient]:
    async with GatewayClient(address, file) as opened:
        yield opened


@pytest.fixture
async def signed_in(client: GatewayClient) -> GatewayClient:
    await client.sign_in(PASSWORD)
    return client
