"""Queries of course files and of uploads on their way."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from contracts.courses.errors import FileNotFound
from services.courses.models import CourseFile, Upload


class FileRepository:
    """Stored files of courses."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, file_id: UUID) -> CourseFile | None:
        """The file with that id, or None."""
        return self._session.get(CourseFile, file_id)

    def get_of_course(self, course_id: UUID, file_id: UUID) -> CourseFile:
        """A file that belongs to the course."""
        file = self.find(file_id)
        if file is None or file.course_id != course_id or file.attempt_id is not None:
            raise FileNotFound("The course has no such file.")
        return file

    def list_of_course(self, course_id: UUID, ids: Iterable[UUID]) -> list[CourseFile]:
        """Those of the files that belong to the course, not to somebody's answers."""
        wanted = list(ids)
        if not wanted:
            return []
        mine = CourseFile.course_id == course_id, CourseFile.attempt_id.is_(None)
        return list(
            self._session.scalars(select(CourseFile).where(*mine, CourseFile.id.in_(wanted)))
        )

    def list_all_of_course(self, course_id: UUID) -> list[CourseFile]:
        """Every file of the course, newest first; somebody's answers are not the course's."""
        mine = CourseFile.course_id == course_id, CourseFile.attempt_id.is_(None)
        newest = CourseFile.created_at.desc(), CourseFile.id.desc()
        return list(self._session.scalars(select(CourseFile).where(*mine).order_by(*newest)))

    def remove(self, file_id: UUID) -> None:
        """Forget a file that nothing needs any more."""
        self._session.execute(delete(CourseFile).where(CourseFile.id == file_id))

    def add(self, file: CourseFile) -> None:
        """Remember a stored file."""
        self._session.add(file)
        self._session.flush()


class UploadRepository:
    """Files on their way."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, upload: Upload) -> None:
        """Remember an announced file."""
        self._session.add(upload)
        self._session.flush()

    def find_for_update(self, upload_id: UUID) -> Upload | None:
        """The upload with that id, locked until the work ends, or None."""
        return self._session.get(Upload, upload_id, with_for_update=True)

    def remove(self, upload: Upload) -> None:
        """Forget an upload that has become a file."""
        self._session.delete(upload)
        self._session.flush()

    def remove_started_before(self, moment: datetime) -> None:
        """Forget uploads that nobody finished."""
        self._session.execute(delete(Upload).where(Upload.started_at < moment))
