"""Queries of what came of attempts: results, overrides, grading queues and regrades."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.courses.attempts import AttemptState
from contracts.courses.errors import RegradeNotFound
from contracts.courses.resources import LessonKind
from services.common.paging import page
from services.courses.models import (
    Course,
    Enrollment,
    Lesson,
    LessonContent,
    Person,
    QuizAttempt,
    QuizOverride,
    QuizRegrade,
    QuizRegradeChange,
    QuizResult,
    RevisionLesson,
)

WAITING: tuple[Any, ...] = (
    QuizAttempt.id.label("attempt_id"),
    QuizAttempt.lesson_id,
    Lesson.title.label("quiz_title"),
    Course.title.label("course_title"),
    func.coalesce(Person.name, "").label("student_name"),
    QuizAttempt.number,
    QuizAttempt.finished_at,
    QuizAttempt.ungraded,
)
CHANGED: tuple[Any, ...] = (
    QuizAttempt.id.label("attempt_id"),
    QuizAttempt.student_id,
    func.coalesce(Person.name, "").label("student_name"),
    QuizAttempt.number,
    QuizRegradeChange.before,
    QuizRegradeChange.after,
)


class ResultRepository:
    """What counts for whom."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, lesson_id: UUID, student_id: UUID) -> QuizResult | None:
        """What counts for a student of a quiz."""
        return self._session.get(QuizResult, (lesson_id, student_id))

    def keep(self, result: dict[str, Any]) -> None:
        """Store what counts for a student, in place of what did before."""
        changes = {name: result[name] for name in ("percent", "passed", "changed_at")}
        statement = insert(QuizResult).values(result)
        place = ["lesson_id", "student_id"]
        self._session.execute(statement.on_conflict_do_update(index_elements=place, set_=changes))

    def scores_of(self, course_id: UUID, student_id: UUID) -> list[float]:
        """What counts, in percent, of every quiz of the revision that a student studies.

        A quiz that was not taken, or waits for its teacher, counts nothing.
        """
        statement = (
            select(func.coalesce(QuizResult.percent, 0.0))
            .select_from(Enrollment)
            .join(RevisionLesson, RevisionLesson.revision_id == Enrollment.revision_id)
            .join(LessonContent, LessonContent.id == RevisionLesson.content_id)
            .outerjoin(
                QuizResult,
                and_(
                    QuizResult.lesson_id == RevisionLesson.lesson_id,
                    QuizResult.student_id == Enrollment.student_id,
                ),
            )
            .where(
                Enrollment.course_id == course_id,
                Enrollment.student_id == student_id,
                LessonContent.kind == LessonKind.QUIZ,
            )
            .order_by(RevisionLesson.lesson_id)
        )
        return list(self._session.scalars(statement))

    def list_students(self, lesson_id: UUID) -> list[UUID]:
        """Everybody who has a result in a quiz."""
        mine = QuizResult.lesson_id == lesson_id
        return list(self._session.scalars(select(QuizResult.student_id).where(mine)))

    def list_page(
        self, lesson_id: UUID, course_id: UUID, after: str | None, limit: int
    ) -> tuple[list[Any], str | None]:
        """The enrolled with what counts for them and what they are granted, by name."""
        name = func.coalesce(Person.name, "")
        shown: tuple[Any, ...] = (name.label("student_name"), QuizResult, QuizOverride)
        statement = (
            select(Enrollment.student_id, *shown)
            .select_from(Enrollment)
            .outerjoin(Person, Person.id == Enrollment.student_id)
            .outerjoin(QuizResult, _of(QuizResult, lesson_id))
            .outerjoin(QuizOverride, _of(QuizOverride, lesson_id))
            .where(Enrollment.course_id == course_id)
        )
        keys: list[ColumnElement[Any]] = [name, Enrollment.__table__.c.student_id]
        return page(self._session, statement, keys=keys, after=after, limit=limit)

    def list_attempts(self, lesson_id: UUID, student_ids: list[UUID]) -> list[QuizAttempt]:
        """The counted attempts of students, in the order in which they were made."""
        mine = QuizAttempt.lesson_id == lesson_id, QuizAttempt.student_id.in_(student_ids)
        statement = select(QuizAttempt).where(*mine, ~QuizAttempt.preview)
        return list(self._session.scalars(statement.order_by(QuizAttempt.number)))

    def list_waiting(
        self, teacher_id: UUID, lesson_id: UUID | None, after: str | None, limit: int
    ) -> tuple[list[Any], str | None]:
        """Finished attempts with answers that a teacher has to grade, the oldest first."""
        finished = QuizAttempt.state == AttemptState.FINISHED
        statement = (
            select(*WAITING)
            .join(Course, Course.id == QuizAttempt.course_id)
            .join(Lesson, Lesson.id == QuizAttempt.lesson_id)
            .outerjoin(Person, Person.id == QuizAttempt.student_id)
            .where(Course.teacher_id == teacher_id, QuizAttempt.ungraded > 0)
            .where(finished, ~QuizAttempt.preview)
        )
        if lesson_id is not None:
            statement = statement.where(QuizAttempt.lesson_id == lesson_id)
        keys: list[ColumnElement[Any]] = [
            QuizAttempt.__table__.c.finished_at,
            QuizAttempt.__table__.c.id,
        ]
        return page(self._session, statement, keys=keys, after=after, limit=limit)


class OverrideRepository:
    """What single students are granted."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, lesson_id: UUID, student_id: UUID) -> QuizOverride | None:
        """What a student is granted in a quiz, or None."""
        return self._session.get(QuizOverride, (lesson_id, student_id))

    def put(self, override: QuizOverride) -> QuizOverride:
        """Grant something, in place of what was granted before."""
        kept = self._session.merge(override)
        self._session.flush()
        return kept

    def remove(self, lesson_id: UUID, student_id: UUID) -> None:
        """Take back what was granted."""
        mine = QuizOverride.lesson_id == lesson_id, QuizOverride.student_id == student_id
        self._session.execute(delete(QuizOverride).where(*mine))

    def latest_close(self, lesson_id: UUID) -> datetime | None:
        """When the last of those is done who have a closing date of their own."""
        last = select(func.max(QuizOverride.closes_at))
        return self._session.scalar(last.where(QuizOverride.lesson_id == lesson_id))


class RegradeRepository:
    """Regrades and what they changed."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, regrade: QuizRegrade) -> None:
        """Ask for a regrade."""
        self._session.add(regrade)
        self._session.flush()

    def get(self, regrade_id: UUID) -> QuizRegrade:
        """The regrade with that id."""
        regrade = self._session.get(QuizRegrade, regrade_id)
        if regrade is None:
            raise RegradeNotFound("There is no such regrade.")
        return regrade

    def list_of(self, lesson_id: UUID, limit: int) -> list[QuizRegrade]:
        """The newest regrades of a quiz."""
        mine = QuizRegrade.lesson_id == lesson_id
        statement = select(QuizRegrade).where(mine).order_by(QuizRegrade.requested_at.desc())
        return list(self._session.scalars(statement.limit(limit)))

    def take_open(self) -> QuizRegrade | None:
        """The oldest regrade that is not done and that nobody works on; locked."""
        statement = select(QuizRegrade).where(QuizRegrade.finished_at.is_(None))
        statement = statement.order_by(QuizRegrade.requested_at).limit(1)
        return self._session.scalar(statement.with_for_update(skip_locked=True))

    def next_attempts(self, regrade: QuizRegrade, limit: int) -> list[QuizAttempt]:
        """Attempts that come next, by id; locked."""
        mine = QuizAttempt.lesson_id == regrade.lesson_id, ~QuizAttempt.preview
        before = QuizAttempt.started_at <= regrade.requested_at
        statement = select(QuizAttempt).where(*mine, before).order_by(QuizAttempt.id).limit(limit)
        if regrade.after_id is not None:
            statement = statement.where(QuizAttempt.id > regrade.after_id)
        return list(self._session.scalars(statement.with_for_update()))

    def note(self, regrade_id: UUID, attempt_id: UUID, before: float, after: float) -> None:
        """Keep what changed."""
        place = {"regrade_id": regrade_id, "attempt_id": attempt_id}
        self._session.add(QuizRegradeChange(**place, before=before, after=after))

    def list_changes(
        self, regrade_id: UUID, after: str | None, limit: int
    ) -> tuple[list[Any], str | None]:
        """What a regrade changed."""
        statement = (
            select(*CHANGED)
            .join(QuizRegradeChange, QuizRegradeChange.attempt_id == QuizAttempt.id)
            .outerjoin(Person, Person.id == QuizAttempt.student_id)
            .where(QuizRegradeChange.regrade_id == regrade_id)
        )
        keys: list[ColumnElement[Any]] = [QuizAttempt.__table__.c.id]
        return page(self._session, statement, keys=keys, after=after, limit=limit)


def _of(table: type[QuizResult] | type[QuizOverride], lesson_id: UUID) -> ColumnElement[bool]:
    return (table.lesson_id == lesson_id) & (table.student_id == Enrollment.student_id)
