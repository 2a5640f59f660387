"""Queries of attempts and their answers."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple, cast
from uuid import UUID

from msgspec import to_builtins
from sqlalchemy import Select, Table, Uuid, bindparam, delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.courses.attempts import AttemptState, SaveAnswer
from contracts.courses.errors import AttemptNotFound
from services.courses.models import CourseFile, QuizAnswer, QuizAttempt, Upload

NOT_FOUND = "There is no such attempt."


class Written(NamedTuple):
    """What is stored for a question after a write."""

    seq: int
    answer: dict[str, Any]
    flagged: bool
    saved_at: datetime
    checked_at: datetime | None


WRITTEN = (
    QuizAnswer.seq,
    QuizAnswer.answer,
    QuizAnswer.flagged,
    QuizAnswer.saved_at,
    QuizAnswer.checked_at,
)
ASKED = bindparam("question_id", type_=Uuid()) == func.any(QuizAttempt.question_ids)
DECISIVE: tuple[Any, ...] = (
    QuizAttempt.student_id,
    QuizAttempt.state,
    QuizAttempt.finished_at,
    QuizAttempt.due_at,
    ASKED.label("asked"),
)
TO_ANSWER: Select[Any] = (
    select(*DECISIVE)
    .where(QuizAttempt.id == bindparam("attempt_id", type_=Uuid()))
    .with_for_update(read=True)
)
"""What decides about a write; built once, run for every answer."""

_ANSWERS = cast("Table", QuizAnswer.__table__)
_NEW = insert(_ANSWERS)
WRITE = _NEW.on_conflict_do_update(
    index_elements=["attempt_id", "question_id"],
    set_={name: _NEW.excluded[name] for name in ("seq", "answer", "flagged", "saved_at")},
    where=(_ANSWERS.c.seq < _NEW.excluded.seq) & _ANSWERS.c.checked_at.is_(None),
).returning(*(_ANSWERS.c[column.key] for column in WRITTEN))
"""The newest write wins, unless the answer was given for good."""


class AttemptRepository:
    """Attempts of students."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, attempt_id: UUID) -> QuizAttempt:
        """The attempt with that id."""
        attempt = self._session.get(QuizAttempt, attempt_id)
        if attempt is None:
            raise AttemptNotFound(NOT_FOUND)
        return attempt

    def get_for_update(self, attempt_id: UUID) -> QuizAttempt:
        """The attempt with that id, locked until the work ends."""
        attempt = self._session.get(
            QuizAttempt, attempt_id, with_for_update=True, populate_existing=True
        )
        if attempt is None:
            raise AttemptNotFound(NOT_FOUND)
        return attempt

    def get_to_answer(self, attempt_id: UUID, question_id: UUID) -> Any:
        """What decides about a write; the attempt does not finish before the work ends."""
        bound = {"attempt_id": attempt_id, "question_id": question_id}
        row = self._session.execute(TO_ANSWER, bound).one_or_none()
        if row is None or not row.asked:
            raise AttemptNotFound(NOT_FOUND)
        return row

    def list_of(self, lesson_id: UUID, student_id: UUID, *, preview: bool) -> list[QuizAttempt]:
        """The attempts of a student, the newest last."""
        mine = QuizAttempt.lesson_id == lesson_id, QuizAttempt.student_id == student_id
        statement = select(QuizAttempt).where(*mine, QuizAttempt.preview == preview)
        return list(self._session.scalars(statement.order_by(QuizAttempt.number)))

    def find_running(self, lesson_id: UUID, student_id: UUID) -> QuizAttempt | None:
        """The attempt that a student is in."""
        mine = QuizAttempt.lesson_id == lesson_id, QuizAttempt.student_id == student_id
        runs = QuizAttempt.state == AttemptState.IN_PROGRESS
        return self._session.scalar(select(QuizAttempt).where(*mine, runs))

    def begin(self, attempt: dict[str, Any]) -> UUID | None:
        """Store a new attempt; None when another tab was faster."""
        statement = insert(QuizAttempt).values(attempt).on_conflict_do_nothing()
        return self._session.scalar(statement.returning(QuizAttempt.id))

    def next_number(self, lesson_id: UUID, student_id: UUID) -> int:
        """The number of a student's next attempt."""
        mine = QuizAttempt.lesson_id == lesson_id, QuizAttempt.student_id == student_id
        return (self._session.scalar(select(func.max(QuizAttempt.number)).where(*mine)) or 0) + 1

    def list_running(self, lesson_id: UUID, student_id: UUID | None = None) -> list[QuizAttempt]:
        """Attempts that run now, of everybody or of one student; locked."""
        runs = QuizAttempt.lesson_id == lesson_id, QuizAttempt.state == AttemptState.IN_PROGRESS
        statement = select(QuizAttempt).where(*runs).with_for_update()
        if student_id is not None:
            statement = statement.where(QuizAttempt.student_id == student_id)
        return list(self._session.scalars(statement))

    def list_due(self, now: datetime, limit: int) -> list[QuizAttempt]:
        """Attempts whose time is over; locked, those that others finish left out."""
        runs = QuizAttempt.state == AttemptState.IN_PROGRESS, QuizAttempt.due_at < now
        statement = select(QuizAttempt).where(*runs).order_by(QuizAttempt.due_at).limit(limit)
        return list(self._session.scalars(statement.with_for_update(skip_locked=True)))

    def count(self, lesson_id: UUID) -> int:
        """How many attempts count, finished or not."""
        counted = QuizAttempt.lesson_id == lesson_id, ~QuizAttempt.preview
        return self._session.scalar(select(func.count()).where(*counted)) or 0


class AnswerRepository:
    """Answers of attempts."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def list_of(self, attempt_ids: Iterable[UUID]) -> list[QuizAnswer]:
        """The answers of attempts."""
        wanted = QuizAnswer.attempt_id.in_(list(attempt_ids))
        return list(self._session.scalars(select(QuizAnswer).where(wanted)))

    def get_for_update(self, attempt_id: UUID, question_id: UUID) -> QuizAnswer | None:
        """The answer to one question, locked, or None."""
        return self._session.get(
            QuizAnswer, (attempt_id, question_id), with_for_update=True, populate_existing=True
        )

    def write(self, request: SaveAnswer, now: datetime) -> Written:
        """Keep an answer unless a newer one is stored or its feedback was seen; what is stored."""
        values = {
            "attempt_id": request.attempt_id,
            "question_id": request.question_id,
            "seq": request.seq,
            "answer": to_builtins(request.answer),
            "flagged": request.flagged,
            "saved_at": now,
        }
        row = self._session.execute(WRITE, values).one_or_none() or self._stored(request)
        return Written(*row)

    def _stored(self, request: SaveAnswer) -> Any:
        place = (
            QuizAnswer.attempt_id == request.attempt_id,
            QuizAnswer.question_id == request.question_id,
        )
        return self._session.execute(select(*WRITTEN).where(*place)).one()

    def add(self, answer: QuizAnswer) -> None:
        """Store an answer that a teacher grades although nothing was given."""
        self._session.add(answer)
        self._session.flush()


class AnswerFileRepository:
    """Files that belong to answers."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def list_of(self, attempt_id: UUID) -> list[CourseFile]:
        """The files of an attempt."""
        mine = CourseFile.attempt_id == attempt_id
        return list(self._session.scalars(select(CourseFile).where(mine)))

    def count_held(self, attempt_id: UUID, since: datetime) -> int:
        """How many files an attempt has, those on their way since a moment included."""
        underway = Upload.attempt_id == attempt_id, Upload.started_at > since
        coming = self._session.scalar(select(func.count()).where(*underway)) or 0
        return coming + len(self.list_of(attempt_id))

    def remove_of_student(self, student_id: UUID) -> list[UUID]:
        """Forget the files of a student's answers; their ids."""
        mine = CourseFile.uploaded_by == student_id, CourseFile.attempt_id.is_not(None)
        return list(self._session.scalars(delete(CourseFile).where(*mine).returning(CourseFile.id)))
