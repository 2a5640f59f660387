"""Assertion 53: a connection that nobody uses ends, and what cannot be read is one line of log."""

from collections.abc import AsyncIterator
from pathlib import Path
from unittest.mock import Mock

import pytest
from aiohttp.test_utils import TestServer, make_mocked_request
from structlog.testing import capture_logs

from gateway.app import create_app
from gateway.sockets import server as sockets
from tests.security.sockets import opened
from tests.unit.gateway.fakes import FakeRpc, SigningKey, make_settings


@pytest.fixture
async def url(tmp_path: Path, key: SigningKey) -> AsyncIterator[str]:
    """The address of a gateway of this test."""
    server = TestServer(create_app(make_settings(tmp_path), FakeRpc(key)))
    async with server:
        yield str(server.make_url("")).rstrip("/")


async def test_53_a_connection_without_a_token_is_not_kept_open(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sockets, "ENTER_SECONDS", 0.05)

    async with opened(url) as wire:
        assert await wire.hear() is None


async def test_53_a_connection_with_a_token_is(
    url: str, key: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sockets, "ENTER_SECONDS", 0.05)

    async with opened(url) as other, opened(url) as wire:
        await wire.connect({"token": key.token()})
        assert await other.hear() is None

        assert await wire.is_open()


@pytest.mark.parametrize(
    "frame",
    ["", "x", "0", "9", "\x00", b"4", "b4", "42[", "42{}", "451-[]", "46", "42" + "[" * 60_000],
)
async def test_53_what_cannot_be_read_is_one_line_of_log(
    url: str, key: SigningKey, frame: str | bytes
) -> None:
    async with opened(url) as wire:
        await wire.connect({"token": key.token()})
        with capture_logs() as lines:
            await wire.say(frame)
            assert await wire.hear() is None

    assert [line["event"] for line in lines] == ["socket.unreadable"]
    assert not [value for line in lines for value in line.values() if "[" in str(value)]


async def test_53_who_says_too_much_is_not_heard_to_the_end(
    url: str, key: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sockets, "FLOOD_SECONDS", 1_000_000)
    monkeypatch.setattr(sockets, "FLOOD_FRAMES", 4)

    async with opened(url) as quiet, opened(url) as noisy:
        await quiet.connect({"token": key.token()})
        await noisy.connect({"token": key.token()})
        with capture_logs() as lines:
            for _ in range(4):
                await noisy.say('42["event","x"]')
            assert await noisy.hear() is None

        assert await quiet.is_open()
    assert [line["event"] for line in lines] == ["socket.flooded"]


async def test_53_who_leaves_before_being_heard_breaks_nothing() -> None:
    headers = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    request = make_mocked_request("GET", "/socket.io/", headers=headers)
    request.protocol.transport = None
    heard: list[object] = []
    socket = sockets.PlainSocket(heard.append, Mock(max_http_buffer_size=100))

    answer = await socket({"aiohttp.request": request})

    assert answer.status == 101
    assert heard == []
