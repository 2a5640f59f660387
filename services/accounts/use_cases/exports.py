"""Taking one's data along: every service is asked, accounts makes one file of the answers."""

from typing import Any

from msgspec import to_builtins

from contracts.accounts.personal_data import (
    DataExport,
    ExportFile,
    ExportReady,
    GetExportFile,
    ListExports,
    Part,
    RequestExport,
)
from contracts.privacy import HOLDERS, AccountsUserExported, ExportRequested, UserExported
from services.accounts import models, policies
from services.accounts.archive import build_archive
from services.accounts.pictures import Pictures
from services.accounts.repository import (
    DataRequestRepository,
    PersonalDataRepository,
    UserRepository,
)
from services.common.database import new_id
from services.common.parcels import ParcelService
from services.common.storage import FileStore
from services.common.work import Begin, UnitOfWork

PICTURE = "picture.webp"


def list_exports(work: UnitOfWork, _request: ListExports) -> list[DataExport]:
    """The caller's collections."""
    rows = DataRequestRepository(work.session).list_exports(work.actor.user_id)
    return [_to_export(work, row) for row in rows]


def request_export(work: UnitOfWork, _request: RequestExport) -> DataExport:
    """Ask every service."""
    values = {
        "id": new_id(),
        "user_id": work.actor.user_id,
        "kind": models.RequestKind.EXPORT,
        "requested_at": work.now,
    }
    row = policies.running(DataRequestRepository(work.session).open(values, HOLDERS))
    work.record(ExportRequested(export_id=row.id, user_id=row.user_id))
    return _to_export(work, row)


def get_export_file(work: UnitOfWork, request: GetExportFile) -> ExportFile:
    """Where the caller's file lies; the gateway sends it."""
    row = DataRequestRepository(work.session).get_export(request.export_id, work.actor.user_id)
    policies.ensure_downloadable(row, work.now)
    return ExportFile(file_id=row.id, name=f"academy-{row.requested_at:%Y-%m-%d}.zip")


def export_user(work: UnitOfWork, parcels: ParcelService, event: ExportRequested) -> None:
    """What accounts itself keeps."""
    content = PersonalDataRepository(work.session).collect(event.user_id)
    work.record(
        AccountsUserExported(
            export_id=event.export_id,
            user_id=event.user_id,
            sealed_content=parcels.pack(to_builtins(content)),
        )
    )


def gather_part(
    work: UnitOfWork,
    parcels: ParcelService,
    pictures: Pictures,
    store: FileStore,
    event: UserExported,
) -> None:
    """Keep the answer of a service; the last one completes the file."""
    requests = DataRequestRepository(work.session)
    row = requests.find_for_update(event.export_id)
    if row is None or row.finished_at is not None:
        return
    requests.answer(row.id, event.source, work.now, event.sealed_content)
    parts = requests.list_parts(row.id)
    if not policies.is_complete(parts):
        return
    contents = {part.service: parcels.unpack(part.sealed_content or "") for part in parts}
    packed = _pack(work, pictures, row, contents)
    store.write(row.id, packed)
    requests.drop_contents(row.id)
    row.finished_at, row.size = work.now, len(packed)
    row.expires_at = work.now + policies.EXPORT_LIFE
    work.record(ExportReady(export_id=row.id, user_id=row.user_id))


def forget_exports(begin: Begin, store: FileStore) -> None:
    """Delete files that could be downloaded for a week."""
    with begin() as work:
        for file_id in DataRequestRepository(work.session).take_expired_exports(work.now):
            store.remove(file_id)


def to_parts(parts: list[models.DataPart]) -> list[Part]:
    """Which services have answered."""
    return [Part(service=part.service, done=part.answered_at is not None) for part in parts]


def _pack(
    work: UnitOfWork, pictures: Pictures, row: models.DataRequest, contents: dict[str, Any]
) -> bytes:
    user = UserRepository(work.session).get(row.user_id)
    picture = pictures.read(PersonalDataRepository(work.session).find_picture(row.user_id))
    extras = {PICTURE: picture} if picture else {}
    return build_archive(contents, extras, user.locale, work.now)


def _to_export(work: UnitOfWork, row: models.DataRequest) -> DataExport:
    return DataExport(
        id=row.id,
        state=policies.export_state(row, work.now),
        parts=to_parts(DataRequestRepository(work.session).list_parts(row.id)),
        requested_at=row.requested_at,
        ready_at=row.finished_at,
        expires_at=row.expires_at,
        size=row.size or 0,
    )
