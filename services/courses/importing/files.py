"""Files of an imported course, on disk and in the database."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from services.common.storage import FileStore
from services.common.work import UnitOfWork
from services.courses.importing.addresses import SourceFile
from services.courses.models import Course, CourseFile
from services.courses.repository.files import FileRepository
from services.courses.use_cases import media


def store_files(
    work: UnitOfWork, store: FileStore, course: Course, files: Iterable[SourceFile]
) -> None:
    """Copy the bytes first: a row without its bytes would be worse than bytes without a row."""
    repository = FileRepository(work.session)
    for file in files:
        store.put(file.id, file.place)
        if repository.find(file.id) is None:
            row = _to_row(work, course, file)
            repository.add(row)
            media.enqueue(work, row)


def _to_row(work: UnitOfWork, course: Course, file: SourceFile) -> CourseFile:
    return CourseFile(
        id=file.id,
        course_id=course.id,
        name=PurePosixPath(file.path).name,
        media_type=file.media_type,
        size=file.place.stat().st_size,
        sha256=file.sha256,
        uploaded_by=course.teacher_id,
        created_at=work.now,
    )
