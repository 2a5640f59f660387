"""Storing many courses at once."""

from itertools import chain
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, literal_column, select, update
from sqlalchemy.dialects.postgresql import insert as insert_if_new
from sqlalchemy.orm import Session

from contracts.courses.resources import CourseStatus
from services.courses.models import (
    Course,
    Lesson,
    LessonContent,
    Module,
    Revision,
    RevisionLesson,
)
from services.courses.repository.revisions import CONTENT, FACE


class BulkRepository:
    """Rows by the hundred, written in one statement each."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add_courses(self, rows: list[dict[str, Any]]) -> list[UUID]:
        """Store courses; ids of those that were not there before."""
        statement = insert_if_new(Course).on_conflict_do_nothing().returning(Course.id)
        return list(self._session.scalars(statement, rows)) if rows else []

    def add_content(self, modules: list[dict[str, Any]], lessons: list[dict[str, Any]]) -> None:
        """Store the modules and lessons of new courses."""
        if modules:
            self._session.execute(insert(Module), modules)
        if lessons:
            self._session.execute(insert(Lesson), lessons)

    def publish(self, course_ids: list[UUID]) -> None:
        """Make the first revision of new courses from all that they contain."""
        mine = Course.id.in_(course_ids)
        face = func.jsonb_build_object(*chain.from_iterable(map(_named, FACE)))
        first: list[Any] = [func.gen_random_uuid(), Course.id, literal_column("1"), face]
        first += [Course.outline, Course.lesson_count, Course.duration_minutes]
        columns = ["id", "course_id", "number", "face", "outline"]
        self._copy(
            Revision,
            [*columns, "lesson_count", "duration_minutes", "published_at"],
            select(*first, Course.published_at).where(mine),
        )
        said: list[Any] = [func.gen_random_uuid(), Lesson.id, literal_column("''")]
        said += [getattr(Lesson, name) for name in CONTENT]
        self._copy(
            LessonContent,
            ["id", "lesson_id", "digest", *CONTENT],
            select(*said).where(Lesson.course_id.in_(course_ids)),
        )
        self._copy(
            RevisionLesson,
            ["revision_id", "lesson_id", "content_id"],
            select(Revision.id, Lesson.id, LessonContent.id)
            .join(Lesson, Lesson.course_id == Revision.course_id)
            .join(LessonContent, LessonContent.lesson_id == Lesson.id)
            .where(Revision.course_id.in_(course_ids)),
        )
        shown = {"live": True, "status": CourseStatus.PUBLISHED, "revision_number": 1}
        pinned = update(Course).where(mine, Revision.course_id == Course.id)
        self._session.execute(pinned.values(revision_id=Revision.id, **shown))

    def _copy(self, table: Any, columns: list[str], rows: Any) -> None:
        self._session.execute(insert(table).from_select(columns, rows, include_defaults=False))


def _named(name: str) -> tuple[Any, Any]:
    """A field of a course and its name, as JSON objects are built."""
    return literal_column(f"'{name}'"), getattr(Course, name)
