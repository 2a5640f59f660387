"""Queries of who studies what and how far they are."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Uuid, and_, bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.courses.errors import CourseNotFound
from services.common.paging import page
from services.courses.models import Category, Course, Enrollment, LessonCompletion, Revision
from services.courses.repository.catalogue import CARD

ACTIVITY = timedelta(hours=1)
STUDENT = bindparam("student_id", type_=Uuid())
COMPLETED = func.array(
    select(LessonCompletion.lesson_id)
    .where(LessonCompletion.student_id == STUDENT, LessonCompletion.course_id == Course.id)
    .correlate(Course)
    .scalar_subquery()
).label("completed_ids")
STANDS: tuple[Any, ...] = (
    Course.id,
    Course.slug,
    Course.title,
    Course.status,
    Course.live,
    Course.teacher_id,
    Course.price_amount,
    Course.revision_id.label("newest_revision_id"),
    Course.revision_number.label("newest_revision"),
    Revision.number.label("revision"),
    func.coalesce(Revision.outline, Course.outline).label("outline"),
    func.coalesce(Revision.lesson_count, Course.lesson_count).label("lesson_count"),
    Enrollment.enrolled_at,
    Enrollment.completed_at,
    Enrollment.student_id.is_not(None).label("enrolled"),
    COMPLETED,
)
STANDING: Select[Any] = (
    select(*STANDS)
    .outerjoin(
        Enrollment, and_(Enrollment.course_id == Course.id, Enrollment.student_id == STUDENT)
    )
    .outerjoin(Revision, Revision.id == func.coalesce(Enrollment.revision_id, Course.revision_id))
    .where(Course.id == bindparam("course_id"))
)
STUDIED: Select[Any] = (
    select(*CARD, Revision.outline, Enrollment.enrolled_at, COMPLETED)
    .select_from(Enrollment)
    .join(Revision, Revision.id == Enrollment.revision_id)
    .join(Course, Course.id == Enrollment.course_id)
    .join(Category, Category.slug == Course.category)
    .where(Enrollment.student_id == STUDENT)
)


class EnrollmentRepository:
    """Enrollments and completed lessons."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, row: dict[str, Any]) -> bool:
        """Enroll a student in a revision; False when they already were."""
        statement = insert(Enrollment).values(**row).on_conflict_do_nothing()
        if self._session.scalar(statement.returning(Enrollment.course_id)) is None:
            return False
        more = update(Course).values(student_count=Course.student_count + 1)
        self._session.execute(more.where(Course.id == row["course_id"]))
        return True

    def get_standing(self, course_id: UUID, student_id: UUID | None) -> Any:
        """A course with how one person stands to it, in one row."""
        bound = {"course_id": course_id, "student_id": student_id}
        row = self._session.execute(STANDING, bound).one_or_none()
        if row is None:
            raise CourseNotFound("There is no such course.")
        return row

    def list_studied(
        self, student_id: UUID, after: str | None, limit: int
    ) -> tuple[list[Any], str | None]:
        """The courses of a student with what they completed, newest enrollment first."""
        statement = STUDIED.params(student_id=student_id)
        keys: list[ColumnElement[Any]] = [
            Enrollment.enrolled_at.desc(),
            Enrollment.course_id.desc(),
        ]
        return page(self._session, statement, keys=keys, after=after, limit=limit)

    def complete(
        self, *, student_id: UUID, lesson_id: UUID, course_id: UUID, now: datetime
    ) -> None:
        """Mark a lesson as completed; the first time counts."""
        row = {"student_id": student_id, "lesson_id": lesson_id, "course_id": course_id}
        statement = insert(LessonCompletion).values(**row, completed_at=now)
        self._session.execute(statement.on_conflict_do_nothing())

    def list_completions(self, course_id: UUID, student_id: UUID) -> dict[UUID, datetime]:
        """When a student completed which lesson of a course."""
        mine = LessonCompletion.student_id == student_id, LessonCompletion.course_id == course_id
        asked = select(LessonCompletion.lesson_id, LessonCompletion.completed_at).where(*mine)
        return {row.lesson_id: row.completed_at for row in self._session.execute(asked)}

    def undo_completion(self, student_id: UUID, lesson_id: UUID) -> None:
        """Take the mark back."""
        mine = LessonCompletion.student_id == student_id, LessonCompletion.lesson_id == lesson_id
        self._session.execute(delete(LessonCompletion).where(*mine))

    def note_progress(self, course_id: UUID, student_id: UUID, progress: dict[str, Any]) -> None:
        """Keep how far a student is beside their enrollment."""
        mine = Enrollment.course_id == course_id, Enrollment.student_id == student_id
        self._session.execute(update(Enrollment).where(*mine).values(**progress))

    def note_activity(self, course_id: UUID, student_id: UUID, now: datetime) -> None:
        """Remember that a student did something just now; once an hour is often enough."""
        long_ago = Enrollment.active_at < now - ACTIVITY
        mine = Enrollment.course_id == course_id, Enrollment.student_id == student_id
        noted = update(Enrollment).where(*mine, long_ago).values(active_at=now)
        self._session.execute(noted)

    def make_certificates_due(self, course_id: UUID, student_ids: list[UUID]) -> None:
        """Look soon at whether these students have earned a certificate."""
        those = Enrollment.course_id == course_id, Enrollment.student_id.in_(student_ids)
        self._session.execute(update(Enrollment).where(*those).values(certificate_due=True))

    def take_due(self, limit: int) -> list[Enrollment]:
        """Some students to look at, locked; what another process looks at is left to it."""
        due = select(Enrollment).where(Enrollment.certificate_due)
        ordered = due.order_by(Enrollment.course_id, Enrollment.student_id).limit(limit)
        taken = list(self._session.scalars(ordered.with_for_update(skip_locked=True)))
        for enrollment in taken:
            enrollment.certificate_due = False
        self._session.flush()
        return taken

    def pin(self, course_id: UUID, student_id: UUID, revision_id: UUID) -> None:
        """Let a student go on with another revision; what it adds is not completed yet."""
        mine = Enrollment.course_id == course_id, Enrollment.student_id == student_id
        values = {"revision_id": revision_id, "completed_at": None}
        self._session.execute(update(Enrollment).where(*mine).values(**values))
