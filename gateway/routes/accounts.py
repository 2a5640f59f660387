"""Accounts and sessions.

A browser keeps its refresh token in an HttpOnly cookie, which it asks for with the header
`X-Session-Transport: cookie`; other clients keep it themselves. The header also is the defence
against forged cross-site requests: no foreign page can send it without our consent (CORS).
"""

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
    Token,
)
from contracts.accounts.sessions import EndOtherSessions, EndSession, ListSessions
from gateway import cookies
from gateway.endpoints import Endpoint, call_options, session_response
from gateway.keys import RPC, SETTINGS
from gateway.limits import Policy

NO_TOKEN = "-" * 16


async def sign_in(request: web.Request, message: SignIn) -> web.StreamResponse:
    """Sign in, and keep the refresh token where the client wants it."""
    session = await request.app[RPC].call(message, call_options(request, message))
    return session_response(request, session, status=201)


async def refresh_session(request: web.Request, message: RefreshSession) -> web.StreamResponse:
    """Renew the session from the body's token or the cookie's."""
    token = _token(request, message.refresh_token)
    message = RefreshSession(refresh_token=token, client=message.client)
    session = await request.app[RPC].call(message, call_options(request, message))
    return session_response(request, session, status=200)


async def sign_out(request: web.Request, message: SignOut) -> web.StreamResponse:
    """End the session and forget the cookie."""
    message = SignOut(refresh_token=_token(request, message.refresh_token))
    await request.app[RPC].call(message, call_options(request, message))
    response = web.Response(status=204)
    settings = request.app[SETTINGS]
    response.del_cookie(cookies.session_cookie(settings), **cookies.options(settings))
    return response


def _token(request: web.Request, given: str) -> str:
    if given != NO_TOKEN:
        return given
    kept = request.cookies.get(cookies.session_cookie(request.app[SETTINGS]))
    if not cookies.are_wanted(request) or not kept:
        raise SessionEnded("Sign in again.")
    return kept


class RefreshSessionByCookie(RefreshSession, frozen=True, kw_only=True):
    """Exchange a refresh token for a new pair; the old one is spent."""

    refresh_token: Token = NO_TOKEN

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

    refresh_token: Token = NO_TOKEN

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
    Endpoint("POST", "/v1/accounts", Register, 202, policy=_GUESSABLE, evenly=True),
    Endpoint("POST", "/v1/accounts/confirmation", ConfirmEmail, policy=_GUESSABLE),
    Endpoint(
        "POST",
        "/v1/accounts/confirmation-mail",
        ResendConfirmation,
        202,
        policy=_GUESSABLE,
        evenly=True,
    ),
    Endpoint("POST", "/v1/sessions", SignIn, 201, policy=_GUESSABLE, handler=sign_in),
    Endpoint(
        "POST",
        "/v1/sessions/refresh",
        RefreshSessionByCookie,
        handler=refresh_session,
    ),
    Endpoint("POST", "/v1/sessions/end", SignOutByCookie, handler=sign_out),
    Endpoint("GET", "/v1/me", GetMe),
    Endpoint("GET", "/v1/me/sessions", ListSessions),
    Endpoint("DELETE", "/v1/me/sessions/{session_id}", EndSession),
    Endpoint("POST", "/v1/me/sessions/end-others", EndOtherSessions),
)
