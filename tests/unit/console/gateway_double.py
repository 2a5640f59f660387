"""A real HTTP server that answers like the gateway, for the client and the live connection."""

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from aiohttp import web

from contracts.accounts.messages import Session, User
from tests.unit.console.samples import ADMIN

Handler = Callable[[web.Request], Awaitable[web.Response]]


def make_session(number: int = 1, user: User = ADMIN) -> Session:
    """The session after so many renewals."""
    return Session(
        access_token=f"access-{number}",
        refresh_token=f"refresh-token-{number:04d}",
        expires_in=600,
        user=user,
    )


def answer(message: object, status: int = 200) -> web.Response:
    """A message as JSON."""
    return web.Response(
        status=status, body=msgspec.json.encode(message), content_type="application/json"
    )


def problem(status: int, code: str, detail: str, **extra: Any) -> web.Response:
    """A problem document (RFC 9457)."""
    document = extra | {"type": f"/problems/{code}", "status": status, "detail": detail}
    return web.json_response(document, status=status, content_type="application/problem+json")


class GatewayDouble:
    """Knows which tokens hold, counts renewals, and remembers what it was asked."""

    def __init__(self) -> None:
        self.number = 1
        self.user = ADMIN
        self.renewals = 0
        self.ended: list[str] = []
        self.asked: list[web.Request] = []
        self.bodies: list[Any] = []
        self.answers: dict[str, Handler] = {}
        self.app = web.Application()
        self.app.router.add_route("*", "/{path:.*}", self.dispatch)

    def spend_access_token(self) -> None:
        """From now on the access token that clients hold is refused."""
        self.number += 1

    async def dispatch(self, request: web.Request) -> web.Response:
        """Sessions are answered here; everything else by what the test put there."""
        self.asked.append(request)
        text = await request.text()
        body: Any = msgspec.json.decode(text) if text else None
        self.bodies.append(body)
        path = request.path
        signed_in = request.headers.get("Authorization") == f"Bearer access-{self.number}"
        if path.startswith("/v1/sessions") and path not in self.answers:
            return self._session(path, body)
        if not signed_in and path != "/v1/sessions":
            return problem(401, "unauthenticated", "The access token does not hold.")
        return answer(self.user) if path == "/v1/me" else await self.answers[path](request)

    def _session(self, path: str, body: dict[str, str]) -> web.Response:
        if path.endswith("/refresh"):
            return self._renew(body["refresh_token"])
        if path.endswith("/end"):
            self.ended.append(body["refresh_token"])
            return web.Response(status=204)
        return answer(make_session(self.number, self.user), 201)

    def _renew(self, spent: str) -> web.Response:
        self.renewals += 1
        if spent != f"refresh-token-{self.number - 1:04d}":
            return problem(401, "accounts.session_ended", "Sign in again.")
        return answer(make_session(self.number, self.user))
