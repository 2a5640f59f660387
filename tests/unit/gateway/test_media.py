"""Videos go out below a signed prefix, to one session, for some minutes, and nothing else does."""

import asyncio
import time
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import uvloop
from aiohttp import ClientPayloadError, web

from contracts.accounts.sessions import SessionsRevoked
from contracts.media_addresses import MediaTicket, sign_media
from contracts.signed_urls import FileTicket, sign
from gateway import sending
from gateway.keys import SETTINGS, VERIFIER
from gateway.routes.files import stored_path
from gateway.sending import SentFile
from tests.unit.gateway.fakes import Gateway
from tests.unit.gateway.problems import problem

FILM = bytes(range(256)) * 5000
SESSION = uuid4()


class Film:
    """A prepared video."""

    def __init__(self, gateway: Gateway) -> None:
        assert gateway.http.app is not None
        self.gateway, self.id = gateway, uuid4()
        self.settings = gateway.http.app[SETTINGS]
        path = stored_path(self.settings.files_dir, self.id)
        path.parent.mkdir(parents=True)
        path.write_bytes(FILM)
        made = Path(self.settings.files_dir) / "media" / self.id.hex[:2] / self.id.hex
        (made / "hls" / "240").mkdir(parents=True)
        (made / "poster.jpg").write_bytes(b"picture")
        (made / "secret.txt").write_bytes(b"secret")
        (made / "hls" / "master.m3u8").write_bytes(b"#EXTM3U")
        (made / "hls" / "240" / "00000.m4s").write_bytes(b"part")
        (made / "hls" / "240" / "init.mp4").write_bytes(b"part")

    def prefix(self, lasts: float = 60, **changes: Any) -> str:
        fields = {"video_id": self.id, "user_id": uuid4(), "session_id": SESSION, **changes}
        ticket = MediaTicket(**fields, expires_at=int(time.time() + lasts))
        return sign_media(ticket, self.settings.files_signing_key.encode())

    async def get(self, name: str, prefix: str | None = None, **headers: str) -> Any:
        address = f"{prefix or self.prefix()}/{name}"
        return await self.gateway.http.get(address, headers=headers)


@pytest.fixture
def film(gateway: Gateway) -> Film:
    return Film(gateway)


@pytest.mark.parametrize(
    ("name", "kind", "content"),
    [
        ("original", "video/mp4", FILM),
        ("poster.jpg", "image/jpeg", b"picture"),
        ("hls/master.m3u8", "application/vnd.apple.mpegurl", b"#EXTM3U"),
        ("hls/240/00000.m4s", "video/iso.segment", b"part"),
        ("hls/240/init.mp4", "video/mp4", b"part"),
    ],
)
async def test_one_signature_covers_everything_of_a_video(
    film: Film, name: str, kind: str, content: bytes
) -> None:
    response = await film.get(name)

    assert response.status == 200
    assert response.headers["Content-Type"] == kind
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"].startswith("private")
    assert await response.read() == content


async def test_a_film_that_is_gone_is_not_found(film: Film) -> None:
    assert (await film.get("original")).status == 200
    stored_path(film.settings.files_dir, film.id).unlink()

    await problem(await film.get("original"), 404, "courses.file_not_found")


async def test_a_player_gets_the_range_that_it_asks_for(film: Film) -> None:
    response = await film.get("original", Range="bytes=1000-1999")
    beyond = await film.get("original", Range=f"bytes={len(FILM)}-")

    assert response.status == 206
    assert response.headers["Content-Range"] == f"bytes 1000-1999/{len(FILM)}"
    assert await response.read() == FILM[1000:2000]
    assert beyond.status == 416


@pytest.mark.parametrize(
    "name",
    [
        "secret.txt",
        "..%2f..%2f..%2fx",
        "hls/../secret.txt",
        "hls/..%2fsecret.txt",
        "hls/240/00000.m4s%00",
        "hls/240",
        "hls//etc/passwd",
        "progress",
    ],
)
async def test_no_other_name_is_looked_for(film: Film, name: str) -> None:
    await problem(await film.get(name), 404, "courses.file_not_found")


async def test_an_address_that_is_over_leads_nowhere(film: Film) -> None:
    response = await film.get("original", film.prefix(lasts=-5))

    await problem(response, 404, "courses.file_not_found")


async def test_an_address_of_another_video_or_changed_is_none(film: Film) -> None:
    genuine = film.prefix()
    token = genuine.removeprefix("/media/")
    changed = "/media/" + ("A" if token[0] != "A" else "B") + token[1:]
    assert film.gateway.http.app is not None
    other_kind = sign(
        FileTicket(file_id=film.id, name="x", media_type="y"),
        film.settings.files_signing_key.encode(),
    )
    signature = other_kind.rpartition("=")[2]

    for prefix in (changed, genuine[:-4], "/media/x", f"/media/{signature}", "/media/%ff"):
        await problem(await film.get("original", prefix), 404, "courses.file_not_found")
    missing = film.prefix(video_id=UUID(int=5))
    await problem(await film.get("original", missing), 404, "courses.file_not_found")


async def test_an_address_ends_with_its_session(film: Film) -> None:
    assert film.gateway.http.app is not None
    prefix = film.prefix()
    assert (await film.get("original", prefix)).status == 200

    film.gateway.http.app[VERIFIER].revocations._sessions.add(SESSION)

    await problem(await film.get("original", prefix), 404, "courses.file_not_found")
    assert (await film.get("original", film.prefix(session_id=None))).status == 200
    assert SessionsRevoked.event_type


async def test_a_transfer_stops_when_its_address_ends(
    film: Film, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "TURN_BYTES", 1000)
    answers = iter([True, True, False])
    monkeypatch.setattr("gateway.routes.media._holds", lambda *_: next(answers))

    response = await film.get("original")

    with pytest.raises(ClientPayloadError):
        await response.read()


def test_the_kernel_sends_under_the_loop_that_the_gateway_runs_on(tmp_path: Path) -> None:
    path = tmp_path / "film"
    path.write_bytes(FILM)

    async def send(_: web.Request) -> web.StreamResponse:
        return SentFile(path)

    async def fetch() -> tuple[bytes, bytes]:
        app = web.Application()
        app.router.add_get("/", send)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        heads = []
        for _ in range(2):  # the connection is whole afterwards
            writer.write(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            heads.append(await reader.readuntil(b"\r\n\r\n"))
            body = await reader.readexactly(len(FILM))
        writer.close()
        await runner.cleanup()
        return heads[1], body

    head, body = uvloop.run(fetch())

    assert f"Content-Length: {len(FILM)}".encode() in head
    assert body == FILM
