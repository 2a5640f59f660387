"""How people are invited, one by one or by a file."""

from contracts.accounts.imports import (
    CheckImport,
    GetImport,
    Import,
    ImportContinued,
    ImportReport,
    ImportRow,
    ListImportRows,
    ListImports,
    StartImport,
)
from contracts.accounts.invitations import (
    AcceptInvitation,
    GetInvitation,
    Invitation,
    InvitationCard,
    Invite,
    ListInvitations,
    ResendInvitation,
    RevokeInvitation,
)
from contracts.accounts.messages import Session
from contracts.types import Page
from services.accounts import use_cases
from services.accounts.entrypoints.dependencies import Dependencies
from services.common.events import reacts_to
from services.common.rpc import handles, handles_in_steps
from services.common.timers import every
from services.common.work import Begin, UnitOfWork


class Invitations(Dependencies):
    """Inviting people and letting them in."""

    @handles
    def invite(self, work: UnitOfWork, request: Invite) -> Invitation:
        """Invite somebody by mail."""
        return use_cases.invite(work, self.settings.mail_sealing_key, request)

    @handles
    def resend_invitation(self, work: UnitOfWork, request: ResendInvitation) -> Invitation:
        """Send a fresh link."""
        return use_cases.resend_invitation(work, self.settings.mail_sealing_key, request)

    @handles
    def revoke_invitation(self, work: UnitOfWork, request: RevokeInvitation) -> Invitation:
        """Take an invitation back."""
        return use_cases.revoke_invitation(work, request)

    @handles
    def list_invitations(self, work: UnitOfWork, request: ListInvitations) -> Page[Invitation]:
        """Look invitations up."""
        return use_cases.list_invitations(work, request)

    @handles
    def get_invitation(self, work: UnitOfWork, request: GetInvitation) -> InvitationCard:
        """Show what a link invites to."""
        return use_cases.get_invitation(work, request)

    @handles_in_steps
    def accept_invitation(self, begin: Begin, request: AcceptInvitation) -> Session:
        """Make the account."""
        return use_cases.accept_invitation(begin, self.passwords, self.settings, request)

    @every(seconds=3600)
    def forget_invitations(self, begin: Begin) -> None:
        """Forget what ended long ago."""
        use_cases.forget_invitations(begin)


class Imports(Dependencies):
    """People who come in a file."""

    @handles
    def check_import(self, work: UnitOfWork, request: CheckImport) -> ImportReport:
        """Judge a file."""
        return use_cases.check_import(work, request)

    @handles
    def start_import(self, work: UnitOfWork, request: StartImport) -> Import:
        """Invite everybody whose row is in order."""
        return use_cases.start_import(work, request)

    @handles
    def get_import(self, work: UnitOfWork, request: GetImport) -> Import:
        """Say how far an import is."""
        return use_cases.get_import(work, request)

    @handles
    def list_imports(self, work: UnitOfWork, request: ListImports) -> Page[Import]:
        """Show earlier imports."""
        return use_cases.list_imports(work, request)

    @handles
    def list_import_rows(self, work: UnitOfWork, request: ListImportRows) -> Page[ImportRow]:
        """Say what became of each row."""
        return use_cases.list_import_rows(work, request)

    @reacts_to(ImportContinued)
    def continue_import(self, work: UnitOfWork, event: ImportContinued) -> None:
        """Let the next people in."""
        use_cases.continue_import(work, self.settings.mail_sealing_key, event)
