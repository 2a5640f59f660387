"""Reading and saving what a teacher writes."""

from uuid import UUID

import msgspec

from contracts.courses.authoring import GetCourseDraft, GetLessonDraft, ListTaughtCourses
from contracts.courses.events import CoursePublished
from contracts.courses.people import ListCoursesOf
from contracts.courses.resources import (
    CourseCard,
    CourseDraft,
    LessonDraft,
)
from contracts.types import Money, Page
from services.common.work import UnitOfWork
from services.courses.links import FileLinks, referenced_files
from services.courses.models import Course, Lesson
from services.courses.outlines import build_outline, lessons_of
from services.courses.policies import editing, publication, readiness
from services.courses.replies import to_draft, to_lesson_draft, to_own_card, to_tags
from services.courses.repository.catalogue import CatalogueRepository, TagRepository
from services.courses.repository.courses import CourseRepository
from services.courses.repository.files import FileRepository
from services.courses.repository.lessons import LessonRepository
from services.courses.repository.revisions import WorkingCopyRepository
from services.courses.use_cases.preparation import with_preparation
from services.courses.use_cases.quiz_versions import asked_by


def list_taught_courses(
    work: UnitOfWork, links: FileLinks, request: ListTaughtCourses
) -> Page[CourseCard]:
    """The caller's own courses, newest first."""
    return _taught(work, links, work.actor.user_id, request)


def list_courses_of(work: UnitOfWork, links: FileLinks, request: ListCoursesOf) -> Page[CourseCard]:
    """The same for anybody; for staff."""
    return _taught(work, links, request.user_id, request)


def _taught(
    work: UnitOfWork,
    links: FileLinks,
    user_id: UUID,
    request: ListTaughtCourses | ListCoursesOf,
) -> Page[CourseCard]:
    courses = CourseRepository(work.session)
    rows, following = courses.list_taught(user_id, request.after, request.limit)
    return Page(items=[to_own_card(row, links) for row in rows], next=following)


def get_course_draft(work: UnitOfWork, links: FileLinks, request: GetCourseDraft) -> CourseDraft:
    """A course with everything behind its public page."""
    course = CourseRepository(work.session).get(request.course_id)
    editing.ensure_sees_draft(work.actor, course)
    return show_draft(work, links, course)


def get_lesson_draft(work: UnitOfWork, links: FileLinks, request: GetLessonDraft) -> LessonDraft:
    """A lesson as it is edited and reviewed."""
    lesson = LessonRepository(work.session).get(request.lesson_id)
    editing.ensure_sees_draft(work.actor, CourseRepository(work.session).get(lesson.course_id))
    draft = show_lesson_draft(work, links, lesson)
    return msgspec.structs.replace(draft, asks=asked_by(work, lesson))


def show_draft(work: UnitOfWork, links: FileLinks, course: Course) -> CourseDraft:
    """A course as its teacher last wrote it, with all its lessons, finished or not."""
    rows = LessonRepository(work.session).list_outline(course.id)
    face = WorkingCopyRepository(work.session).face(course)
    category_name = CatalogueRepository(work.session).get_category_name(face.category)
    ids = referenced_files(face.description_html)
    stored = FileRepository(work.session).list_of_course(course.id, ids)
    files = [links.file(file, work.now) for file in stored]
    tags = TagRepository(work.session).names(course.tags)
    draft = to_draft(course, face, category_name, build_outline(rows), links, files)
    return msgspec.structs.replace(
        draft,
        tags=to_tags(tags),
        lesson_states=readiness.states_of(rows),
        missing=readiness.missing_from(face, rows),
    )


def show_lesson_draft(work: UnitOfWork, links: FileLinks, lesson: Lesson) -> LessonDraft:
    """A lesson with addresses of its files."""
    ids = [*lesson.file_ids, *([lesson.video_file_id] if lesson.video_file_id else [])]
    stored = FileRepository(work.session).list_of_course(lesson.course_id, ids)
    draft = to_lesson_draft(lesson, [links.file(file, work.now) for file in stored])
    return with_preparation(work, links, draft)


def refresh_outline(work: UnitOfWork, course: Course) -> None:
    """The content has changed: what is published stays, a course that never was shows it."""
    course.status = publication.status_after_edit(course.status)
    if course.revision_id is None:
        outline = build_outline(LessonRepository(work.session).list_outline(course.id))
        lessons = lessons_of(outline)
        course.outline = msgspec.to_builtins(outline)
        course.lesson_count = len(lessons)
        course.duration_minutes = sum(lesson.duration_minutes for lesson in lessons)
    work.session.flush()


def announce_published(work: UnitOfWork, course: Course, *, first: bool) -> None:
    """Tell what the catalogue says of a course."""
    work.record(
        CoursePublished(
            course_id=course.id,
            slug=course.slug,
            title=course.title,
            teacher_id=course.teacher_id,
            price=Money(amount=course.price_amount, currency=course.price_currency),
            first=first,
        )
    )
