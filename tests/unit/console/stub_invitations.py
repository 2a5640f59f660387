"""Invitations and imports of the academy in memory."""

from abc import abstractmethod
from datetime import timedelta
from typing import TypeVar

from msgspec.structs import replace

from contracts.accounts.imports import (
    CheckImport,
    GetImport,
    Import,
    ImportReport,
    ImportRow,
    ListImportRows,
    ListImports,
    RowFate,
    StartImport,
)
from contracts.accounts.invitations import (
    Invitation,
    InvitationState,
    Invite,
    ListInvitations,
    ResendInvitation,
    RevokeInvitation,
)
from contracts.types import Page
from tests.unit.console import samples

ItemT = TypeVar("ItemT")


class InvitingAcademy:
    """Answers about invitations, and changes them."""

    def __init__(self) -> None:
        self.invitations = samples.make_invitations()
        self.report = samples.make_report()
        self.imports: list[Import] = []

    async def list_invitations(self, request: ListInvitations) -> Page[Invitation]:
        found = [
            each
            for each in self.invitations
            if request.state in {None, each.state}
            and request.search.lower() in f"{each.name} {each.email}".lower()
        ]
        return await self._answer(request, self._page(found, request.after))

    async def invite(self, request: Invite) -> Invitation:
        fresh = samples.make_invitation(
            request.email,
            name=request.name,
            role=request.role,
            locale=request.locale,
            created_at=samples.NOW,
            sent_at=samples.NOW,
            expires_at=samples.NOW + timedelta(days=7),
        )
        invited = await self._answer(request, fresh)
        self.invitations.insert(0, invited)
        return invited

    async def resend_invitation(self, request: ResendInvitation) -> Invitation:
        return await self._change(request, state=InvitationState.PENDING, times_sent=2)

    async def revoke_invitation(self, request: RevokeInvitation) -> Invitation:
        state = InvitationState.REVOKED
        return await self._change(request, state=state, settled_at=samples.NOW)

    async def check_import(self, request: CheckImport) -> ImportReport:
        return await self._answer(request, self.report)

    async def start_import(self, request: StartImport) -> Import:
        started = await self._answer(request, samples.make_import(file_name=request.file_name))
        self.imports.insert(0, started)
        return started

    async def get_import(self, request: GetImport) -> Import:
        (found,) = [each for each in self.imports if each.id == request.import_id]
        return await self._answer(request, found)

    async def list_imports(self, request: ListImports) -> Page[Import]:
        return await self._answer(request, Page(items=list(self.imports)))

    async def list_import_rows(self, request: ListImportRows) -> Page[ImportRow]:
        waits = any(each.waiting for each in self.imports)
        became = {RowFate.READY: RowFate.WAITING if waits else RowFate.INVITED}
        rows = [
            replace(row, fate=became.get(row.fate, row.fate), warnings=[])
            for row in sorted(self.report.rows, key=lambda row: row.line)
        ]
        found = [row for row in rows if request.fate in {None, row.fate}]
        return await self._answer(request, self._page(found, request.after))

    def leave_waiting(self, rows: int) -> None:
        """All but so many rows are worked off."""
        self.imports[0] = replace(self.imports[0], waiting=rows)

    def finish_import(self) -> None:
        """All rows are worked off."""
        item = self.imports[0]
        self.imports[0] = replace(item, waiting=0, invited=3, finished_at=samples.NOW)

    async def _change(
        self, request: ResendInvitation | RevokeInvitation, **changes: object
    ) -> Invitation:
        (old,) = [each for each in self.invitations if each.id == request.invitation_id]
        changed = await self._answer(request, replace(old, **changes))
        self.invitations[self.invitations.index(old)] = changed
        return changed

    @abstractmethod
    async def _answer(self, request: object, reply: ItemT) -> ItemT: ...

    @abstractmethod
    def _page(self, items: list[ItemT], after: str | None) -> Page[ItemT]: ...
