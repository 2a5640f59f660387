"""The API's description for people to read and try; built with the web app, works offline."""

from pathlib import Path

from aiohttp import web

from contracts.errors import NotFound
from gateway.keys import SETTINGS
from gateway.routes.web_app import inside


async def send_page(request: web.Request) -> web.StreamResponse:
    """The page or one of its files; the page names its files by their whole address."""
    path = request.match_info.get("path") or "index.html"
    file = inside(Path(request.app[SETTINGS].web_dist) / "docs", path)
    if file is None:
        raise NotFound
    return web.FileResponse(file, headers={"Cache-Control": "no-cache"})
