"""Bytes come in once, whole, and stay only when the courses service takes them."""

import asyncio
import hashlib
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from aiohttp import ClientResponse
from yarl import URL

from contracts.courses.authoring import FinishUpload
from contracts.courses.errors import FileTypeRefused, UploadNotFound
from contracts.courses.resources import CourseFile
from contracts.errors import ServiceTimedOut
from contracts.signed_urls import UploadTicket, sign_upload
from contracts.types import Role
from gateway.keys import SETTINGS
from gateway.routes.files import stored_path
from tests.unit.gateway.fakes import Gateway
from tests.unit.gateway.problems import problem
from tests.waiting import eventually

BYTES = b"a picture, as it were"
PNG = {"Content-Type": "image/png"}


def finished(request: FinishUpload) -> CourseFile:
    return CourseFile(
        id=request.upload_id, name="a.png", media_type="image/png", size=request.size, url="/x"
    )


@pytest.fixture
def upload_id() -> UUID:
    return uuid4()


def kept(gateway: Gateway) -> list[Path]:
    """Every file below the folder, half-written ones included."""
    assert gateway.http.app is not None
    folder = Path(gateway.http.app[SETTINGS].files_dir)
    return [path for path in folder.rglob("*") if path.is_file()]


async def has(gateway: Gateway, number: int) -> bool:
    """Whether that many files lie there."""
    return len(kept(gateway)) == number


def address(gateway: Gateway, upload_id: UUID, max_bytes: int = 10**7, lasts: float = 60) -> str:
    """Where the courses service says that the bytes may be sent to."""
    assert gateway.http.app is not None
    ticket = UploadTicket(
        upload_id=upload_id, max_bytes=max_bytes, expires_at=int(time.time() + lasts)
    )
    return sign_upload(ticket, gateway.http.app[SETTINGS].files_signing_key.encode())


async def put(
    gateway: Gateway, upload_id: UUID, data: object = BYTES, **ticket: Any
) -> ClientResponse:
    headers = gateway.as_role(Role.TEACHER) | PNG
    url = URL(address(gateway, upload_id, **ticket), encoded=True)
    return await gateway.http.put(url, data=data, headers=headers)


async def test_the_bytes_are_kept_and_the_service_is_told(
    gateway: Gateway, upload_id: UUID
) -> None:
    gateway.rpc.answer(FinishUpload, finished)

    response = await put(gateway, upload_id)

    assert response.status == 200
    assert (await response.json())["id"] == str(upload_id)
    assert [path.read_bytes() for path in kept(gateway)] == [BYTES]
    assert gateway.rpc.asked(FinishUpload)[0].request == FinishUpload(
        upload_id=upload_id,
        size=len(BYTES),
        sha256=hashlib.sha256(BYTES).hexdigest(),
        media_type="image/png",
    )


async def test_the_bytes_lie_under_a_name_that_nobody_chose(
    gateway: Gateway, upload_id: UUID
) -> None:
    gateway.rpc.answer(FinishUpload, finished)

    await put(gateway, upload_id)

    assert gateway.http.app is not None
    assert kept(gateway) == [stored_path(gateway.http.app[SETTINGS].files_dir, upload_id)]


@pytest.mark.parametrize("refusal", [FileTypeRefused("Not that."), UploadNotFound("No.")])
async def test_what_the_service_refuses_leaves_nothing_behind(
    gateway: Gateway, upload_id: UUID, refusal: Exception
) -> None:
    gateway.rpc.answer(FinishUpload, refusal)

    response = await put(gateway, upload_id)

    assert response.status in {404, 422}
    assert kept(gateway) == []


async def test_an_upload_whose_outcome_is_unknown_can_be_sent_again(
    gateway: Gateway, upload_id: UUID
) -> None:
    gateway.rpc.answer(FinishUpload, ServiceTimedOut("It is not known."))
    unknown = await put(gateway, upload_id)
    gateway.rpc.answer(FinishUpload, finished)

    again = await put(gateway, upload_id)

    first, second = gateway.rpc.asked(FinishUpload)
    assert (unknown.status, again.status) == (504, 200)
    assert first.request == second.request
    assert first.options.idempotency_key == second.options.idempotency_key
    assert [path.read_bytes() for path in kept(gateway)] == [BYTES]


async def test_a_finished_upload_is_not_overwritten(gateway: Gateway, upload_id: UUID) -> None:
    gateway.rpc.answer(FinishUpload, finished)
    await put(gateway, upload_id)

    response = await put(gateway, upload_id, b"something else")

    await problem(response, 404, "courses.upload_not_found")
    assert [path.read_bytes() for path in kept(gateway)] == [BYTES]


async def test_of_two_who_send_one_file_at_once_one_succeeds(
    gateway: Gateway, upload_id: UUID
) -> None:
    gateway.rpc.answer(FinishUpload, finished)
    bodies = [bytes([letter]) * 500_000 for letter in b"ab"]

    answers = await asyncio.gather(*(put(gateway, upload_id, body) for body in bodies))

    assert sorted(answer.status for answer in answers) == [200, 404]
    (file,) = kept(gateway)
    told = gateway.rpc.asked(FinishUpload)
    assert [call.request.sha256 for call in told] == [hashlib.sha256(file.read_bytes()).hexdigest()]


async def test_a_file_that_is_larger_than_announced_is_refused_unread(
    gateway: Gateway, upload_id: UUID
) -> None:
    response = await put(gateway, upload_id, max_bytes=10)

    await problem(response, 413, "payload_too_large")
    assert kept(gateway) == []


async def test_a_file_that_grows_too_large_is_refused(gateway: Gateway, upload_id: UUID) -> None:
    async def unannounced() -> AsyncIterator[bytes]:
        for _ in range(4):
            yield b"12345"

    response = await put(gateway, upload_id, unannounced(), max_bytes=10)

    await problem(response, 413, "payload_too_large")
    assert kept(gateway) == []


async def test_a_connection_that_breaks_leaves_nothing_behind(
    gateway: Gateway, upload_id: UUID
) -> None:
    port = gateway.http.server.port
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    token = gateway.as_role(Role.TEACHER)["Authorization"]
    head = f"PUT {address(gateway, upload_id)} HTTP/1.1\r\nHost: a\r\nAuthorization: {token}\r\n"

    writer.write(f"{head}Content-Length: 100\r\n\r\nonly a part".encode())
    await writer.drain()
    await eventually(lambda: has(gateway, 1))
    writer.close()
    await eventually(lambda: has(gateway, 0))

    assert not gateway.rpc.asked(FinishUpload)


@pytest.mark.parametrize("name", ["..%2f..%2fx", "x", "%00", "1" * 300])
async def test_no_other_name_can_be_written(gateway: Gateway, name: str) -> None:
    headers = gateway.as_role(Role.TEACHER) | PNG
    response = await gateway.http.put(f"/v1/uploads/{name}", data=BYTES, headers=headers)

    await problem(response, 404, "not_found")
    assert kept(gateway) == []


async def test_an_upload_that_nobody_announced_is_refused_unread(
    gateway: Gateway, upload_id: UUID
) -> None:
    headers = gateway.as_role(Role.TEACHER) | PNG
    genuine = address(gateway, upload_id)

    unsigned = await gateway.http.put(f"/v1/uploads/{upload_id}", data=BYTES, headers=headers)
    enlarged = await gateway.http.put(
        genuine.replace("bytes=10", "bytes=90"), data=BYTES, headers=headers
    )
    over = await put(gateway, upload_id, lasts=-5)

    for response in (unsigned, enlarged, over):
        await problem(response, 404, "courses.upload_not_found")
    assert kept(gateway) == []


async def test_nobody_sends_files_unasked(gateway: Gateway, upload_id: UUID) -> None:
    path = f"/v1/uploads/{upload_id}"

    stranger = await gateway.http.put(path, data=BYTES)
    student = await gateway.http.put(path, data=BYTES, headers=gateway.as_role(Role.STUDENT))

    await problem(stranger, 401, "unauthenticated")
    await problem(student, 404, "courses.upload_not_found")
    assert kept(gateway) == []
