"""Students in the middle of a quiz: accounts, enrollments, attempts that run."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from contracts.courses.attempts import AttemptState
from contracts.courses.questions import QuestionType
from services.accounts.tokens import Claims
from services.common.database import new_id
from services.courses import models
from services.courses.policies.quizzes.layout import lay_out
from services.courses.quiz_definitions import read_definition
from services.courses.repository.catalogue import CatalogueRepository
from tests.factories.quizzes import add_quiz, question
from tests.load.databases import engine_of
from tests.load.mix.people import (
    SignedIn,
    enrollment,
    forget,
    new_claims,
    sign,
    store_accounts,
)

QUESTIONS = 10


class Sitting(msgspec.Struct, frozen=True):
    """A student in an attempt."""

    token: str
    attempt_id: UUID
    question_ids: list[UUID]


class Arrived(msgspec.Struct, frozen=True, kw_only=True):
    """What is stored of some attempts."""

    answers: int
    finished: int
    right: int


@contextmanager
def seated_students(count: int) -> Iterator[list[Sitting]]:
    """*count* new students, each in an attempt of ten questions, until the block ends."""
    now = datetime.now(UTC)
    claims = new_claims(count)
    course, quiz = _add_quiz()
    try:
        store_accounts(claims, now)
        yield _seat(claims, course, quiz, now)
    finally:
        forget(claims)
        _remove(course)


def _add_quiz() -> tuple[models.Course, models.QuizVersion]:
    """A published course with a quiz of ten questions."""
    with Session(engine_of("courses"), expire_on_commit=False) as session:
        course, lesson_id = add_quiz(session, [question(QuestionType.SINGLE)] * QUESTIONS)
        version = select(models.QuizVersion).where(models.QuizVersion.lesson_id == lesson_id)
        return course, session.scalars(version).one()


def _seat(
    claims: list[Claims], course: models.Course, quiz: models.QuizVersion, now: datetime
) -> list[Sitting]:
    """Enroll everybody, and let them begin."""
    enrolled = [enrollment(one.user_id, course.id, course.revision_id, now) for one in claims]
    rows = [_attempt(person, course.id, quiz, now) for person in sign(claims, now)]
    with Session(engine_of("courses")) as session, session.begin():
        session.execute(insert(models.Enrollment), enrolled)
        session.execute(insert(models.QuizAttempt), [row for _, row in rows])
    return [Sitting(token, row["id"], row["question_ids"]) for token, row in rows]


def _remove(course: models.Course) -> None:
    with Session(engine_of("courses")) as session, session.begin():
        session.execute(delete(models.Course).where(models.Course.id == course.id))
        CatalogueRepository(session).shelve(course.category, -1)


def count_arrived(sittings: list[Sitting]) -> Arrived:
    """What the database holds of these attempts."""
    ids = [one.attempt_id for one in sittings]
    attempt, answer = models.QuizAttempt, models.QuizAnswer
    done = attempt.id.in_(ids), attempt.state == AttemptState.FINISHED
    counted = select(func.count())
    with Session(engine_of("courses")) as session:
        return Arrived(
            answers=session.scalar(counted.where(answer.attempt_id.in_(ids))) or 0,
            finished=session.scalar(counted.where(*done)) or 0,
            right=session.scalar(counted.where(*done, attempt.score == QUESTIONS)) or 0,
        )


def _attempt(
    person: SignedIn, course_id: UUID, version: models.QuizVersion, now: datetime
) -> tuple[str, dict[str, Any]]:
    placed = lay_out(
        read_definition(version.definition), 1, shuffle_questions=False, shuffle_options=False
    )
    return person.token, {
        "id": new_id(),
        "lesson_id": version.lesson_id,
        "course_id": course_id,
        "student_id": person.user_id,
        "number": 1,
        "preview": False,
        "version_id": version.id,
        "seed": 1,
        "layout": msgspec.to_builtins(placed),
        "question_ids": [one.question_id for one in placed],
        "state": AttemptState.IN_PROGRESS,
        "started_at": now,
        "by_deadline": False,
        "max_score": float(QUESTIONS),
        "ungraded": 0,
    }
