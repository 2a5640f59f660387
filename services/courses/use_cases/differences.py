"""Showing what a working copy changes."""

from contracts.courses.errors import LessonNotFound
from contracts.courses.publication import (
    Change,
    GetLessonDiff,
    GetRevisionDiff,
    LessonDiff,
    RevisionDiff,
)
from services.common.work import UnitOfWork
from services.courses.differences import (
    FACE_FIELDS,
    LESSON_FIELDS,
    changed_fields,
    changed_lessons,
)
from services.courses.models import Lesson, LessonContent
from services.courses.outlines import build_outline
from services.courses.policies import editing
from services.courses.replies import read_outline
from services.courses.repository.courses import CourseRepository
from services.courses.repository.lessons import LessonRepository
from services.courses.repository.revisions import RevisionRepository, WorkingCopyRepository


def get_revision_diff(work: UnitOfWork, request: GetRevisionDiff) -> RevisionDiff:
    """What publishing would change in the catalogue and for students."""
    course = CourseRepository(work.session).get(request.course_id)
    editing.ensure_sees_draft(work.actor, course)
    lessons, revisions = LessonRepository(work.session), RevisionRepository(work.session)
    face = WorkingCopyRepository(work.session).face(course)
    revision = revisions.get(course.revision_id) if course.revision_id else None
    published = revisions.list_contents(revision.id) if revision else []
    said = {content.lesson_id: content for content in published}
    written = {lesson.id: lesson for lesson in lessons.list_of_course(course.id)}
    return RevisionDiff(
        course_id=course.id,
        revision=course.revision_number,
        fields=changed_fields(revision.face if revision else None, face, FACE_FIELDS),
        lessons=changed_lessons(
            read_outline(revision.outline) if revision else [],
            build_outline(lessons.list_outline(course.id)),
            {id_: (said.get(id_), lesson) for id_, lesson in written.items()},
        ),
    )


def get_lesson_diff(work: UnitOfWork, request: GetLessonDiff) -> LessonDiff:
    """What publishing would change in one lesson."""
    lesson = LessonRepository(work.session).find(request.lesson_id)
    if lesson is None:
        raise LessonNotFound("There is no such lesson.")
    course = CourseRepository(work.session).get(lesson.course_id)
    editing.ensure_sees_draft(work.actor, course)
    before = RevisionRepository(work.session).find_content(course.revision_id, lesson.id)
    after = lesson if lesson.module_id is not None else None
    fields = changed_fields(before, after, LESSON_FIELDS)
    return LessonDiff(
        lesson_id=lesson.id,
        title=lesson.title,
        change=_change(before, after, changed=bool(fields)),
        fields=fields,
    )


def _change(before: LessonContent | None, after: Lesson | None, *, changed: bool) -> Change:
    if before is None:
        return Change.ADDED
    if after is None:
        return Change.REMOVED
    return Change.CHANGED if changed else Change.UNCHANGED
