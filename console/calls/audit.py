"""Calls about the audit log."""

from console.calls.asking import Asking
from contracts.accounts.audit import AuditVerdict, ExportAuditEntries, VerifyAuditLog
from contracts.accounts.messages import AuditEntry, ListAuditEntries
from contracts.types import Page


class AuditCalls(Asking):
    """Reading the audit log, taking it along, proving that it is whole."""

    async def list_audit_entries(self, request: ListAuditEntries) -> Page[AuditEntry]:
        """One page of what was done."""
        return await self._ask(request)

    async def export_audit_entries(self, request: ExportAuditEntries) -> Page[AuditEntry]:
        """One page of what is taken along."""
        return await self._ask(request)

    async def verify_audit_log(self, request: VerifyAuditLog) -> AuditVerdict:
        """What came of following a stretch of the chain."""
        return await self._ask(request)
