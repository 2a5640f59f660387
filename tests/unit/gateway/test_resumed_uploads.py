"""Uploads that go on after a broken line: tus 1.0 at the signed address."""

import asyncio
import base64
import hashlib
import time
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from aiohttp import ClientResponse
from yarl import URL

from contracts.courses.authoring import FinishUpload
from contracts.courses.errors import FileContentRefused
from contracts.courses.resources import CourseFile
from contracts.errors import ServiceTimedOut
from contracts.signed_urls import UploadTicket, sign_upload
from contracts.types import Role
from gateway.keys import SETTINGS
from gateway.routes.files import stored_path
from tests.unit.gateway.fakes import Gateway
from tests.unit.gateway.problems import problem
from tests.waiting import eventually

FILM = bytes(range(256)) * 200 + bytes(range(255, -1, -1)) * 200
HALF = len(FILM) // 2


def finished(request: FinishUpload) -> CourseFile:
    return CourseFile(
        id=request.upload_id, name="a.mp4", media_type="video/mp4", size=request.size, url="/x"
    )


class Sender:
    """A teacher's browser with one file."""

    def __init__(self, gateway: Gateway, size: int = len(FILM), lasts: float = 60) -> None:
        assert gateway.http.app is not None
        self.gateway, self.id = gateway, uuid4()
        settings = gateway.http.app[SETTINGS]
        ticket = UploadTicket(
            upload_id=self.id,
            max_bytes=size,
            expires_at=int(time.time() + lasts),
            media_type="video/mp4",
        )
        self.url = URL(sign_upload(ticket, settings.files_signing_key.encode()), encoded=True)
        self.path = stored_path(settings.files_dir, self.id)
        self.headers = gateway.as_role(Role.TEACHER) | {"Tus-Resumable": "1.0.0"}

    @property
    def part(self) -> Path:
        return self.path.with_suffix(".part")

    async def send(self, data: Any, offset: Any, **more: str) -> ClientResponse:
        headers = {
            **self.headers,
            "Content-Type": "application/offset+octet-stream",
            "Upload-Offset": str(offset),
            **{name.replace("_", "-"): value for name, value in more.items()},
        }
        return await self.gateway.http.patch(self.url, data=data, headers=headers)

    async def ask(self) -> ClientResponse:
        return await self.gateway.http.head(self.url, headers=self.headers)


@pytest.fixture
def sender(gateway: Gateway) -> Sender:
    gateway.rpc.answer(FinishUpload, finished)
    return Sender(gateway)


async def test_a_file_arrives_in_parts_and_is_handed_on_whole(sender: Sender) -> None:
    nothing = await sender.ask()
    first = await sender.send(FILM[:HALF], 0)
    halfway = await sender.ask()
    last = await sender.send(FILM[HALF:], HALF)

    assert (nothing.headers["Upload-Offset"], nothing.headers["Upload-Length"]) == (
        "0",
        str(len(FILM)),
    )
    assert nothing.headers["Cache-Control"] == "no-store"
    assert (first.status, first.headers["Upload-Offset"]) == (204, str(HALF))
    assert "Upload-Expires" in first.headers
    assert halfway.headers["Upload-Offset"] == str(HALF)
    assert (last.status, last.headers["Tus-Resumable"]) == (204, "1.0.0")
    assert sender.path.read_bytes() == FILM
    assert not sender.part.exists()
    (told,) = sender.gateway.rpc.asked(FinishUpload)
    assert told.request == FinishUpload(
        upload_id=sender.id,
        size=len(FILM),
        sha256=hashlib.sha256(FILM).hexdigest(),
        media_type="video/mp4",
    )


async def test_what_arrived_before_the_line_broke_is_kept(sender: Sender) -> None:
    port = sender.gateway.http.server.port
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    lines = [
        f"PATCH {sender.url} HTTP/1.1",
        "Host: a",
        f"Authorization: {sender.headers['Authorization']}",
        "Tus-Resumable: 1.0.0",
        "Content-Type: application/offset+octet-stream",
        "Upload-Offset: 0",
        f"Content-Length: {len(FILM)}",
    ]
    writer.write("\r\n".join([*lines, "", ""]).encode() + FILM[:1000])
    await writer.drain()

    async def arrived() -> bool:
        return sender.part.exists() and sender.part.stat().st_size == 1000

    await eventually(arrived)
    writer.close()

    async def free() -> bool:
        return (await sender.send(FILM[1000:], 1000)).status == 204

    assert (await sender.ask()).headers["Upload-Offset"] == "1000"
    await eventually(free)
    assert sender.path.read_bytes() == FILM


async def test_a_part_that_does_not_join_is_refused(sender: Sender) -> None:
    await sender.send(FILM[:HALF], 0)

    again = await sender.send(FILM[:HALF], 0)
    gap = await sender.send(FILM[HALF:], HALF + 1)

    for response in (again, gap):
        await problem(response, 409, "courses.upload_offset_wrong")
    assert sender.part.read_bytes() == FILM[:HALF]


async def test_of_two_connections_one_sends(sender: Sender) -> None:
    begun = asyncio.Event()
    goes_on = asyncio.Event()

    async def slowly() -> Any:
        yield FILM[:100]
        begun.set()
        await goes_on.wait()
        yield FILM[100:]

    first = asyncio.create_task(sender.send(slowly(), 0))
    await begun.wait()

    async def holds() -> bool:
        return sender.part.exists() and sender.part.stat().st_size == 100

    await eventually(holds)
    second = await sender.send(FILM[100:], 100)
    goes_on.set()

    await problem(second, 409, "courses.upload_busy")
    assert (await first).status == 204
    assert sender.path.read_bytes() == FILM


async def test_a_damaged_part_is_not_kept(sender: Sender) -> None:
    right = base64.b64encode(hashlib.sha1(FILM[:HALF]).digest()).decode()
    good = await sender.send(FILM[:HALF], 0, Upload_Checksum=f"sha1 {right}")
    bad = await sender.send(FILM[HALF:], HALF, Upload_Checksum=f"sha1 {right}")
    odd = await sender.send(FILM[HALF:], HALF, Upload_Checksum="md9 xx")

    assert good.status == 204
    await problem(bad, 460, "courses.upload_checksum_wrong")
    await problem(odd, 400, "malformed_body")
    assert sender.part.read_bytes() == FILM[:HALF]


async def test_nothing_is_added_up_that_nobody_asks_for(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    new = hashlib.new

    def noted(name: str, *given: Any, **more: Any) -> Any:
        begun.append(name)
        return new(name, *given, **more)

    monkeypatch.setattr("gateway.uploads.hashlib.new", noted)
    monkeypatch.setattr("gateway.uploads.hashlib.sha1", lambda **_: noted("sha1"))

    await sender.send(FILM[:100], 0)
    assert begun == []

    right = base64.b64encode(hashlib.sha256(FILM[100:200]).digest()).decode()
    response = await sender.send(FILM[100:200], 100, Upload_Checksum=f"sha256 {right}")

    assert (response.status, begun) == (204, ["sha256"])


async def test_more_than_was_announced_is_refused(sender: Sender) -> None:
    response = await sender.send(FILM + b"!", 0)

    await problem(response, 413, "payload_too_large")
    assert not sender.path.exists()


async def test_what_the_service_refuses_is_forgotten(sender: Sender) -> None:
    sender.gateway.rpc.answer(FinishUpload, FileContentRefused("It is a ZIP."))

    response = await sender.send(FILM, 0)

    await problem(response, 422, "courses.file_content_refused")
    assert not sender.part.exists()
    assert not sender.path.exists()


async def test_an_unknown_outcome_is_settled_by_asking_again(sender: Sender) -> None:
    sender.gateway.rpc.answer(FinishUpload, ServiceTimedOut("It is not known."))
    unknown = await sender.send(FILM, 0)
    sender.gateway.rpc.answer(FinishUpload, finished)

    settled = await sender.ask()
    once_more = await sender.ask()

    assert unknown.status == 504
    assert settled.headers["Upload-Offset"] == once_more.headers["Upload-Offset"] == str(len(FILM))
    assert sender.path.read_bytes() == FILM
    keys = {call.options.idempotency_key for call in sender.gateway.rpc.asked(FinishUpload)}
    assert keys == {f"upload-{sender.id}"}
    assert len(sender.gateway.rpc.asked(FinishUpload)) == 2


async def test_a_finished_upload_takes_nothing_more(sender: Sender) -> None:
    await sender.send(FILM, 0)

    response = await sender.send(b"more", len(FILM))

    await problem(response, 409, "courses.upload_offset_wrong")


async def test_giving_up_forgets_what_has_arrived(sender: Sender) -> None:
    await sender.send(FILM[:HALF], 0)

    gone = await sender.gateway.http.delete(sender.url, headers=sender.headers)

    assert gone.status == 204
    assert not sender.part.exists()
    assert (await sender.ask()).headers["Upload-Offset"] == "0"


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"Tus-Resumable": "0.2.2"}, 412, "courses.upload_protocol_unknown"),
        ({"Content-Type": "video/mp4"}, 415, "unsupported_media_type"),
        ({"Upload-Offset": "-1"}, 400, "malformed_body"),
        ({"Upload-Offset": "٣"}, 400, "malformed_body"),
    ],
)
async def test_the_protocol_is_kept_to_the_letter(
    sender: Sender, changes: dict[str, str], status: int, code: str
) -> None:
    right = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"}
    headers = {**sender.headers, **right, **changes}

    response = await sender.gateway.http.patch(sender.url, data=b"x", headers=headers)

    await problem(response, status, code)


async def test_only_a_signed_address_of_the_day_is_sent_to(gateway: Gateway) -> None:
    over = Sender(gateway, lasts=-5)
    forged = Sender(gateway)
    forged.url = URL(str(forged.url).replace("bytes=", "bytes=9"), encoded=True)

    for sender in (over, forged):
        await problem(await sender.send(b"x", 0), 404, "courses.upload_not_found")
        assert not sender.part.exists()


@pytest.mark.parametrize("method", ["HEAD", "PATCH", "DELETE"])
async def test_strangers_and_students_send_nothing(sender: Sender, method: str) -> None:
    tus = {"Tus-Resumable": "1.0.0"}
    student = sender.gateway.as_role(Role.STUDENT) | tus

    for headers, status in ((tus, 401), (student, 403)):
        response = await sender.gateway.http.request(method, sender.url, headers=headers)
        assert response.status == status


async def test_no_other_name_is_written(gateway: Gateway) -> None:
    headers = gateway.as_role(Role.TEACHER) | {"Tus-Resumable": "1.0.0"}
    for name in ("..%2fx", "x", str(UUID(int=1))):
        response = await gateway.http.patch(f"/v1/uploads/{name}", data=b"x", headers=headers)
        assert response.status == 404
