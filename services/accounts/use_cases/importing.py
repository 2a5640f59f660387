"""Working through an import, some rows at a time."""

from contracts.accounts.imports import ImportContinued, RowFate
from contracts.accounts.messages import UserRegistered, UserStatus
from contracts.types import Actor, Role
from services.accounts import models
from services.accounts.repository import ImportRepository, InvitationRepository, UserRepository
from services.accounts.use_cases.imports import (
    HAS_ACCOUNT,
    IS_INVITED,
    announce_progress,
    to_import,
)
from services.accounts.use_cases.invitations import new_invitation, send
from services.accounts.use_cases.registration import to_contact
from services.common.database import new_id
from services.common.work import UnitOfWork

BATCH = 50


def continue_import(work: UnitOfWork, mail_sealing_key: str, event: ImportContinued) -> None:
    """Let the next people in; what is announced and mailed commits with them."""
    imports = ImportRepository(work.session)
    started = imports.get(event.import_id)
    rows = imports.take_waiting(started.id, BATCH)
    _let_in(work, started, rows, mail_sealing_key)
    work.session.flush()
    if announce_progress(work, started):
        work.record(ImportContinued(import_id=started.id))
    elif started.finished_at is None:
        started.finished_at = work.now
        _note_end(work, started)


def _let_in(
    work: UnitOfWork, started: models.Import, rows: list[models.ImportRow], mail_sealing_key: str
) -> None:
    emails = [row.email for row in rows]
    invitations = InvitationRepository(work.session)
    invitations.lock_addresses(emails)
    invited = invitations.list_open_emails(emails, work.now)
    fresh = [_account(work, row) for row in rows if row.email not in invited]
    added = UserRepository(work.session).add(fresh) if fresh else []
    users = {user.email: user for user in added}
    invitations.revoke_expired(list(users), work.now)
    for row in rows:
        user = users.get(row.email)
        if user is None:
            row.fate = RowFate.KNOWN
            row.problems = [IS_INVITED if row.email in invited else HAS_ACCOUNT]
            continue
        row.fate = RowFate.INVITED
        _welcome(work, started, user, mail_sealing_key)


def _account(work: UnitOfWork, row: models.ImportRow) -> dict[str, object]:
    """An account that nobody can use before its address is proven."""
    return {
        "id": new_id(),
        "email": row.email,
        "name": row.name or row.email,
        "role": Role(row.role),
        "status": UserStatus.UNCONFIRMED,
        "locale": row.locale,
        "created_at": work.now,
        "confirmed_at": None,
    }


def _welcome(
    work: UnitOfWork, started: models.Import, user: models.User, mail_sealing_key: str
) -> None:
    work.record(UserRegistered(user_id=user.id, role=user.role, contact=to_contact(user)))
    invitation = new_invitation(work, started.started_by, user.email, user.role)
    invitation.user_id, invitation.locale = user.id, user.locale
    invitation.name = user.name if user.name != user.email else ""
    send(work, invitation, mail_sealing_key)
    InvitationRepository(work.session).add(invitation)


def _note_end(work: UnitOfWork, started: models.Import) -> None:
    came = to_import(work, started)
    work.audit(
        "people.imported",
        target_type="import",
        target_id=started.id,
        target_label=started.file_name,
        after={"invited": came.invited, "known": came.known, "wrong": came.wrong},
        actor=Actor(user_id=started.started_by, role=Role.ADMIN),
    )
