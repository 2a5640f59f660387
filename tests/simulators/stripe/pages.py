"""The hosted payment page that the customer is redirected to."""

from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader

from tests.simulators.stripe.cards import AUTHENTICATION_FAILED, SHOWN, Card, card
from tests.simulators.stripe.payments import attempt
from tests.simulators.stripe.sessions import close_if_over
from tests.simulators.stripe.store import PRIVATE, Thing
from tests.simulators.stripe.world import WORLD, World

routes = web.RouteTableDef()

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True
)
_SIGNS = {"eur": "€", "usd": "$", "gbp": "£", "inr": "₹", "jpy": "¥"}
_WITHOUT_DECIMALS = frozenset({"clp", "jpy", "krw", "vnd", "xaf", "xof"})


@routes.get("/pay/{id}")
async def show_page(request: web.Request) -> web.Response:
    """The card form, or why there is none."""
    return _page(await _session(request))


@routes.post("/pay/{id}")
async def pay(request: web.Request) -> web.Response:
    """Try the card that was typed in."""
    session = await _session(request)
    form = await request.post()
    return await _try(request, session, card(str(form.get("number", ""))))


@routes.get("/pay/{id}/authentication")
async def show_authentication(request: web.Request) -> web.Response:
    """The bank's extra question."""
    session = await _session(request)
    return _page(session, template="authentication.html")


@routes.post("/pay/{id}/authentication")
async def authenticate(request: web.Request) -> web.Response:
    """The customer's answer to the bank."""
    session = await _session(request)
    agreed = (await request.post()).get("answer") == "complete"
    tried = card(AUTHENTICATION_FAILED.number) if agreed else AUTHENTICATION_FAILED
    return await _try(request, session, tried, authenticated=agreed)


async def _try(
    request: web.Request, session: Thing, tried: Card, *, authenticated: bool = False
) -> web.Response:
    """Go where the attempt leads: back to the shop, to the bank, or to the form again."""
    world = request.app[WORLD]
    if session["status"] != "open":
        return _page(session)
    outcome = await attempt(world, session, tried, authenticated=authenticated)
    if outcome == "declines":
        return _page(session, error=tried.message, number=tried.number)
    if outcome == "authenticates":
        raise web.HTTPSeeOther(f"/pay/{session['id']}/authentication")
    raise web.HTTPSeeOther(_success_url(session))


async def _session(request: web.Request) -> Thing:
    world: World = request.app[WORLD]
    session = world.store.sessions.get(request.match_info["id"])
    if session is None:
        raise web.HTTPNotFound(
            text=_TEMPLATES.get_template("missing.html").render(), content_type="text/html"
        )
    await close_if_over(world, session)
    return session


def _page(session: Thing, *, template: str = "pay.html", **values: Any) -> web.Response:
    """A page about an open session, or the notice that it is closed."""
    chosen = template if session["status"] == "open" else "closed.html"
    text = _TEMPLATES.get_template(chosen).render(
        session=session,
        lines=[_line(line) for line in session[PRIVATE]["lines"]],
        total=money(session["amount_total"], session["currency"]),
        success_url=_success_url(session),
        cards=SHOWN,
        **values,
    )
    status = 402 if values.get("error") else 200
    return web.Response(text=text, status=status, content_type="text/html")


def _line(line: Thing) -> Thing:
    price = line["price_data"]
    return {
        "name": price["product_data"]["name"],
        "quantity": line["quantity"],
        "price": money(price["unit_amount"] * line["quantity"], price["currency"]),
    }


def _success_url(session: Thing) -> str:
    url: str = session["success_url"]
    return url.replace("{CHECKOUT_SESSION_ID}", session["id"])


def money(amount: int, currency: str) -> str:
    """An amount in minor units as a person reads it."""
    whole = currency in _WITHOUT_DECIMALS
    text = f"{amount:,}" if whole else f"{amount / 100:,.2f}"
    sign = _SIGNS.get(currency)
    return f"{sign}{text}" if sign else f"{text} {currency.upper()}"
