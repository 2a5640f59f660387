"""The web app's files, and its page for every address that is not the API's."""

from pathlib import Path

from aiohttp import web

from contracts.errors import NotFound
from gateway.keys import SETTINGS

API = ("v1/", "files/", "health/", "socket.io/", "docs/")
FOREVER = "public, max-age=31536000, immutable"
ALWAYS_ASK = "no-cache"


async def send_web_app(request: web.Request) -> web.StreamResponse:
    """A built file, or the page that finds its own way from the address."""
    path = request.match_info["path"]
    if path.startswith(API):
        raise NotFound
    file = find_file(Path(request.app[SETTINGS].web_dist), path)
    if file is None:
        raise NotFound
    cache = FOREVER if path.startswith("assets/") else ALWAYS_ASK
    return web.FileResponse(file, headers={"Cache-Control": cache})


def find_file(root: Path, path: str) -> Path | None:
    """The built file of that path inside *root*, else the app's page, or None."""
    root = root.resolve()
    file = (root / path).resolve()
    if path and file.is_relative_to(root) and file.is_file():
        return file
    page = root / "index.html"
    return page if page.is_file() and not path.startswith("assets/") else None
