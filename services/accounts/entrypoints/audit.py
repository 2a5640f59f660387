"""What admins did, collected from every service."""

from contracts.accounts.messages import AuditEntry, ListAuditEntries
from contracts.audit import AccountsAdminActed, CoursesAdminActed, PaymentsAdminActed
from contracts.types import Page
from services.accounts import use_cases
from services.accounts.entrypoints.dependencies import Dependencies
from services.common.events import reacts_to
from services.common.rpc import handles
from services.common.work import UnitOfWork


class Audit(Dependencies):
    """The audit log."""

    @handles
    def list_audit_entries(self, work: UnitOfWork, request: ListAuditEntries) -> Page[AuditEntry]:
        """Read the audit log."""
        return use_cases.list_audit_entries(work, request)

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
