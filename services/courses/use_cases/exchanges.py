"""How teachers ask for imports and exports, and look how far they are."""

from contracts.courses.exchange import (
    CourseExport,
    CourseImport,
    ExchangeState,
    ExportCourse,
    GetCourseExport,
    GetCourseImport,
    ImportCourse,
    ListCourseExports,
    ListCourseImports,
)
from services.common.work import UnitOfWork
from services.courses import models
from services.courses.exchange_replies import to_export, to_import
from services.courses.links import FileLinks
from services.courses.policies import editing, exchange, uploads
from services.courses.repository.courses import CourseRepository
from services.courses.repository.exchanges import ExchangeRepository
from services.courses.repository.files import FileRepository


def import_course(work: UnitOfWork, request: ImportCourse) -> CourseImport:
    """Let a package wait to be read into its course."""
    course = CourseRepository(work.session).get_for_update(request.course_id)
    editing.ensure_may_edit(work.actor, course)
    file = FileRepository(work.session).get_of_course(course.id, request.file_id)
    uploads.ensure_package(file.media_type)
    imports = ExchangeRepository(work.session, models.CourseImport)
    exchange.ensure_free(running=imports.is_underway(course.id))
    job = models.CourseImport(
        course_id=course.id,
        file_id=file.id,
        file_name=file.name,
        state=ExchangeState.WAITING,
        due_at=work.now,
        created_at=work.now,
    )
    imports.add(job)
    return to_import(job)


def get_course_import(work: UnitOfWork, request: GetCourseImport) -> CourseImport:
    """One import, for who may see the course behind its page."""
    job = ExchangeRepository(work.session, models.CourseImport).get(request.course_import_id)
    editing.ensure_sees_draft(work.actor, CourseRepository(work.session).get(job.course_id))
    return to_import(job)


def list_course_imports(work: UnitOfWork, request: ListCourseImports) -> list[CourseImport]:
    """The newest imports into a course."""
    course = CourseRepository(work.session).get(request.course_id)
    editing.ensure_sees_draft(work.actor, course)
    imports = ExchangeRepository(work.session, models.CourseImport)
    return [to_import(job) for job in imports.list_of_course(course.id)]


def export_course(work: UnitOfWork, links: FileLinks, request: ExportCourse) -> CourseExport:
    """Let a course wait to be written as a package; what staff take along is audited."""
    course = CourseRepository(work.session).get(request.course_id)
    editing.ensure_sees_draft(work.actor, course)
    job = models.CourseExport(
        course_id=course.id,
        format=request.format,
        file_name=exchange.name_of_package(course.slug, request.format),
        state=ExchangeState.WAITING,
        due_at=work.now,
        created_at=work.now,
    )
    ExchangeRepository(work.session, models.CourseExport).add(job)
    if course.teacher_id != work.actor.user_id:
        work.audit(
            "course.exported",
            target_type="course",
            target_id=course.id,
            target_label=course.title,
            after={"format": request.format.value},
        )
    return to_export(work, links, job)


def get_course_export(work: UnitOfWork, links: FileLinks, request: GetCourseExport) -> CourseExport:
    """One export, for who may see the course behind its page."""
    job = ExchangeRepository(work.session, models.CourseExport).get(request.course_export_id)
    editing.ensure_sees_draft(work.actor, CourseRepository(work.session).get(job.course_id))
    return to_export(work, links, job)


def list_course_exports(
    work: UnitOfWork, links: FileLinks, request: ListCourseExports
) -> list[CourseExport]:
    """The newest exports of a course."""
    course = CourseRepository(work.session).get(request.course_id)
    editing.ensure_sees_draft(work.actor, course)
    exports = ExchangeRepository(work.session, models.CourseExport)
    return [to_export(work, links, job) for job in exports.list_of_course(course.id)]
