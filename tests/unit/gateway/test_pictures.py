"""People's pictures: only decoded pixels go on, and never too many of them."""

import io
import struct
import zlib
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PIL import Image

from contracts.accounts.profiles import Profile, SetPicture
from contracts.errors import Conflict
from contracts.types import Role
from gateway.keys import SETTINGS
from gateway.pictures import MOST_BYTES
from gateway.routes.files import stored_path
from tests.unit.gateway.fakes import Gateway
from tests.unit.gateway.problems import problem

ORIENTATION, PLACE = 0x0112, 0x8825


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 200), **options: Any) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, "teal").save(written, kind, **options)
    return written.getvalue()


def header_of_a_bomb(side: int = 50_000) -> bytes:
    """A PNG that claims to be enormous and has nearly nothing in it."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")


@pytest.fixture
def shown(gateway: Gateway) -> list[UUID]:
    """Lets accounts show whatever picture it is told of; their ids."""
    ids: list[UUID] = []

    def show(message: SetPicture) -> Profile:
        ids.append(message.file_id)
        return Profile(
            user_id=UUID(int=1),
            email="lina@example.org",
            name="Lina",
            role=Role.STUDENT,
            locale="en",
            time_zone="UTC",
            bio="",
            bio_html="",
            picture_url="/files/x",
            birth_on=None,
        )

    gateway.rpc.answer(SetPicture, show)
    return ids


async def send(gateway: Gateway, content: bytes, media_type: str = "image/png") -> Any:
    headers = {**gateway.as_role(Role.STUDENT), "Content-Type": media_type}
    return await gateway.http.put("/v1/me/picture", data=content, headers=headers)


def files_of(gateway: Gateway) -> Path:
    app = gateway.http.app
    assert app is not None
    return Path(app[SETTINGS].files_dir)


def stored(gateway: Gateway) -> list[Path]:
    folder = files_of(gateway)
    return [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
async def test_a_picture_becomes_a_small_square(
    gateway: Gateway, shown: list[UUID], kind: str
) -> None:
    answer = await send(gateway, picture(kind, (900, 600)), f"image/{kind.lower()}")

    assert answer.status == 200
    (file_id,) = shown
    kept = Image.open(stored_path(str(files_of(gateway)), file_id))
    assert (kept.format, kept.size) == ("WEBP", (512, 512))


async def test_what_the_camera_wrote_stays_behind_but_up_stays_up(
    gateway: Gateway, shown: list[UUID]
) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 3
    exif.get_ifd(PLACE)[2] = (52.0, 31.0, 0.0)
    upside_down = Image.new("RGB", (600, 600), "navy")
    upside_down.paste("white", (0, 0, 600, 300))
    written = io.BytesIO()
    upside_down.save(written, "JPEG", exif=exif)

    await send(gateway, written.getvalue(), "image/jpeg")

    kept = Image.open(stored_path(str(files_of(gateway)), shown[0]))
    rows = kept.convert("L").tobytes()
    top, bottom = rows[20 * 512 + 256], rows[490 * 512 + 256]
    assert len(kept.getexif()) == 0
    assert top < 100 < bottom


async def test_what_follows_the_picture_in_its_file_stays_behind(
    gateway: Gateway, shown: list[UUID]
) -> None:
    await send(gateway, picture() + b"<script>alert(1)</script>")

    assert b"<script>" not in stored_path(str(files_of(gateway)), shown[0]).read_bytes()


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "image/svg+xml"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "image/png"),
        (b"<html><script>alert(1)</script></html>", "image/jpeg"),
        (b"GIF89a/*" + b"\0" * 40 + b"*/=1;alert(1)", "image/gif"),
        (picture("PNG"), "image/jpeg"),
        (picture("PNG")[:60], "image/png"),
        (b"", "image/webp"),
        (header_of_a_bomb(), "image/png"),
        (header_of_a_bomb(6_000), "image/png"),
    ],
)
async def test_what_is_no_picture_is_refused_and_not_kept(
    gateway: Gateway, shown: list[UUID], content: bytes, media_type: str
) -> None:
    answer = await send(gateway, content, media_type)

    await problem(answer, 422, "accounts.picture_refused")
    assert shown == []
    assert stored(gateway) == []


async def test_more_bytes_than_are_welcome_are_not_read(
    gateway: Gateway, shown: list[UUID]
) -> None:
    answer = await send(gateway, b"\0" * (MOST_BYTES + 1))

    await problem(answer, 413, "payload_too_large")
    assert stored(gateway) == []


async def test_a_picture_that_accounts_does_not_take_is_not_kept(gateway: Gateway) -> None:
    gateway.rpc.answer(SetPicture, Conflict("Not now."))

    answer = await send(gateway, picture())

    assert answer.status == 409
    assert stored(gateway) == []


async def test_a_picture_wants_somebody_to_belong_to(gateway: Gateway) -> None:
    answer = await gateway.http.put(
        "/v1/me/picture", data=picture(), headers={"Content-Type": "image/png"}
    )

    assert answer.status == 401
