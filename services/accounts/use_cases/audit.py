"""What admins did, collected from every service."""

import msgspec

from contracts.accounts.messages import AuditEntry, ListAuditEntries
from contracts.audit import AdminActed
from contracts.types import Page
from services.accounts import models
from services.accounts.repository import AuditRepository, UserRepository
from services.accounts.use_cases.standing import ensure_standing
from services.common.work import UnitOfWork

OPERATOR = "Operator"
"""Who acted from the machine itself, without an account."""


def list_audit_entries(work: UnitOfWork, request: ListAuditEntries) -> Page[AuditEntry]:
    """Read the log; for admins."""
    ensure_standing(work, request)
    rows, following = AuditRepository(work.session).list_newest(request)
    items = [msgspec.convert(row, AuditEntry, from_attributes=True) for row in rows]
    return Page(items=items, next=following)


def record_admin_act(work: UnitOfWork, event: AdminActed) -> None:
    """Write down what an admin did, under the name they have now."""
    name = UserRepository(work.session).find_name(event.actor_id)
    entry = models.AuditEntry(
        service=event.source,
        action=event.action,
        actor_id=event.actor_id,
        actor_name=name or OPERATOR,
        target_type=event.target_type,
        target_id=event.target_id,
        target_label=event.target_label,
        reason=event.reason,
        before=event.before,
        after=event.after,
        recorded_at=work.happened_at,
    )
    AuditRepository(work.session).add(entry)
