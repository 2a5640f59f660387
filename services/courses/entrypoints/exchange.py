"""Courses that come in from packages and go out as such."""

from contracts.courses.exchange import (
    CourseExport,
    CourseImport,
    ExportCourse,
    GetCourseExport,
    GetCourseImport,
    ImportCourse,
    ListCourseExports,
    ListCourseImports,
)
from services.common.rpc import handles
from services.common.timers import every
from services.common.work import Begin, UnitOfWork
from services.courses.entrypoints.dependencies import Dependencies
from services.courses.use_cases import exchange_jobs, exchanges


class Exchange(Dependencies):
    """Packages are asked for here, and made by the clock."""

    @handles
    def import_course(self, work: UnitOfWork, request: ImportCourse) -> CourseImport:
        """Fill a course from a package."""
        return exchanges.import_course(work, request)

    @handles
    def get_course_import(self, work: UnitOfWork, request: GetCourseImport) -> CourseImport:
        """How far an import is."""
        return exchanges.get_course_import(work, request)

    @handles
    def list_course_imports(
        self, work: UnitOfWork, request: ListCourseImports
    ) -> list[CourseImport]:
        """The newest imports into a course."""
        return exchanges.list_course_imports(work, request)

    @handles
    def export_course(self, work: UnitOfWork, request: ExportCourse) -> CourseExport:
        """Write a course as a package."""
        return exchanges.export_course(work, self.links, request)

    @handles
    def get_course_export(self, work: UnitOfWork, request: GetCourseExport) -> CourseExport:
        """How far an export is."""
        return exchanges.get_course_export(work, self.links, request)

    @handles
    def list_course_exports(
        self, work: UnitOfWork, request: ListCourseExports
    ) -> list[CourseExport]:
        """The newest exports of a course."""
        return exchanges.list_course_exports(work, self.links, request)

    @every(seconds=2)
    def run_imports(self, begin: Begin) -> None:
        """Read the packages that wait."""
        exchange_jobs.run_imports(begin, self.files, self.exchanger, self.render)

    @every(seconds=2)
    def run_exports(self, begin: Begin) -> None:
        """Write the packages that are waited for."""
        exchange_jobs.run_exports(begin, self.files, self.exchanger)

    @every(seconds=3600)
    def forget_exchanges(self, begin: Begin) -> None:
        """Drop packages that were made long ago."""
        exchange_jobs.forget_exchanges(begin, self.files)
