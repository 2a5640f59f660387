"""Packages on their way in and out, moved by workers that are asked to."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from contracts.courses.exchange import (
    CourseExport,
    CourseImport,
    ExportCourse,
    ExportFormat,
    GetCourseExport,
    GetCourseImport,
    ImportCourse,
)
from contracts.types import Actor
from services.common.storage import FileStore
from services.courses import models
from services.courses.markdown import render
from services.courses.use_cases import exchange_jobs
from tests.factories.exchanging import PlainExchanger
from tests.integration.courses.conftest import Ask

TYPES = {".gz": "application/gzip", ".imscc": "application/zip"}


class Carrier:
    """Brings packages into courses of a teacher, and takes them out."""

    def __init__(
        self, ask: Ask, session: Session, service_for: Callable[..., Any], files: FileStore
    ) -> None:
        self._ask = ask
        self._session = session
        self._begin = service_for(None).work.begin
        self._files = files

    def run(self) -> None:
        """Let the workers do all that waits."""
        exchanger = PlainExchanger(self._files)
        exchange_jobs.run_imports(self._begin, self._files, exchanger, render)
        exchange_jobs.run_exports(self._begin, self._files, exchanger)
        self._session.expire_all()

    def send(self, package: Path, course_id: UUID, teacher: Actor) -> CourseImport:
        """Upload a package and ask for its import."""
        file_id, media_type = uuid4(), TYPES.get(package.suffix, "application/pdf")
        self._files.put(file_id, package)
        file = models.CourseFile(
            id=file_id,
            course_id=course_id,
            name=package.name,
            media_type=media_type,
            size=package.stat().st_size,
            sha256="0" * 64,
            uploaded_by=teacher.user_id,
            created_at=self._session.get_one(models.Course, course_id).created_at,
        )
        self._session.add(file)
        self._session.commit()
        return self._ask(ImportCourse(course_id=course_id, file_id=file_id), teacher)

    def bring(self, package: Path, course_id: UUID, teacher: Actor) -> CourseImport:
        """The same, and wait until it is done."""
        begun = self.send(package, course_id, teacher)
        self.run()
        return self._ask(GetCourseImport(course_import_id=begun.id), teacher)

    def take(self, course_id: UUID, form: ExportFormat, teacher: Actor) -> CourseExport:
        """Ask for an export, and wait until it is done."""
        asked = self._ask(ExportCourse(course_id=course_id, format=form), teacher)
        self.run()
        return self._ask(GetCourseExport(course_export_id=asked.id), teacher)
