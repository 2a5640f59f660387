"""Invitations: sent by staff, taken by whoever holds the link; people who come in a file.

The secret of a link travels in a body, never in an address that ends up in logs.
"""

from aiohttp import web

from contracts.accounts.imports import (
    CheckImport,
    GetImport,
    ListImportRows,
    ListImports,
    StartImport,
)
from contracts.accounts.invitations import (
    AcceptInvitation,
    GetInvitation,
    Invite,
    ListInvitations,
    ResendInvitation,
    RevokeInvitation,
)
from gateway.endpoints import Endpoint, call_options, session_response
from gateway.keys import RPC
from gateway.limits import Policy


async def accept(request: web.Request, message: AcceptInvitation) -> web.StreamResponse:
    """Make the account, and keep the refresh token where the client wants it."""
    session = await request.app[RPC].call(message, call_options(request, message))
    return session_response(request, session, status=201)


_GUESSABLE = Policy.SIGN_IN

ENDPOINTS = (
    Endpoint("POST", "/v1/invitations/lookup", GetInvitation, policy=_GUESSABLE),
    Endpoint(
        "POST",
        "/v1/invitations/acceptance",
        AcceptInvitation,
        201,
        policy=_GUESSABLE,
        handler=accept,
    ),
    Endpoint("GET", "/v1/admin/invitations", ListInvitations),
    Endpoint("POST", "/v1/admin/invitations", Invite, 201),
    Endpoint("POST", "/v1/admin/invitations/{invitation_id}/mail", ResendInvitation),
    Endpoint("POST", "/v1/admin/invitations/{invitation_id}/revocation", RevokeInvitation),
    Endpoint("POST", "/v1/admin/imports/check", CheckImport),
    Endpoint("POST", "/v1/admin/imports", StartImport, 201),
    Endpoint("GET", "/v1/admin/imports", ListImports),
    Endpoint("GET", "/v1/admin/imports/{import_id}", GetImport),
    Endpoint("GET", "/v1/admin/imports/{import_id}/rows", ListImportRows),
)
