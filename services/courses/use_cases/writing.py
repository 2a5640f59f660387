"""What teachers look up while they write: how a text looks, and the files of a course."""

from uuid import UUID

from contracts.courses.writing import (
    ListCourseFiles,
    RemoveCourseFile,
    RenderedText,
    RenderMarkdown,
    StoredFile,
)
from services.common.storage import FileStore
from services.common.work import UnitOfWork
from services.courses.links import FileLinks, referenced_files, with_addresses
from services.courses.markdown import Render
from services.courses.models import Course
from services.courses.policies import editing, uploads
from services.courses.replies import to_stored_file
from services.courses.repository.courses import CourseRepository
from services.courses.repository.files import FileRepository
from services.courses.repository.revisions import WorkingCopyRepository
from services.courses.repository.tree import TreeRepository
from services.courses.use_cases.tree import open_course


def render_markdown(
    work: UnitOfWork, links: FileLinks, render: Render, request: RenderMarkdown
) -> RenderedText:
    """The text as students will read it, with addresses of the course's files."""
    course = CourseRepository(work.session).get(request.course_id)
    editing.ensure_sees_draft(work.actor, course)
    rendered = render(request.text)
    stored = FileRepository(work.session).list_of_course(course.id, referenced_files(rendered.html))
    return RenderedText(
        html=with_addresses(rendered.html, [links.file(file, work.now) for file in stored]),
        objectives=rendered.objectives,
        questions=rendered.questions,
    )


def list_course_files(
    work: UnitOfWork, links: FileLinks, request: ListCourseFiles
) -> list[StoredFile]:
    """Every file of a course, with what uses it."""
    course = CourseRepository(work.session).get(request.course_id)
    editing.ensure_sees_draft(work.actor, course)
    return _files(work, links, course)


def remove_course_file(
    work: UnitOfWork, links: FileLinks, store: FileStore, request: RemoveCourseFile
) -> list[StoredFile]:
    """Remove a file that nothing uses, and its bytes with it."""
    course = open_course(work, request.course_id)
    file = FileRepository(work.session).get_of_course(course.id, request.file_id)
    titles = _usage(work, course).get(file.id, [])
    published = TreeRepository(work.session).is_published(course.id, file.id)
    shown = file.id in _shown_by(work, course)
    uploads.ensure_unused(titles, shown=shown, published=published)
    TreeRepository(work.session).remove_file(file)
    store.remove(file.id)
    return _files(work, links, course)


def _files(work: UnitOfWork, links: FileLinks, course: Course) -> list[StoredFile]:
    usage, shown = _usage(work, course), _shown_by(work, course)
    trees = TreeRepository(work.session)
    return [
        to_stored_file(
            links.file(file, work.now),
            usage.get(file.id, []),
            shown=file.id in shown or trees.is_published(course.id, file.id),
        )
        for file in FileRepository(work.session).list_all_of_course(course.id)
    ]


def _usage(work: UnitOfWork, course: Course) -> dict[UUID, list[str]]:
    """Titles of the lessons that use each file."""
    usage: dict[UUID, list[str]] = {}
    for row in TreeRepository(work.session).list_file_uses(course.id):
        for file_id in {*row.file_ids, *([row.video_file_id] if row.video_file_id else [])}:
            usage.setdefault(file_id, []).append(row.title)
    return usage


def _shown_by(work: UnitOfWork, course: Course) -> set[UUID]:
    """What the course's own page shows, as its teacher last wrote it."""
    face = WorkingCopyRepository(work.session).face(course)
    cover = [face.cover_file_id] if face.cover_file_id else []
    return {*referenced_files(face.description_html), *cover}
