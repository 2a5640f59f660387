"""Calls about invitations and about people who come in a file."""

from console.calls.asking import Asking
from contracts.accounts.imports import (
    CheckImport,
    GetImport,
    Import,
    ImportReport,
    ImportRow,
    ListImportRows,
    ListImports,
    StartImport,
)
from contracts.accounts.invitations import (
    Invitation,
    Invite,
    ListInvitations,
    ResendInvitation,
    RevokeInvitation,
)
from contracts.types import Page


class InvitationCalls(Asking):
    """Inviting people, one by one and by a file."""

    async def list_invitations(self, request: ListInvitations) -> Page[Invitation]:
        """One page of invitations."""
        return await self._ask(request)

    async def invite(self, request: Invite) -> Invitation:
        """Invite somebody by mail."""
        return await self._ask(request)

    async def resend_invitation(self, request: ResendInvitation) -> Invitation:
        """Send a fresh link."""
        return await self._ask(request)

    async def revoke_invitation(self, request: RevokeInvitation) -> Invitation:
        """Take an invitation back."""
        return await self._ask(request)

    async def check_import(self, request: CheckImport) -> ImportReport:
        """What an import of a file would do."""
        return await self._ask(request)

    async def start_import(self, request: StartImport) -> Import:
        """Invite everybody whose row is in order."""
        return await self._ask(request)

    async def get_import(self, request: GetImport) -> Import:
        """How far an import is."""
        return await self._ask(request)

    async def list_imports(self, request: ListImports) -> Page[Import]:
        """One page of imports."""
        return await self._ask(request)

    async def list_import_rows(self, request: ListImportRows) -> Page[ImportRow]:
        """One page of what became of the rows."""
        return await self._ask(request)
