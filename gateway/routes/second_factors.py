"""Second factors and passkeys, signing in with them, and showing once more who one is."""

from aiohttp import web

from contracts.accounts.passkeys import (
    AddPasskey,
    RemovePasskey,
    RenamePasskey,
    SignInWithPasskey,
    StartPasskey,
    StartPasskeySignIn,
)
from contracts.accounts.second_factors import (
    ConfirmTotp,
    GetSecondFactors,
    PassSecondFactor,
    RemoveTotp,
    RenewRecoveryCodes,
    StartStepUp,
    StartTotp,
    StepUp,
)
from gateway.endpoints import Endpoint, call_options, session_response
from gateway.keys import RPC
from gateway.limits import Policy


async def begin_session(
    request: web.Request, message: PassSecondFactor | SignInWithPasskey
) -> web.StreamResponse:
    """Sign in, and keep the refresh token where the client wants it."""
    session = await request.app[RPC].call(message, call_options(request, message))
    return session_response(request, session, status=201)


_GUESSABLE = Policy.SIGN_IN

ENDPOINTS = (
    Endpoint(
        "POST",
        "/v1/sessions/second-factor",
        PassSecondFactor,
        201,
        policy=_GUESSABLE,
        handler=begin_session,
    ),
    Endpoint("POST", "/v1/sessions/passkey/start", StartPasskeySignIn),
    Endpoint(
        "POST",
        "/v1/sessions/passkey",
        SignInWithPasskey,
        201,
        policy=_GUESSABLE,
        handler=begin_session,
    ),
    Endpoint("POST", "/v1/sessions/step-up/start", StartStepUp),
    Endpoint("POST", "/v1/sessions/step-up", StepUp, policy=_GUESSABLE),
    Endpoint("GET", "/v1/me/second-factors", GetSecondFactors),
    Endpoint("POST", "/v1/me/totp", StartTotp),
    Endpoint("POST", "/v1/me/totp/confirmation", ConfirmTotp, policy=_GUESSABLE),
    Endpoint("DELETE", "/v1/me/totp", RemoveTotp),
    Endpoint("POST", "/v1/me/recovery-codes", RenewRecoveryCodes),
    Endpoint("POST", "/v1/me/passkeys/start", StartPasskey),
    Endpoint("POST", "/v1/me/passkeys", AddPasskey, 201),
    Endpoint("PATCH", "/v1/me/passkeys/{passkey_id}", RenamePasskey),
    Endpoint("DELETE", "/v1/me/passkeys/{passkey_id}", RemovePasskey),
)
