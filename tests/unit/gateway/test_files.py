"""Stored files go out by signed address only, whole or in parts."""

import time
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from aiohttp import ClientResponse

from contracts import signed_urls
from contracts.signed_urls import FileTicket
from gateway.keys import SETTINGS
from gateway.routes.files import stored_path
from tests.unit.gateway.fakes import Gateway
from tests.unit.gateway.problems import problem

CONTENT = b"0123456789" * 1000


@pytest.fixture
def file_id(gateway: Gateway) -> UUID:
    """A stored file."""
    file_id = uuid4()
    assert gateway.http.app is not None
    path = stored_path(gateway.http.app[SETTINGS].files_dir, file_id)
    path.parent.mkdir(parents=True)
    path.write_bytes(CONTENT)
    return file_id


def address(file_id: UUID, key: str = "f" * 40, **changes: Any) -> str:
    """A signed address of the file."""
    ticket = FileTicket(file_id=file_id, name="knots.mp4", media_type="video/mp4")
    return signed_urls.sign(msgspec.structs.replace(ticket, **changes), key.encode())


async def get(gateway: Gateway, url: str, **headers: str) -> ClientResponse:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return await gateway.http.get(url, headers=named)


async def test_who_holds_the_address_gets_the_file(gateway: Gateway, file_id: UUID) -> None:
    response = await get(gateway, address(file_id))

    assert (response.status, await response.read()) == (200, CONTENT)
    assert response.content_type == "video/mp4"
    assert response.headers["Content-Disposition"] == "inline; filename*=UTF-8''knots.mp4"


async def test_a_file_can_do_nothing_in_the_browser(gateway: Gateway, file_id: UUID) -> None:
    response = await get(gateway, address(file_id, media_type="text/html", name="x.html"))

    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"].startswith("attachment")


async def test_a_file_name_cannot_break_out_of_its_header(gateway: Gateway, file_id: UUID) -> None:
    response = await get(gateway, address(file_id, name='a"; x=y\r\nSet-Cookie: a=b; ü.mp4'))

    assert response.status == 200
    assert "Set-Cookie" not in response.headers
    assert response.headers["Content-Disposition"].endswith("%3B%20%C3%BC.mp4")


@pytest.mark.parametrize(
    ("asked", "wanted", "content_range"),
    [
        ("bytes=0-9", CONTENT[:10], "bytes 0-9/10000"),
        ("bytes=9990-", CONTENT[-10:], "bytes 9990-9999/10000"),
        ("bytes=-5", CONTENT[-5:], "bytes 9995-9999/10000"),
        ("bytes=9995-20000", CONTENT[-5:], "bytes 9995-9999/10000"),
    ],
)
async def test_a_part_can_be_asked_for(
    gateway: Gateway, file_id: UUID, asked: str, wanted: bytes, content_range: str
) -> None:
    response = await get(gateway, address(file_id), Range=asked)

    assert (response.status, await response.read()) == (206, wanted)
    assert response.headers["Content-Range"] == content_range


@pytest.mark.parametrize("asked", ["bytes=10000-", "bytes=20000-20001", "bytes=9-3", "lines=1-2"])
async def test_a_part_that_does_not_exist_is_refused(
    gateway: Gateway, file_id: UUID, asked: str
) -> None:
    response = await get(gateway, address(file_id), Range=asked)

    assert response.status == 416
    assert response.headers["Content-Range"] == "bytes */10000"
    assert response.headers["X-Request-Id"]


async def test_an_unchanged_file_is_not_sent_again(gateway: Gateway, file_id: UUID) -> None:
    first = await get(gateway, address(file_id))

    second = await get(gateway, address(file_id), If_None_Match=first.headers["ETag"])
    part = await get(gateway, address(file_id), If_Range='"other"', Range="bytes=0-9")

    assert second.status == 304
    assert part.status in {200, 206}


async def test_the_headers_can_be_asked_for_alone(gateway: Gateway, file_id: UUID) -> None:
    response = await gateway.http.head(address(file_id))

    assert response.status == 200
    assert response.headers["Content-Length"] == str(len(CONTENT))
    assert response.headers["Accept-Ranges"] == "bytes"


def forgeries(file_id: UUID) -> dict[str, str]:
    """Addresses that were changed, have expired, or were signed by somebody else."""
    good = address(file_id, expires_at=int(time.time()) + 600)
    return {
        "other file": good.replace(file_id.hex, uuid4().hex),
        "other type": good.replace("video%2Fmp4", "text%2Fhtml"),
        "other name": good.replace("knots.mp4", "knots.html"),
        "longer life": good.replace("expires=", "expires=9"),
        "for good": good.replace(f"expires={int(time.time())}"[:9], "expires=0&x="),
        "no signature": good.partition("&signature")[0],
        "cut signature": good[:-1],
        "other key": address(file_id, key="g" * 40),
        "expired": address(file_id, expires_at=int(time.time()) - 1),
        "nothing": f"/files/{file_id.hex}",
        "bad number": good.replace("expires=", "expires=x"),
        "not ascii": f"/files/{file_id.hex}?name=a&type=b&expires=0&signature=%C3%BC",
    }


@pytest.mark.parametrize("forgery", list(forgeries(UUID(int=1))))
async def test_a_forged_address_finds_nothing(
    gateway: Gateway, file_id: UUID, forgery: str
) -> None:
    response = await get(gateway, forgeries(file_id)[forgery])

    await problem(response, 404, "courses.file_not_found")


async def test_a_file_that_is_gone_is_not_found(gateway: Gateway) -> None:
    response = await get(gateway, address(uuid4()))

    await problem(response, 404, "courses.file_not_found")


@pytest.mark.parametrize("path", ["..%2f..%2fetc%2fpasswd", "%2e%2e", "x" * 300, "a%00b"])
async def test_no_other_name_leads_to_a_file(gateway: Gateway, path: str) -> None:
    response = await get(gateway, f"/files/{path}")

    await problem(response, 404, "not_found")
