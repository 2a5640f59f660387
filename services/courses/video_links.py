"""Addresses of videos that lie somewhere else. They are looked at, never asked."""

import posixpath
import re
from urllib.parse import SplitResult, urlsplit

from contracts.courses.errors import VideoLinkRefused

ENDINGS = frozenset({".mp4", ".webm", ".m4v", ".ogv"})
LONGEST = 500
UNWRITTEN = re.compile(r"[\s\x00-\x1f\x7f\\<>\"]")
"""What no address holds as it stands; it has to be written in percent signs."""

NO_ADDRESS = "Paste the whole address of the video, like https://example.org/film.mp4."
NOT_SAFE = "Use an address that begins with https://. Browsers refuse anything else here."
TELLS = "Take the name and the password out of the address: everybody who watches would see them."
NO_FILE = (
    "Paste the address of the video file itself, which ends in .mp4, .webm, .m4v or .ogv. "
    "The page on which the video is shown cannot be played here."
)


def read_video_url(url: str) -> str:
    """The address of a video that browsers play from where it is; raises `VideoLinkRefused`."""
    written = url.strip()
    wrong = _wrong(written)
    if wrong:
        raise VideoLinkRefused(wrong, {"errors": [{"pointer": "/video_url", "detail": wrong}]})
    return written


def is_video_url(url: str) -> bool:
    """Whether it is the address of such a video."""
    return not _wrong(url.strip())


def _wrong(url: str) -> str:
    """What a teacher has to change about an address; nothing when it will do."""
    parts = _split(url)
    if parts is None:
        return NO_ADDRESS
    if parts.scheme != "https":
        return NOT_SAFE
    if "@" in parts.netloc:
        return TELLS
    if not parts.hostname:
        return NO_ADDRESS
    return "" if posixpath.splitext(parts.path)[1].lower() in ENDINGS else NO_FILE


def _split(url: str) -> SplitResult | None:
    """The parts of an address; None when it is none, or has a port that does not exist."""
    if UNWRITTEN.search(url) or len(url) > LONGEST:
        return None
    try:
        parts = urlsplit(url)
        exists = parts.port != 0
    except ValueError:
        return None
    return parts if exists else None
