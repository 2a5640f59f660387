"""How files come into courses; their bytes go to the gateway, never through here."""

from contracts.courses.authoring import FinishUpload, StartUpload
from contracts.courses.errors import UploadNotFound
from contracts.courses.resources import CourseFile, Upload
from services.common.work import Begin, UnitOfWork
from services.courses import models
from services.courses.links import FileLinks
from services.courses.policies import editing, uploads
from services.courses.repository.courses import CourseRepository
from services.courses.repository.files import FileRepository, UploadRepository

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
    url = links.upload(upload.id, request.size, work.now + uploads.UPLOAD_LASTS)
    return Upload(id=upload.id, url=url, max_bytes=request.size)


def finish_upload(work: UnitOfWork, links: FileLinks, request: FinishUpload) -> CourseFile:
    """Turn an upload into a file of the course; telling it again answers the same."""
    upload = UploadRepository(work.session).find_for_update(request.upload_id)
    if upload is None:
        return links.file(_finished(work, request), work.now)
    uploads.ensure_same_upload(work.actor, upload, request.size, request.media_type, work.now)
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
    return links.file(file, work.now)


def forget_stale_uploads(begin: Begin) -> None:
    """Drop announcements that nobody kept."""
    with begin() as work:
        moment = work.now - KEPT_EXTRA * uploads.UPLOAD_LASTS
        UploadRepository(work.session).remove_started_before(moment)


def _finished(work: UnitOfWork, request: FinishUpload) -> models.CourseFile:
    """The file that the same upload has become before."""
    file = FileRepository(work.session).find(request.upload_id)
    if file is None or (file.uploaded_by, file.sha256) != (work.actor.user_id, request.sha256):
        raise UploadNotFound("The upload is unknown or too old. Start it again.")
    return file
