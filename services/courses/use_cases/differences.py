"""Showing what a working copy changes."""

from typing import Any

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
from services.courses.models import Course, Lesson, LessonContent
from services.courses.outlines import build_outline
from services.courses.policies import editing
from services.courses.quiz_definitions import read_definition
from services.courses.quiz_words import describe
from services.courses.replies import read_outline
from services.courses.repository.courses import CourseRepository
from services.courses.repository.lessons import LessonRepository
from services.courses.repository.quizzes import VersionRepository
from services.courses.repository.revisions import RevisionRepository, WorkingCopyRepository
from services.courses.repository.tree import TreeRepository
from services.courses.use_cases.quiz_versions import asked_by


def get_revision_diff(work: UnitOfWork, request: GetRevisionDiff) -> RevisionDiff:
    """What publishing would change in the catalogue and for students."""
    course = CourseRepository(work.session).get(request.course_id)
    editing.ensure_sees_draft(work.actor, course)
    lessons, revisions = LessonRepository(work.session), RevisionRepository(work.session)
    face = WorkingCopyRepository(work.session).face(course)
    revision = revisions.get(course.revision_id) if course.revision_id else None
    published = revisions.list_contents(revision.id) if revision else []
    written = lessons.list_of_course(course.id)
    told = _Teller(work, course)
    said = {content.lesson_id: told.published(content) for content in published}
    return RevisionDiff(
        course_id=course.id,
        revision=course.revision_number,
        fields=changed_fields(revision.face if revision else None, face, FACE_FIELDS),
        lessons=changed_lessons(
            read_outline(revision.outline) if revision else [],
            build_outline(lessons.list_outline(course.id)),
            {one.id: (said.get(one.id), told.written(one)) for one in written},
        ),
    )


def get_lesson_diff(work: UnitOfWork, request: GetLessonDiff) -> LessonDiff:
    """What publishing would change in one lesson."""
    lesson = LessonRepository(work.session).find(request.lesson_id)
    if lesson is None:
        raise LessonNotFound("There is no such lesson.")
    course = CourseRepository(work.session).get(lesson.course_id)
    editing.ensure_sees_draft(work.actor, course)
    content = RevisionRepository(work.session).find_content(course.revision_id, lesson.id)
    told = _Teller(work, course)
    before = told.published(content) if content is not None else None
    after = told.written(lesson) if lesson.module_id is not None else None
    fields = changed_fields(before, after, LESSON_FIELDS)
    return LessonDiff(
        lesson_id=lesson.id,
        title=lesson.title,
        change=_change(before, after, changed=bool(fields)),
        fields=fields,
    )


class _Teller:
    """Tells lessons field by field, those that other tables hold included."""

    def __init__(self, work: UnitOfWork, course: Course) -> None:
        self.work = work
        self.titles = TreeRepository(work.session).list_titles(course.id)

    def published(self, content: LessonContent) -> dict[str, Any]:
        """What a lesson says in an edition."""
        version = VersionRepository(self.work.session).find_current(content.quiz_version_id)
        asks = describe(read_definition(version.definition)) if version else ""
        return self._tell(content, asks)

    def written(self, lesson: Lesson) -> dict[str, Any]:
        """What a lesson says as its teacher has written it."""
        return self._tell(lesson, asked_by(self.work, lesson))

    def _tell(self, lesson: Lesson | LessonContent, asks: str) -> dict[str, Any]:
        kept = {name: getattr(lesson, name, None) for name in LESSON_FIELDS}
        requires = "\n".join(self.titles[id_] for id_ in lesson.requires if id_ in self.titles)
        anchor = lesson.release_after if lesson.release_after_days else None
        return kept | {"asks": asks, "requires": requires, "release_after": anchor}


def _change(before: Any, after: Any, *, changed: bool) -> Change:
    if before is None:
        return Change.ADDED
    if after is None:
        return Change.REMOVED
    return Change.CHANGED if changed else Change.UNCHANGED
