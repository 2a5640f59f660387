"""What plays: videos as uploaded, their parts, playlists and pictures, below a signed prefix."""

import re
import time
from functools import lru_cache
from pathlib import Path

from aiohttp import web

from contracts.courses.errors import FileNotFound
from contracts.media_addresses import MediaTicket, read_media
from gateway.keys import SETTINGS, VERIFIER
from gateway.routes.files import stored_path
from gateway.sending import SentFile

ADDRESS = "/media/{ticket}/{name:.+}"
ORIGINAL = "original"
KINDS = {
    "m3u8": "application/vnd.apple.mpegurl",
    "m4s": "video/iso.segment",
    "mp4": "video/mp4",
    "jpg": "image/jpeg",
}
MADE = re.compile(
    r"poster\.jpg|hls/master\.m3u8|hls/\d{1,4}/(?:index\.m3u8|init(?:_\d{1,2})?\.mp4|\d{5,6}\.m4s)"
)
"""Every name that there is below a prefix, besides the original's; no other is looked for."""
WEBM = b"\x1aE\xdf\xa3"
HEADERS = {
    "Content-Disposition": "inline",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, max-age=600",
}


async def send_media(request: web.Request) -> web.StreamResponse:
    """Send what belongs to a video to whoever holds its prefix, while their session lasts."""
    ticket = _ticket(request)
    path = _find(request.app[SETTINGS].files_dir, ticket, request.match_info["name"])
    kind = None if path is None else _type_of(path)
    if path is None or kind is None:
        raise FileNotFound("There is no such part of the video.")
    return SentFile(
        path, lambda: _holds(request, ticket), headers={**HEADERS, "Content-Type": kind}
    )


def _ticket(request: web.Request) -> MediaTicket:
    ticket = _read(request.match_info["ticket"], request.app[SETTINGS].files_signing_key)
    if ticket is None or not _holds(request, ticket):
        raise FileNotFound("The address is no longer valid. Reload the page it came from.")
    return ticket


@lru_cache(2048)
def _read(token: str, key: str) -> MediaTicket | None:
    """What a prefix grants, over or not; hundreds of parts come under one."""
    return read_media(token, key.encode(), now=0)


def _holds(request: web.Request, ticket: MediaTicket) -> bool:
    """Whether a prefix still grants something: also while a long film is on its way."""
    revocations = request.app[VERIFIER].revocations
    return time.time() <= ticket.expires_at and not revocations.has_ended(ticket.session_id)


def _find(files_dir: str, ticket: MediaTicket, name: str) -> Path | None:
    """Where a name below the prefix would lie; names are known, not looked up."""
    if name == ORIGINAL:
        return stored_path(files_dir, ticket.video_id)
    if MADE.fullmatch(name) is None:
        return None
    return Path(files_dir) / "media" / ticket.video_id.hex[:2] / ticket.video_id.hex / name


def _type_of(path: Path) -> str | None:
    """What a player takes it for, or None when it is not there."""
    if not path.is_file():
        return None
    if path.suffix:
        return KINDS[path.suffix[1:]]
    try:
        return _type_of_original(path)
    except OSError:
        return None


@lru_cache(4096)
def _type_of_original(path: Path) -> str:
    """A stored film is one of the two kinds that are taken, and never changes."""
    with path.open("rb") as file:
        return "video/webm" if file.read(4) == WEBM else "video/mp4"
