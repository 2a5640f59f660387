"""What a person sees: the choice of an account, and whether to go on with it."""

import secrets
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from aiohttp import web
from jinja2 import Environment, FileSystemLoader

from tests.simulators.google.people import Person
from tests.simulators.google.provider import AUTHORIZE
from tests.simulators.google.world import WORLD, Grant, Visit, World

routes = web.RouteTableDef()

SHORTEST_CHALLENGE = 43

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True
)


@routes.get(AUTHORIZE)
async def choose_account(request: web.Request) -> web.Response:
    """Offer the accounts; a request that the client got wrong never leads back to it."""
    world = request.app[WORLD]
    visit = _visit(world, dict(request.query))
    people = list(world.people.values())
    return _page("choose.html", people=people, host=_host(visit.redirect_uri))


@routes.post(AUTHORIZE)
async def decide(request: web.Request) -> web.Response:
    """Send the person back, with a code or with their no."""
    world = request.app[WORLD]
    visit = _visit(world, dict(request.query))
    form = {name: str(value).strip() for name, value in (await request.post()).items()}
    if form.get("answer") == "deny":
        raise web.HTTPFound(_back(visit, {"error": "access_denied"}))
    person = _chosen(world, form)
    code = f"4/{secrets.token_urlsafe(40)}"
    world.grants[code] = Grant(visit=visit, sub=person.sub, issued_at=world.now())
    raise web.HTTPFound(_back(visit, {"code": code, "scope": "email profile openid"}))


def _visit(world: World, query: dict[str, str]) -> Visit:
    """What the client wants; refused in Google's words when it is not what it registered."""
    settings = world.settings
    wanted = {
        "invalid_client": query.get("client_id") == settings.client_id,
        "redirect_uri_mismatch": query.get("redirect_uri") in settings.redirect_uris,
        "unsupported_response_type": query.get("response_type") == "code",
        "invalid_scope": {"openid", "email"} <= set(query.get("scope", "").split()),
        "invalid_request": query.get("code_challenge_method") == "S256"
        and len(query.get("code_challenge", "")) >= SHORTEST_CHALLENGE,
    }
    for error, holds in wanted.items():
        if not holds:
            page = _TEMPLATES.get_template("refused.html").render(error=error)
            raise web.HTTPBadRequest(text=page, content_type="text/html")
    return Visit(
        redirect_uri=query["redirect_uri"],
        state=query.get("state", ""),
        nonce=query.get("nonce", ""),
        challenge=query["code_challenge"],
        anew=query.get("max_age") == "0" and "auth_time" in query.get("claims", ""),
    )


def _chosen(world: World, form: dict[str, str]) -> Person:
    """The account that was clicked, or one made for the address that was typed."""
    if form.get("sub") in world.people:
        return world.people[form["sub"]]
    email = form.get("email", "").lower()
    if "@" not in email:
        raise web.HTTPBadRequest(text="No such account.")
    known = [person for person in world.people.values() if person.email == email]
    if known:
        return known[0]
    name = form.get("name") or email.split("@")[0].replace(".", " ").title()
    person = Person(sub=str(uuid4().int)[:21], email=email, name=name)
    world.people[person.sub] = person
    world.save()
    return person


def _back(visit: Visit, answer: dict[str, str]) -> str:
    return f"{visit.redirect_uri}?{urlencode({'state': visit.state, **answer})}"


def _host(address: str) -> str:
    return address.split("/")[2]


def _page(template: str, **values: object) -> web.Response:
    text = _TEMPLATES.get_template(template).render(values)
    headers = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return web.Response(text=text, content_type="text/html", headers=headers)
