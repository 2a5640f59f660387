"""People who come in a file."""

import hashlib

from msgspec.structs import replace

from contracts.accounts.errors import ImportRefused
from contracts.accounts.imports import (
    CheckImport,
    GetImport,
    Import,
    ImportContinued,
    ImportProgressed,
    ImportReport,
    ImportRow,
    ListImportRows,
    ListImports,
    RowFate,
    StartImport,
)
from contracts.types import Page
from services.accounts import models
from services.accounts.people_files import PeopleFile, read_people
from services.accounts.repository import ImportRepository, InvitationRepository, UserRepository
from services.accounts.use_cases.standing import ensure_standing
from services.common.database import new_id
from services.common.work import UnitOfWork

SHOWN = 500
HAS_ACCOUNT = "There is an account with this address."
IS_INVITED = "There is an invitation for this address."


def check_import(work: UnitOfWork, request: CheckImport) -> ImportReport:
    """Judge a file and its rows; for admins."""
    ensure_standing(work, request)
    file = _known_marked(work, read_people(request.content))
    fates = [row.fate for row in file.rows]
    troubled = [row for row in file.rows if row.problems or row.warnings]
    others = [row for row in file.rows if not row.problems and not row.warnings]
    return ImportReport(
        total=len(file.rows),
        ready=fates.count(RowFate.READY),
        known=fates.count(RowFate.KNOWN),
        wrong=fates.count(RowFate.WRONG),
        warned=sum(1 for row in file.rows if row.warnings),
        refusals=file.refusals,
        notes=file.notes,
        rows=[*troubled, *others][:SHOWN],
    )


def start_import(work: UnitOfWork, request: StartImport) -> Import:
    """Store what the file says and begin; the same file under way is the same import."""
    ensure_standing(work, request)
    digest = hashlib.sha256(request.content).digest()
    imports = ImportRepository(work.session)
    running = imports.find_running(digest)
    if running is not None:
        return to_import(work, running)
    file = _known_marked(work, read_people(request.content))
    if file.refusals:
        raise ImportRefused(" ".join(file.refusals))
    started = models.Import(
        id=new_id(),
        digest=digest,
        file_name=request.file_name,
        started_by=work.actor.user_id,
        started_by_name=UserRepository(work.session).find_name(work.actor.user_id) or "",
        started_at=work.now,
    )
    imports.add(started, [_stored(started, row) for row in file.rows])
    _note_start(work, started, file)
    work.record(ImportContinued(import_id=started.id))
    return to_import(work, started)


def get_import(work: UnitOfWork, request: GetImport) -> Import:
    """How far an import is; for admins."""
    ensure_standing(work, request)
    return to_import(work, ImportRepository(work.session).get(request.import_id))


def list_imports(work: UnitOfWork, request: ListImports) -> Page[Import]:
    """Imports of the last months; for admins."""
    ensure_standing(work, request)
    rows, following = ImportRepository(work.session).list_newest(request)
    return Page(items=[to_import(work, row) for row in rows], next=following)


def list_import_rows(work: UnitOfWork, request: ListImportRows) -> Page[ImportRow]:
    """What became of each row; for admins."""
    ensure_standing(work, request)
    rows, following = ImportRepository(work.session).list_rows(request)
    return Page(items=[_to_row(row) for row in rows], next=following)


def to_import(work: UnitOfWork, row: models.Import) -> Import:
    """An import as the contracts show it."""
    counted = ImportRepository(work.session).count(row.id)
    return Import(
        id=row.id,
        file_name=row.file_name,
        started_by_name=row.started_by_name,
        started_at=row.started_at,
        finished_at=row.finished_at,
        total=sum(counted.values()),
        waiting=counted.get(RowFate.WAITING, 0),
        invited=counted.get(RowFate.INVITED, 0),
        known=counted.get(RowFate.KNOWN, 0),
        wrong=counted.get(RowFate.WRONG, 0),
    )


def announce_progress(work: UnitOfWork, row: models.Import) -> int:
    """Tell the screens how many rows still wait."""
    waiting = ImportRepository(work.session).count(row.id).get(RowFate.WAITING, 0)
    work.record(ImportProgressed(import_id=row.id, waiting=waiting))
    return waiting


def _known_marked(work: UnitOfWork, file: PeopleFile) -> PeopleFile:
    """The same rows, with those marked whose address the academy knows."""
    emails = [row.email for row in file.rows if row.fate is RowFate.READY]
    accounts = UserRepository(work.session).list_emails(emails)
    invited = InvitationRepository(work.session).list_open_emails(emails, work.now) - accounts
    why = dict.fromkeys(accounts, HAS_ACCOUNT) | dict.fromkeys(invited, IS_INVITED)
    rows = [
        replace(row, fate=RowFate.KNOWN, problems=[why[row.email]])
        if row.fate is RowFate.READY and row.email in why
        else row
        for row in file.rows
    ]
    return replace(file, rows=rows)


def _stored(started: models.Import, row: ImportRow) -> dict[str, object]:
    return {
        "import_id": started.id,
        "line": row.line,
        "email": row.email,
        "name": row.name,
        "role": row.role,
        "locale": row.locale,
        "fate": RowFate.WAITING if row.fate is RowFate.READY else row.fate,
        "problems": row.problems,
    }


def _to_row(row: models.ImportRow) -> ImportRow:
    return ImportRow(
        line=row.line,
        email=row.email,
        name=row.name,
        role=row.role,
        locale=row.locale,
        fate=row.fate,
        problems=row.problems,
    )


def _note_start(work: UnitOfWork, started: models.Import, file: PeopleFile) -> None:
    fates = [row.fate for row in file.rows]
    work.audit(
        "people.import_started",
        target_type="import",
        target_id=started.id,
        target_label=started.file_name,
        after={
            "rows": len(file.rows),
            "ready": fates.count(RowFate.READY),
            "sha256": started.digest.hex(),
        },
    )
