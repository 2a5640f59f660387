"""Addresses of YouTube videos."""

import re
from urllib.parse import parse_qs, urlsplit

from contracts.courses.errors import YoutubeLinkUnknown

SHORT_HOST = "youtu.be"
HOSTS = {
    "youtube.com",
    "www.youtube.com",
    "m.youtube.com",
    "music.youtube.com",
    "www.youtube-nocookie.com",
}
VIDEO_ID = re.compile(r"^[A-Za-z0-9_-]{11}$")
VIDEO_PATH = re.compile(r"^/(?:embed|shorts|live|v)/(?P<id>[^/]+)/?$")


def read_youtube_id(url: str) -> str:
    """The id of the video that *url* leads to; raises `YoutubeLinkUnknown`."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        parts = urlsplit("")
    found = _candidate(parts.hostname or "", parts.path, parts.query)
    if parts.scheme not in {"http", "https"} or not VIDEO_ID.match(found):
        errors = [{"pointer": "/youtube_url", "detail": "Paste the address of a YouTube video."}]
        raise YoutubeLinkUnknown("Paste the address of a YouTube video.", {"errors": errors})
    return found


def _candidate(host: str, path: str, query: str) -> str:
    """What stands where the id of the video should be."""
    if host == SHORT_HOST:
        return path.strip("/")
    if host not in HOSTS:
        return ""
    if path == "/watch":
        return parse_qs(query).get("v", [""])[0]
    embedded = VIDEO_PATH.match(path)
    return embedded["id"] if embedded else ""
