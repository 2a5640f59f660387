"""Everything that the courses database holds about one person."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, delete, exists, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.types import Role
from services.courses.models import (
    Course,
    CourseFile,
    CourseImport,
    Enrollment,
    Guardianship,
    Lesson,
    LessonCompletion,
    Module,
    Person,
    Upload,
)

HAS_STUDENTS = exists().where(Enrollment.course_id == Course.id)


class PersonalDataRepository:
    """What somebody studies and teaches, and their copy."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def collect(self, user_id: UUID) -> dict[str, list[dict[str, Any]]]:
        """All of it, by kind."""
        statements = {**_studied_by(user_id), **_taught_by(user_id)}
        found = {name: self._session.execute(query) for name, query in statements.items()}
        return {
            name: [dict(row._mapping) for row in rows]  # noqa: SLF001 (SQLAlchemy's public name)
            for name, rows in found.items()
        }

    def list_unpublished(self, teacher_id: UUID) -> list[UUID]:
        """Courses of a teacher that nobody else has ever seen."""
        never = Course.teacher_id == teacher_id, Course.published_at.is_(None), ~HAS_STUDENTS
        return list(self._session.scalars(select(Course.id).where(*never)))

    def list_without_students(self, teacher_id: UUID) -> list[Course]:
        """Published courses of a teacher that nobody studies; locked."""
        shown = Course.teacher_id == teacher_id, Course.live
        statement = select(Course).where(*shown, ~HAS_STUDENTS).with_for_update()
        return list(self._session.scalars(statement))

    def remove_course(self, course_id: UUID) -> list[UUID]:
        """Remove a course with all that belongs to it; the ids of its files."""
        mine = select(CourseFile.id).where(CourseFile.course_id == course_id)
        files = list(self._session.scalars(mine))
        for table in (Lesson, Module, Upload, CourseFile):
            self._session.execute(delete(table).where(table.course_id == course_id))
        self._session.execute(delete(Course).where(Course.id == course_id))
        return files

    def forget_studies(self, user_id: UUID) -> None:
        """Forget how far somebody was, what they were sending, and who answered for them."""
        bonds = or_(Guardianship.guardian_id == user_id, Guardianship.learner_id == user_id)
        for condition in (
            delete(LessonCompletion).where(LessonCompletion.student_id == user_id),
            delete(Upload).where(Upload.person_id == user_id),
            delete(Guardianship).where(bonds),
        ):
            self._session.execute(condition)

    def rename(self, user_id: UUID, pseudonym: str, now: datetime) -> None:
        """Put a pseudonym in place of a person; the mark keeps others from introducing them."""
        values = {"name": pseudonym, "email": "", "as_of": now, "erased_at": now}
        statement = insert(Person).values(id=user_id, role=Role.STUDENT, **values)
        self._session.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))
        mine = Course.teacher_id == user_id
        self._session.execute(update(Course).where(mine).values(teacher_name=pseudonym))


def _studied_by(user_id: UUID) -> dict[str, Select[*tuple[Any, ...]]]:
    enrolled = select(Course.title, Enrollment.enrolled_at, Enrollment.order_id)
    completed = select(Course.title, Lesson.title.label("lesson"), LessonCompletion.completed_at)
    known = select(Person.name, Person.email, Person.role)
    return {
        "person": known.where(Person.id == user_id, Person.erased_at.is_(None)),
        "enrollments": enrolled.join(Course, Course.id == Enrollment.course_id).where(
            Enrollment.student_id == user_id
        ),
        "completed_lessons": completed.join(Lesson, Lesson.id == LessonCompletion.lesson_id)
        .join(Course, Course.id == LessonCompletion.course_id)
        .where(LessonCompletion.student_id == user_id),
    }


def _taught_by(user_id: UUID) -> dict[str, Select[*tuple[Any, ...]]]:
    taught = select(Course.title, Course.slug, Course.status, Course.summary, Course.description)
    written = select(Course.title.label("course"), Lesson.title, Lesson.body)
    sent = select(CourseFile.name, CourseFile.media_type, CourseFile.size, CourseFile.created_at)
    brought = select(CourseImport.file_name, CourseImport.created_at)
    return {
        "course_imports": brought.join(
            Course, and_(Course.id == CourseImport.course_id, Course.teacher_id == user_id)
        ),
        "taught_courses": taught.where(Course.teacher_id == user_id),
        "written_lessons": written.join(
            Course, and_(Course.id == Lesson.course_id, Course.teacher_id == user_id)
        ),
        "uploaded_files": sent.where(CourseFile.uploaded_by == user_id),
    }
