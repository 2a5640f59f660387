"""Accounts and sessions.

A browser keeps its refresh token in an HttpOnly cookie, which it asks for with the header
`X-Session-Transport: cookie`; other clients keep it themselves. The header also is the defence
against forged cross-site requests: no foreign page can send it without our consent (CORS).
"""

from typing import Any

import msgspec
from aiohttp import web

from contracts.accounts.errors import SessionEnded
from contracts.accounts.messages import (
    ConfirmEmail,
    GetMe,
    RefreshSession,
    Register,
    ResendConfirmation,
    Session,
    SignIn,
    SignOut,
)
from gateway.endpoints import Access, Endpoint, call_options, json_response
from gateway.keys import RPC, SETTINGS
from gateway.limits import Policy

COOKIE_SECONDS = 30 * 24 * 3600
BY_COOKIE = "cookie"
NO_TOKEN = "-" * 16


async def sign_in(request: web.Request, message: SignIn) -> web.StreamResponse:
    """Sign in, and keep the refresh token where the client wants it."""
    session = await request.app[RPC].call(message, call_options(request, message))
    return _session_response(request, session, status=201)


async def refresh_session(request: web.Request, message: RefreshSession) -> web.StreamResponse:
    """Renew the session from the body's token or the cookie's."""
    message = RefreshSession(refresh_token=_token(request, message.refresh_token))
    session = await request.app[RPC].call(message, call_options(request, message))
    return _session_response(request, session, status=200)


async def sign_out(request: web.Request, message: SignOut) -> web.StreamResponse:
    """End the session and forget the cookie."""
    message = SignOut(refresh_token=_token(request, message.refresh_token))
    await request.app[RPC].call(message, call_options(request, message))
    response = web.Response(status=204)
    response.del_cookie(cookie_name(request), **cookie_options(request))
    return response


def cookie_name(request: web.Request) -> str:
    """The cookie's name; the `__Host-` prefix (RFC 6265bis) wants HTTPS."""
    return "__Host-academy" if request.app[SETTINGS].secure else "academy_session"


def cookie_options(request: web.Request) -> dict[str, Any]:
    """Attributes of the cookie; a browser deletes it only when they are the same."""
    secure = request.app[SETTINGS].secure
    return {"path": "/", "httponly": True, "secure": secure, "samesite": "Strict"}


def _token(request: web.Request, given: str) -> str:
    if given != NO_TOKEN:
        return given
    kept = request.cookies.get(cookie_name(request))
    if request.headers.get("X-Session-Transport") != BY_COOKIE or not kept:
        raise SessionEnded("Sign in again.")
    return kept


def _session_response(request: web.Request, session: Session, status: int) -> web.Response:
    if request.headers.get("X-Session-Transport") != BY_COOKIE:
        return json_response(msgspec.json.encode(session), status)
    public = msgspec.structs.replace(session, refresh_token="")
    response = json_response(msgspec.json.encode(public), status)
    response.set_cookie(
        cookie_name(request),
        session.refresh_token,
        max_age=COOKIE_SECONDS,
        **cookie_options(request),
    )
    return response


class RefreshSessionByCookie(RefreshSession, frozen=True, kw_only=True):
    """Exchange a refresh token for a new pair; the old one is spent."""

    refresh_token: str = NO_TOKEN

    @classmethod
    def method(cls) -> str:
        """The same operation, whatever carries the token."""
        return RefreshSession.method()

    @classmethod
    def reply_type(cls) -> type[Session]:
        """The renewed session."""
        return Session


class SignOutByCookie(SignOut, frozen=True, kw_only=True):
    """End the session that a refresh token belongs to."""

    refresh_token: str = NO_TOKEN

    @classmethod
    def method(cls) -> str:
        """The same operation, whatever carries the token."""
        return SignOut.method()

    @classmethod
    def reply_type(cls) -> type[None]:
        """Nothing."""
        return type(None)


_GUESSABLE = Policy.SIGN_IN

ENDPOINTS = (
    Endpoint("POST", "/v1/accounts", Register, Access.PUBLIC, 202, policy=_GUESSABLE),
    Endpoint("POST", "/v1/accounts/confirmation", ConfirmEmail, Access.PUBLIC, policy=_GUESSABLE),
    Endpoint(
        "POST",
        "/v1/accounts/confirmation-mail",
        ResendConfirmation,
        Access.PUBLIC,
        202,
        policy=_GUESSABLE,
    ),
    Endpoint(
        "POST", "/v1/sessions", SignIn, Access.PUBLIC, 201, policy=_GUESSABLE, handler=sign_in
    ),
    Endpoint(
        "POST",
        "/v1/sessions/refresh",
        RefreshSessionByCookie,
        Access.PUBLIC,
        handler=refresh_session,
    ),
    Endpoint("POST", "/v1/sessions/end", SignOutByCookie, Access.PUBLIC, handler=sign_out),
    Endpoint("GET", "/v1/me", GetMe, Access.SIGNED_IN),
)
