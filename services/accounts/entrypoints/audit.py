"""What admins did, collected from every service."""

from contracts.accounts.audit import AuditVerdict, ExportAuditEntries, VerifyAuditLog
from contracts.accounts.messages import AuditEntry, ListAuditEntries
from contracts.audit import AccountsAdminActed, CoursesAdminActed, PaymentsAdminActed
from contracts.types import Page
from services.accounts import use_cases
from services.accounts.entrypoints.dependencies import Dependencies
from services.accounts.integrations.providers import AuditAnchors
from services.common.events import reacts_to
from services.common.rpc import handles, handles_in_steps
from services.common.timers import every
from services.common.work import Begin, UnitOfWork


class Audit(Dependencies):
    """The audit log."""

    anchors = AuditAnchors()

    @handles
    def list_audit_entries(self, work: UnitOfWork, request: ListAuditEntries) -> Page[AuditEntry]:
        """Read the audit log."""
        return use_cases.list_audit_entries(work, request)

    @handles_in_steps
    def export_audit_entries(self, begin: Begin, request: ExportAuditEntries) -> Page[AuditEntry]:
        """Take the audit log along."""
        return use_cases.export_audit_entries(begin, request)

    @handles
    def verify_audit_log(self, work: UnitOfWork, request: VerifyAuditLog) -> AuditVerdict:
        """Check the chain of the audit log."""
        return use_cases.verify_audit_log(work, self.anchors, request)

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

    @every(seconds=300)
    def anchor_audit_log(self, begin: Begin) -> None:
        """Write down outside the database where the audit log stands."""
        use_cases.anchor_audit_log(begin, self.anchors)
