"""How invitations and imports travel: addresses, bodies, and files as base64."""

from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from console.gateway import GatewayClient
from console.session_file import SessionFile
from contracts.accounts.errors import AlreadyInvited
from contracts.accounts.imports import (
    CheckImport,
    GetImport,
    ListImportRows,
    ListImports,
    RowFate,
    StartImport,
)
from contracts.accounts.invitations import (
    InvitationState,
    Invite,
    ListInvitations,
    ResendInvitation,
    RevokeInvitation,
)
from contracts.accounts.messages import SignIn
from contracts.types import Page, Role
from tests.unit.console import samples
from tests.unit.console.gateway_double import GatewayDouble, answer, problem

INVITED = samples.make_invitation()
BEGUN = samples.make_import()
AT, RUN = f"/v1/admin/invitations/{INVITED.id}", f"/v1/admin/imports/{BEGUN.id}"
EMAIL = "emmy@example.org"
CALLS: list[tuple[str, Any, str, Any, Any]] = [
    (
        "list_invitations",
        ListInvitations(state=InvitationState.PENDING, search="emmy"),
        "GET /v1/admin/invitations?state=pending&search=emmy&limit=50",
        None,
        Page(items=[INVITED]),
    ),
    (
        "invite",
        Invite(email=EMAIL, role=Role.TEACHER, locale="ar"),
        "POST /v1/admin/invitations",
        {"email": EMAIL, "role": "teacher", "name": "", "locale": "ar"},
        INVITED,
    ),
    (
        "resend_invitation",
        ResendInvitation(invitation_id=INVITED.id),
        f"POST {AT}/mail",
        {},
        INVITED,
    ),
    (
        "revoke_invitation",
        RevokeInvitation(invitation_id=INVITED.id),
        f"POST {AT}/revocation",
        {},
        INVITED,
    ),
    (
        "check_import",
        CheckImport(content=b"email\n\xff"),
        "POST /v1/admin/imports/check",
        {"content": "ZW1haWwK/w=="},
        samples.make_report(),
    ),
    (
        "start_import",
        StartImport(content=b"email\n", file_name="7b.csv"),
        "POST /v1/admin/imports",
        {"content": "ZW1haWwK", "file_name": "7b.csv"},
        BEGUN,
    ),
    ("get_import", GetImport(import_id=BEGUN.id), f"GET {RUN}", None, BEGUN),
    ("list_imports", ListImports(), "GET /v1/admin/imports?limit=50", None, Page(items=[BEGUN])),
    (
        "list_import_rows",
        ListImportRows(import_id=BEGUN.id, fate=RowFate.WRONG, limit=100),
        f"GET {RUN}/rows?fate=wrong&limit=100",
        None,
        Page(items=[samples.make_row(4)]),
    ),
]


async def test_every_request_goes_where_the_gateway_takes_it(tmp_path: Path) -> None:
    gateway = GatewayDouble()
    server = TestServer(gateway.app)
    await server.start_server()
    file = SessionFile(tmp_path / "console.json")
    async with server, GatewayClient(f"http://127.0.0.1:{server.port}", file) as client:
        await client.sign_in(SignIn(email="grace@example.org", password="correct horse"))
        for name, request, sent, body, reply in CALLS:

            async def respond(_: web.Request, reply: Any = reply) -> web.Response:
                return answer(reply)

            gateway.answers[sent.partition(" ")[2].partition("?")[0]] = respond
            assert await getattr(client, name)(request) == reply
            assert f"{gateway.asked[-1].method} {gateway.asked[-1].path_qs}" == sent
            assert gateway.bodies[-1] == body

        async def refuse(_: web.Request) -> web.Response:
            return problem(409, "accounts.already_invited", "Send it again.")

        gateway.answers["/v1/admin/invitations"] = refuse
        with pytest.raises(AlreadyInvited, match="Send it again"):
            await client.invite(Invite(email=EMAIL, role=Role.STUDENT))
