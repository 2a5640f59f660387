"""Entrypoints of the accounts service."""

from contracts.accounts.messages import (
    AccountsOverview,
    AuditEntry,
    ChangeRole,
    ConfirmEmail,
    GetAccountsOverview,
    GetMe,
    JwkSet,
    ListAuditEntries,
    ListSigningKeys,
    ListUsers,
    RefreshSession,
    Register,
    ResendConfirmation,
    Session,
    SignIn,
    SignOut,
    User,
)
from contracts.audit import AccountsAdminActed, CoursesAdminActed, PaymentsAdminActed
from contracts.types import Page
from services.accounts import models, use_cases
from services.accounts.integrations.providers import Passwords, Settings
from services.common.events import reacts_to
from services.common.provider import Work
from services.common.rpc import handles, handles_in_steps
from services.common.timers import every
from services.common.work import Begin, UnitOfWork


class AccountsService:
    """People, roles, sessions and the audit log."""

    name = "accounts"

    work = Work(models.Base, models.bookkeeping, audit=AccountsAdminActed)
    passwords = Passwords()
    settings = Settings()

    @handles_in_steps
    def register(self, begin: Begin, request: Register) -> None:
        """Open an account."""
        use_cases.register(begin, self.passwords, self.settings.mail_sealing_key, request)

    @handles
    def resend_confirmation(self, work: UnitOfWork, request: ResendConfirmation) -> None:
        """Send the confirmation link again."""
        use_cases.resend_confirmation(work, self.settings.mail_sealing_key, request)

    @handles
    def confirm_email(self, work: UnitOfWork, request: ConfirmEmail) -> None:
        """Accept the link of a mail."""
        use_cases.confirm_email(work, request)

    @handles_in_steps
    def sign_in(self, begin: Begin, request: SignIn) -> Session:
        """Begin a session."""
        return use_cases.sign_in(begin, self.passwords, self.settings, request)

    @handles_in_steps
    def refresh_session(self, begin: Begin, request: RefreshSession) -> Session:
        """Renew a session."""
        return use_cases.refresh_session(begin, self.settings, request)

    @handles
    def sign_out(self, work: UnitOfWork, request: SignOut) -> None:
        """End a session."""
        use_cases.sign_out(work, request)

    @handles_in_steps
    def list_signing_keys(self, begin: Begin, request: ListSigningKeys) -> JwkSet:
        """Show the public keys."""
        return use_cases.list_signing_keys(begin, self.settings.token_encryption_key, request)

    @handles
    def get_me(self, work: UnitOfWork, request: GetMe) -> User:
        """Show the caller."""
        return use_cases.get_me(work, request)

    @handles
    def list_users(self, work: UnitOfWork, request: ListUsers) -> Page[User]:
        """Search people."""
        return use_cases.list_users(work, request)

    @handles
    def change_role(self, work: UnitOfWork, request: ChangeRole) -> User:
        """Give a person another role."""
        return use_cases.change_role(work, request)

    @handles
    def list_audit_entries(self, work: UnitOfWork, request: ListAuditEntries) -> Page[AuditEntry]:
        """Read the audit log."""
        return use_cases.list_audit_entries(work, request)

    @handles
    def get_accounts_overview(
        self, work: UnitOfWork, request: GetAccountsOverview
    ) -> AccountsOverview:
        """Count people."""
        return use_cases.get_accounts_overview(work, request)

    @reacts_to(AccountsAdminActed)
    def record_accounts_act(self, work: UnitOfWork, event: AccountsAdminActed) -> None:
        """Write down what an admin did to people."""
        use_cases.record_admin_act(work, event)

    @reacts_to(CoursesAdminActed)
    def record_courses_act(self, work: UnitOfWork, event: CoursesAdminActed) -> None:
        """Write down what an admin did to courses."""
        use_cases.record_admin_act(work, event)

    @reacts_to(PaymentsAdminActed)
    def record_payments_act(self, work: UnitOfWork, event: PaymentsAdminActed) -> None:
        """Write down what an admin did to money."""
        use_cases.record_admin_act(work, event)

    @every(seconds=3600)
    def remove_expired(self, begin: Begin) -> None:
        """Forget what has ended."""
        use_cases.remove_expired(begin)
