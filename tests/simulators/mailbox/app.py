"""The web side: a page for people, JSON for tests."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import msgspec
from aiohttp import web
from aiosmtpd.smtp import SMTP
from jinja2 import Environment, FileSystemLoader

from tests.simulators.mailbox.smtp import Reception
from tests.simulators.mailbox.store import Mail, Mailbox

MAILBOX = web.AppKey("mailbox", Mailbox)

routes = web.RouteTableDef()

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True
)
_LARGEST_MAIL = 10_000_000


def create_app(host: str, smtp_port: int) -> web.Application:
    """Everything wired together, ready to be served."""
    app = web.Application()
    app[MAILBOX] = Mailbox()
    app.router.add_routes(routes)
    app.cleanup_ctx.append(_smtp(host, smtp_port))
    return app


def _smtp(host: str, port: int) -> Callable[[web.Application], AbstractAsyncContextManager[None]]:
    """Listen for mail while the web application runs."""

    @asynccontextmanager
    async def listening(app: web.Application) -> AsyncIterator[None]:
        reception = Reception(app[MAILBOX])
        server = await asyncio.get_running_loop().create_server(
            lambda: SMTP(
                reception, hostname="mailbox", data_size_limit=_LARGEST_MAIL, enable_SMTPUTF8=True
            ),
            host,
            port,
        )
        yield
        server.close()
        await server.wait_closed()

    return listening


@routes.get("/health")
async def health(_: web.Request) -> web.Response:
    """Tell the launcher that the mailbox answers."""
    return web.json_response({"status": "ok"})


@routes.get("/api/mails")
async def list_mails(request: web.Request) -> web.Response:
    """Mails as JSON, newest first; `to` narrows to one recipient."""
    return _json(request.app[MAILBOX].addressed(request.query.get("to", "")))


@routes.delete("/api/mails")
async def delete_mails(request: web.Request) -> web.Response:
    """Throw mails away; `to` narrows to one recipient."""
    return _json({"deleted": request.app[MAILBOX].clear(request.query.get("to", ""))})


@routes.get("/api/mails/{id}")
async def get_mail(request: web.Request) -> web.Response:
    """One mail as JSON."""
    return _json(_mail(request))


@routes.get("/")
async def show_list(request: web.Request) -> web.Response:
    """Every mail, and the newest of them opened beside the list."""
    words = request.query.get("search", "")
    mails = request.app[MAILBOX].search(words)
    return _page("list.html", mails=mails, opened=mails[0] if mails else None, words=words)


@routes.get("/mails/{id}")
async def show_mail(request: web.Request) -> web.Response:
    """One mail beside the list."""
    words = request.query.get("search", "")
    mails = request.app[MAILBOX].search(words)
    return _page("list.html", mails=mails, opened=_mail(request), words=words, chosen=True)


@routes.get("/mails/{id}/html")
async def show_html(request: web.Request) -> web.Response:
    """The HTML part alone, for the frame; scripts never run and nothing is fetched."""
    policy = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'"
    headers = {"Content-Security-Policy": f"{policy}; style-src 'unsafe-inline'; img-src data:"}
    text = f'<base target="_blank">{_mail(request).html}'
    return web.Response(text=text, content_type="text/html", headers=headers)


@routes.post("/clear")
async def clear(request: web.Request) -> web.Response:
    """Throw everything away and show the empty list."""
    request.app[MAILBOX].clear()
    raise web.HTTPSeeOther("/")


def _mail(request: web.Request) -> Mail:
    mail = request.app[MAILBOX].find(request.match_info["id"])
    if mail is None:
        raise web.HTTPNotFound(
            text=_TEMPLATES.get_template("missing.html").render(), content_type="text/html"
        )
    return mail


def _json(value: object) -> web.Response:
    return web.Response(body=msgspec.json.encode(value), content_type="application/json")


def _page(template: str, **values: object) -> web.Response:
    text = _TEMPLATES.get_template(template).render(**values)
    return web.Response(text=text, content_type="text/html")
