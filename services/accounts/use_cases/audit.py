"""What was done, collected from every service."""

from uuid import UUID

import msgspec

from contracts.accounts.audit import AuditEntryRecorded, ExportAuditEntries
from contracts.accounts.messages import AuditEntry, ListAuditEntries
from contracts.audit import AdminActed
from contracts.types import Page
from services.accounts import models
from services.accounts.repository import AuditRepository, UserRepository
from services.accounts.use_cases.standing import ensure_standing
from services.common.database import new_id
from services.common.work import SYSTEM, Begin, UnitOfWork

UNNAMED = {SYSTEM.user_id: "Academy", UUID(int=0): "Operator"}
"""Who acts without an account: the software itself, and whoever works on its machine."""


def list_audit_entries(work: UnitOfWork, request: ListAuditEntries) -> Page[AuditEntry]:
    """Read the log; for admins."""
    ensure_standing(work, request)
    rows, following = AuditRepository(work.session).list_newest(request, request.newer_than)
    return Page(items=[to_entry(row) for row in rows], next=following)


def export_audit_entries(begin: Begin, request: ExportAuditEntries) -> Page[AuditEntry]:
    """Take a page of the log along; for admins."""
    with begin() as work:
        ensure_standing(work, request)
        return list_for_export(work, request)


def list_for_export(work: UnitOfWork, request: ExportAuditEntries) -> Page[AuditEntry]:
    """A page of what is taken along; who began to and with which choice is written down."""
    rows, following = AuditRepository(work.session).list_newest(request)
    if request.after is None:
        _note_export(work, request)
    return Page(items=[to_entry(row) for row in rows], next=following)


def record_admin_act(work: UnitOfWork, event: AdminActed) -> None:
    """Write down what somebody did, under the name they have now."""
    entry = models.AuditEntry(
        id=new_id(),
        service=event.source,
        action=event.action,
        actor_id=event.actor_id,
        actor_name=_name_of(work, event.actor_id),
        on_behalf_of=event.on_behalf_of,
        on_behalf_of_name=_name_of(work, event.on_behalf_of) if event.on_behalf_of else "",
        target_type=event.target_type,
        target_id=event.target_id,
        target_label=event.target_label,
        reason=event.reason,
        before=event.before,
        after=event.after,
        correlation_id=work.correlation_id,
        address=event.address,
        recorded_at=work.happened_at,
    )
    AuditRepository(work.session).append(entry)
    work.record(
        AuditEntryRecorded(
            entry_id=entry.id, position=entry.position, origin=entry.service, action=entry.action
        )
    )


def to_entry(row: models.AuditEntry) -> AuditEntry:
    """An entry as the contracts show it."""
    fields = {name: getattr(row, name) for name in AuditEntry.__struct_fields__}
    return AuditEntry(**{**fields, "hash": row.hash.hex()})


def _name_of(work: UnitOfWork, user_id: UUID) -> str:
    known = UserRepository(work.session).find_name(user_id)
    return known or UNNAMED.get(user_id, "Somebody without an account")


def _note_export(work: UnitOfWork, request: ExportAuditEntries) -> None:
    chosen = msgspec.to_builtins(request)
    work.audit(
        "audit.exported",
        target_type="audit log",
        target_id="audit_entries",
        target_label="Audit log",
        after={name: value for name, value in chosen.items() if name != "limit" and value},
    )
