"""The audit log: reading it, taking it along, proving that it is whole."""

from contracts.accounts.audit import ExportAuditEntries, VerifyAuditLog
from contracts.accounts.messages import ListAuditEntries
from gateway.endpoints import Endpoint

ENDPOINTS = (
    Endpoint("GET", "/v1/admin/audit", ListAuditEntries),
    Endpoint("GET", "/v1/admin/audit/verification", VerifyAuditLog),
    Endpoint("POST", "/v1/admin/audit/exports", ExportAuditEntries),
)
