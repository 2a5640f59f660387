"""How files come into courses; their bytes go to the gateway, never through here."""

from contracts.courses.authoring import FinishUpload, StartUpload
from contracts.courses.errors import UploadIncomplete, UploadNotFound
from contracts.courses.resources import CourseFile, Upload
from services.common.storage import FileStore
from services.common.work import Begin, UnitOfWork
from services.courses import models
from services.courses.links import FileLinks
from services.courses.policies import editing, file_types, uploads
from services.courses.repository.courses import CourseRepository
from services.courses.repository.files import FileRepository, UploadRepository
from services.courses.use_cases import media

KEPT_EXTRA = 2
"""Announcements are kept twice as long as they hold, so that a late sender is told why."""


def start_upload(work: UnitOfWork, links: FileLinks, request: StartUpload) -> Upload:
    """Allow the teacher of a course to send one file."""
    editing.ensure_may_edit(work.actor, CourseRepository(work.session).get(request.course_id))
    limit = uploads.upload_limit(request.media_type)
    uploads.ensure_fits(request.size, limit)
    upload = models.Upload(
        course_id=request.course_id,
        person_id=work.actor.user_id,
        name=request.name,
        media_type=request.media_type,
        size=request.size,
        started_at=work.now,
    )
    UploadRepository(work.session).add(upload)
    url = links.upload(upload, work.now + uploads.UPLOAD_LASTS)
    return Upload(id=upload.id, url=url, max_bytes=request.size)


def finish_upload(
    work: UnitOfWork, links: FileLinks, store: FileStore, request: FinishUpload
) -> CourseFile:
    """Turn an upload into a file of the course; telling it again answers the same."""
    upload = UploadRepository(work.session).find_for_update(request.upload_id)
    if upload is None:
        return links.file(_finished(work, request), work.now)
    uploads.ensure_same_upload(work.actor, upload, request.size, request.media_type, work.now)
    _ensure_content(store, upload)
    file = models.CourseFile(
        id=upload.id,
        course_id=upload.course_id,
        name=upload.name,
        media_type=upload.media_type,
        size=upload.size,
        sha256=request.sha256,
        attempt_id=upload.attempt_id,
        uploaded_by=upload.person_id,
        created_at=work.now,
    )
    FileRepository(work.session).add(file)
    UploadRepository(work.session).remove(upload)
    media.enqueue(work, file)
    return links.file(file, work.now)


def forget_stale_uploads(begin: Begin, store: FileStore) -> None:
    """Drop announcements that nobody kept, and the bytes that nobody went on sending."""
    with begin() as work:
        moment = work.now - KEPT_EXTRA * uploads.UPLOAD_LASTS
        UploadRepository(work.session).remove_started_before(moment)
        store.remove_partial((work.now - uploads.UPLOAD_LASTS).timestamp())


def _ensure_content(store: FileStore, upload: models.Upload) -> None:
    """The bytes say what the file is."""
    head = store.head(upload.id, file_types.HEAD_BYTES)
    if head is None:
        raise UploadIncomplete("The file is gone. Send it again.")
    file_types.ensure_is(upload.media_type, head)


def _finished(work: UnitOfWork, request: FinishUpload) -> models.CourseFile:
    """The file that the same upload has become before."""
    file = FileRepository(work.session).find(request.upload_id)
    if file is None or (file.uploaded_by, file.sha256) != (work.actor.user_id, request.sha256):
        raise UploadNotFound("The upload is unknown or too old. Start it again.")
    return file
