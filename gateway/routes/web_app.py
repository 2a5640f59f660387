"""The web app's files, and its page for every address that is not the API's."""

from pathlib import Path

from aiohttp import web

from contracts.errors import NotFound
from gateway.keys import SETTINGS

ADDRESS = r"/{path:(?!(?:v1|files|media|health|socket\.io|docs)(?:/|$)).*}"
"""Every address that is not the API's, so that a mistaken call of the API is told so."""
FOREVER = "public, max-age=31536000, immutable"
ALWAYS_ASK = "no-cache"
PAGE = "index.html"
PRIVATE = "verify"
"""Pages that anybody may open but no search engine shows: they name people."""


async def send_web_app(request: web.Request) -> web.StreamResponse:
    """A built file, or the page that finds its own way from the address."""
    path = request.match_info["path"]
    file = find_file(Path(request.app[SETTINGS].web_dist), path)
    if file is None:
        raise NotFound
    cache = FOREVER if path.startswith("assets/") else ALWAYS_ASK
    hidden = {"X-Robots-Tag": "noindex"} if path.startswith(PRIVATE) else {}
    return web.FileResponse(file, headers={"Cache-Control": cache, **hidden})


def find_file(root: Path, path: str) -> Path | None:
    """The built file of that path inside *root*, else the app's page, or None."""
    return inside(root, path) or (None if path.startswith("assets/") else inside(root, PAGE))


def inside(root: Path, path: str) -> Path | None:
    """The file of that path if it lies in *root*, links and dots resolved."""
    root = root.resolve()
    try:
        file = (root / path).resolve()
        return file if file.is_relative_to(root) and file.is_file() else None
    except (OSError, ValueError):  # a name that no file can have
        return None
