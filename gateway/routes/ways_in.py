"""Passwords that were forgotten or changed, other addresses, and signing in with Google.

A visit to Google is bound to the browser that began it by a cookie that lives as long as the visit.
Google sends people back to a page of the web app, which hands on what it was given.
"""

from typing import Any

import msgspec
from aiohttp import web

from contracts.accounts.email_changes import (
    CancelEmailChange,
    ConfirmEmailChange,
    RefuseEmailChange,
    RequestEmailChange,
    ResendEmailChange,
)
from contracts.accounts.google import (
    GetSignInMethods,
    GetSignInSettings,
    GoogleVisit,
    LinkGoogle,
    ProveGoogleLink,
    SignInWithGoogle,
    StartGoogleLink,
    StartGoogleSignIn,
    StartGoogleStepUp,
    StepUpWithGoogle,
    UnlinkGoogle,
)
from contracts.accounts.passwords import ChangePassword, RequestPasswordReset, ResetPassword
from gateway import cookies
from gateway.endpoints import Endpoint, call_options, json_response, session_response
from gateway.keys import RPC, SETTINGS
from gateway.limits import Policy

VISIT_SECONDS = 600


async def begin_visit(
    request: web.Request, message: StartGoogleSignIn | StartGoogleLink | StartGoogleStepUp
) -> web.StreamResponse:
    """Say where to go, and let the browser remember that it was this one that went."""
    visit: GoogleVisit = await request.app[RPC].call(message, call_options(request, message))
    public = msgspec.structs.replace(visit, visit_secret="")
    response = json_response(msgspec.json.encode(public), 201)
    settings = request.app[SETTINGS]
    response.set_cookie(
        cookies.visit_cookie(settings),
        visit.visit_secret,
        max_age=VISIT_SECONDS,
        **cookies.options(settings),
    )
    return response


async def end_visit(
    request: web.Request, message: SignInWithGoogle | ProveGoogleLink
) -> web.StreamResponse:
    """Sign in after a visit."""
    message = _with_secret(request, message)
    session = await request.app[RPC].call(message, call_options(request, message))
    return _over(request, session_response(request, session, status=201))


async def end_linking(request: web.Request, message: LinkGoogle) -> web.StreamResponse:
    """Link after a visit."""
    message = _with_secret(request, message)
    await request.app[RPC].call(message, call_options(request, message))
    return _over(request, web.Response(status=204))


async def end_step_up(request: web.Request, message: StepUpWithGoogle) -> web.StreamResponse:
    """Go on with a fresh proof after a visit."""
    message = _with_secret(request, message)
    fresh = await request.app[RPC].call(message, call_options(request, message))
    return _over(request, json_response(msgspec.json.encode(fresh)))


def _with_secret(request: web.Request, message: Any) -> Any:
    secret = request.cookies.get(cookies.visit_cookie(request.app[SETTINGS]), "")
    return msgspec.structs.replace(message, visit_secret=secret)


def _over(request: web.Request, response: web.Response) -> web.Response:
    settings = request.app[SETTINGS]
    response.del_cookie(cookies.visit_cookie(settings), **cookies.options(settings))
    return response


_GUESSABLE = Policy.SIGN_IN

ENDPOINTS = (
    Endpoint(
        "POST",
        "/v1/accounts/password-reset",
        RequestPasswordReset,
        202,
        policy=_GUESSABLE,
        evenly=True,
    ),
    Endpoint("PUT", "/v1/accounts/password", ResetPassword, policy=_GUESSABLE),
    Endpoint("PUT", "/v1/me/password", ChangePassword),
    Endpoint("POST", "/v1/me/email-change", RequestEmailChange, 202, evenly=True),
    Endpoint("POST", "/v1/me/email-change/mails", ResendEmailChange, 202),
    Endpoint("DELETE", "/v1/me/email-change", CancelEmailChange),
    Endpoint("POST", "/v1/accounts/email-change", ConfirmEmailChange, policy=_GUESSABLE),
    Endpoint("POST", "/v1/accounts/email-change/refusal", RefuseEmailChange, policy=_GUESSABLE),
    Endpoint("GET", "/v1/sign-in-methods", GetSignInMethods),
    Endpoint("GET", "/v1/me/sign-in", GetSignInSettings),
    Endpoint(
        "POST",
        "/v1/sessions/google/visits",
        StartGoogleSignIn,
        201,
        policy=_GUESSABLE,
        handler=begin_visit,
    ),
    Endpoint(
        "POST",
        "/v1/sessions/google",
        SignInWithGoogle,
        201,
        policy=_GUESSABLE,
        handler=end_visit,
    ),
    Endpoint(
        "POST",
        "/v1/sessions/google/proof",
        ProveGoogleLink,
        201,
        policy=_GUESSABLE,
        handler=end_visit,
    ),
    Endpoint(
        "POST", "/v1/sessions/step-up/google/visits", StartGoogleStepUp, 201, handler=begin_visit
    ),
    Endpoint("POST", "/v1/sessions/step-up/google", StepUpWithGoogle, handler=end_step_up),
    Endpoint("POST", "/v1/me/google/visits", StartGoogleLink, 201, handler=begin_visit),
    Endpoint("POST", "/v1/me/google", LinkGoogle, handler=end_linking),
    Endpoint("DELETE", "/v1/me/google", UnlinkGoogle),
)
