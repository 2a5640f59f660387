"""What was done, collected from every service."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import msgspec

from contracts.accounts.audit import AuditEntryRecorded, ExportAuditEntries
from contracts.accounts.messages import AuditEntry, ListAuditEntries, UserStatus
from contracts.audit import AdminActed
from contracts.types import Page
from services.accounts import models
from services.accounts.repository import AuditRepository, InvitationRepository, UserRepository
from services.accounts.use_cases.standing import ensure_standing
from services.common.database import new_id
from services.common.work import Begin, UnitOfWork

NOBODY = "Somebody without an account"
_SEARCHED = ("search", "actor", "target")
_WORD = "a word"


def list_audit_entries(work: UnitOfWork, request: ListAuditEntries) -> Page[AuditEntry]:
    """Read the log; for admins."""
    ensure_standing(work, request)
    rows, following = AuditRepository(work.session).list_newest(request, request.newer_than)
    return Page(items=to_entries(work, rows), next=following)


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
    return Page(items=to_entries(work, rows), next=following)


def record_admin_act(work: UnitOfWork, event: AdminActed) -> None:
    """Write down what somebody did; people by their ids, since a name must be forgettable."""
    entry = models.AuditEntry(
        id=new_id(),
        service=event.source,
        action=event.action,
        actor_id=event.actor_id,
        on_behalf_of=event.on_behalf_of,
        target_type=event.target_type,
        target_id=event.target_id,
        target_label="" if event.target_type in models.NAMED_ELSEWHERE else event.target_label,
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


def to_entries(work: UnitOfWork, rows: Sequence[models.AuditEntry]) -> list[AuditEntry]:
    """Entries as the contracts show them: with the names that people have now."""
    people = UserRepository(work.session).list_known(_ids_of_people(rows))
    invited = InvitationRepository(work.session).list_known(_ids_of_targets(rows))
    targets: list[models.User | models.Invitation] = [*people, *invited]
    labels = {target.id: _label(target) for target in targets}
    names = models.UNNAMED | {person.id: person.name for person in people}
    return [_to_entry(row, names, labels) for row in rows]


def _to_entry(
    row: models.AuditEntry, names: dict[UUID, str], labels: dict[UUID, str]
) -> AuditEntry:
    kept = {name: getattr(row, name, "") for name in AuditEntry.__struct_fields__}
    shown: dict[str, Any] = {
        "actor_name": names.get(row.actor_id, NOBODY),
        "on_behalf_of_name": names.get(row.on_behalf_of, NOBODY) if row.on_behalf_of else "",
        "target_label": _target_label(row, labels),
        "hash": row.hash.hex(),
    }
    return AuditEntry(**{**kept, **shown})


def _target_label(row: models.AuditEntry, labels: dict[UUID, str]) -> str:
    if row.target_type in models.NAMED_ELSEWHERE:
        return labels.get(_target(row), "Not there any more")
    return row.target_label


def _ids_of_people(rows: Iterable[models.AuditEntry]) -> set[UUID]:
    acted = {whom for row in rows for whom in (row.actor_id, row.on_behalf_of) if whom}
    return acted | _ids_of_targets(rows)


def _ids_of_targets(rows: Iterable[models.AuditEntry]) -> set[UUID]:
    return {_target(row) for row in rows if row.target_type in models.NAMED_ELSEWHERE}


def _target(row: models.AuditEntry) -> UUID:
    return UUID(row.target_id)


def _label(known: models.User | models.Invitation) -> str:
    """Name and address; of who has left, the pseudonym alone."""
    has_left = isinstance(known, models.User) and known.status is UserStatus.ERASED
    return known.name if has_left else f"{known.name} <{known.email}>".strip()


def _note_export(work: UnitOfWork, request: ExportAuditEntries) -> None:
    """What was chosen; words are left out, since they can be names and the log is for good."""
    fields = msgspec.to_builtins(request).items()
    chosen = {name: value for name, value in fields if name != "limit" and value}
    words = {name: _WORD for name in _SEARCHED if chosen.get(name) and not _is_id(chosen[name])}
    work.audit(
        "audit.exported",
        target_type="audit log",
        target_id="audit_entries",
        target_label="Audit log",
        after=chosen | words,
    )


def _is_id(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True
