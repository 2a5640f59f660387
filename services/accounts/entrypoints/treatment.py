"""One person as staff see them, and what staff do for and to their account."""

from contracts.accounts.messages import AuditEntry, User
from contracts.accounts.people import (
    GetPerson,
    ListPersonEntries,
    Person,
    ResendUserConfirmation,
    ResetSecondFactor,
    RestoreUser,
    SignUserOut,
    SuspendUser,
)
from contracts.types import Page
from services.accounts import use_cases
from services.accounts.entrypoints.dependencies import Dependencies
from services.common.rpc import handles
from services.common.work import UnitOfWork


class Treatment(Dependencies):
    """One person, for staff."""

    @handles
    def get_person(self, work: UnitOfWork, request: GetPerson) -> Person:
        """Show a person."""
        return use_cases.get_person(work, request)

    @handles
    def list_person_entries(self, work: UnitOfWork, request: ListPersonEntries) -> Page[AuditEntry]:
        """Show what the log says of a person."""
        return use_cases.list_person_entries(work, request)

    @handles
    def suspend_user(self, work: UnitOfWork, request: SuspendUser) -> User:
        """Keep a person out."""
        return use_cases.suspend_user(work, request)

    @handles
    def restore_user(self, work: UnitOfWork, request: RestoreUser) -> User:
        """Let a person in again."""
        return use_cases.restore_user(work, request)

    @handles
    def sign_user_out(self, work: UnitOfWork, request: SignUserOut) -> None:
        """End a person's sessions."""
        use_cases.sign_user_out(work, request)

    @handles
    def reset_second_factor(self, work: UnitOfWork, request: ResetSecondFactor) -> None:
        """Take a person's second factors."""
        use_cases.reset_second_factor(work, request)

    @handles
    def resend_user_confirmation(self, work: UnitOfWork, request: ResendUserConfirmation) -> None:
        """Send a person another link."""
        use_cases.resend_user_confirmation(work, self.settings.mail_sealing_key, request)
