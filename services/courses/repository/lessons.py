"""Queries of lessons and of the outlines they form."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, Uuid, and_, bindparam, func, select
from sqlalchemy.orm import Session

from contracts.courses.errors import LessonNotFound
from services.courses.models import Course, Enrollment, Lesson, LessonCompletion, Module

STUDENT = bindparam("student_id", type_=Uuid())
SHOWN: tuple[Any, ...] = (
    Lesson.id,
    Lesson.title,
    Lesson.kind,
    Lesson.duration_minutes,
    Lesson.preview,
    Lesson.ready,
    Lesson.course_id,
    Lesson.objectives,
    Lesson.questions,
    Lesson.body_html,
    Lesson.youtube_id,
    Lesson.video_file_id,
    Lesson.file_ids,
    Module.title.label("module_title"),
    Course.slug.label("course_slug"),
    Course.title.label("course_title"),
    Course.teacher_id,
    Course.status,
    Course.outline,
    Course.licence,
    Enrollment.student_id.is_not(None).label("enrolled"),
    LessonCompletion.lesson_id.is_not(None).label("completed"),
)
CONTENT: Select[Any] = (
    select(*SHOWN)
    .join(Module, Module.id == Lesson.module_id)
    .join(Course, Course.id == Lesson.course_id)
    .outerjoin(
        Enrollment, and_(Enrollment.course_id == Course.id, Enrollment.student_id == STUDENT)
    )
    .outerjoin(
        LessonCompletion,
        and_(LessonCompletion.lesson_id == Lesson.id, LessonCompletion.student_id == STUDENT),
    )
    .where(Lesson.id == bindparam("lesson_id"))
)
"""A lesson, its course and how one student stands to both; built once, run all day."""

OUTLINE = (
    Module.id.label("module_id"),
    Module.title.label("module_title"),
    Lesson.id.label("lesson_id"),
    Lesson.title,
    Lesson.kind,
    Lesson.duration_minutes,
    Lesson.preview,
    Lesson.ready,
)


class LessonRepository:
    """Lessons with what surrounds them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, lesson_id: UUID) -> Lesson:
        """The lesson with that id."""
        lesson = self._session.get(Lesson, lesson_id)
        if lesson is None:
            raise LessonNotFound("There is no such lesson.")
        return lesson

    def get_content(self, lesson_id: UUID, student_id: UUID | None) -> Any:
        """A lesson, its course and how the student stands to both, in one row."""
        row = self._session.execute(
            CONTENT, {"lesson_id": lesson_id, "student_id": student_id}
        ).one_or_none()
        if row is None:
            raise LessonNotFound("There is no such lesson.")
        return row

    def list_outline(self, course_id: UUID) -> list[Any]:
        """Modules and their lessons in the order of study; empty modules come without a lesson."""
        statement = (
            select(*OUTLINE)
            .select_from(Module)
            .outerjoin(Lesson, Lesson.module_id == Module.id)
            .where(Module.course_id == course_id)
            .order_by(Module.position, Lesson.position)
        )
        return list(self._session.execute(statement).all())

    def list_of_course(self, course_id: UUID) -> list[Lesson]:
        """Every lesson of a course in the order of study."""
        statement = (
            select(Lesson)
            .join(Module, Module.id == Lesson.module_id)
            .where(Lesson.course_id == course_id)
            .order_by(Module.position, Lesson.position)
        )
        return list(self._session.scalars(statement))

    def append(self, lesson: Lesson) -> None:
        """Add a lesson at the end of its module."""
        last = select(func.coalesce(func.max(Lesson.position), 0))
        position = self._session.scalar(last.where(Lesson.module_id == lesson.module_id)) or 0
        lesson.position = position + 1
        self._session.add(lesson)
        self._session.flush()

    def save(self, lesson: Lesson) -> None:
        """Store a lesson under its id, in place of an earlier one."""
        self._session.merge(lesson)
        self._session.flush()

    def remove(self, lesson: Lesson) -> None:
        """Remove a lesson."""
        self._session.delete(lesson)
        self._session.flush()
