"""Students in the middle of a quiz: accounts, enrollments, attempts that run."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from contracts.courses.attempts import AttemptState
from contracts.courses.questions import QuestionType
from services.common.database import new_id
from services.courses import models
from services.courses.policies.quizzes.layout import lay_out
from services.courses.quiz_definitions import read_definition
from tests.factories.quizzes import add_quiz, question
from tests.load.databases import engine_of
from tests.load.mix.people import SignedIn, new_claims, sign, store_accounts

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


def seat_students(count: int) -> list[Sitting]:
    """*count* new students, each in an attempt of ten questions that has just begun."""
    now = datetime.now(UTC)
    claims = new_claims(count)
    store_accounts(claims, now)
    with Session(engine_of("courses"), expire_on_commit=False) as session:
        course, lesson_id = add_quiz(session, [question(QuestionType.SINGLE)] * QUESTIONS)
        version = session.scalars(
            select(models.QuizVersion).where(models.QuizVersion.lesson_id == lesson_id)
        ).one()
        rows = [_attempt(person, course.id, version, now) for person in sign(claims, now)]
        enrolled = [
            {
                "course_id": course.id,
                "student_id": one.user_id,
                "enrolled_at": now,
                "revision_id": course.revision_id,
            }
            for one in claims
        ]
        session.execute(insert(models.Enrollment), enrolled)
        session.execute(insert(models.QuizAttempt), [row for _, row in rows])
        session.commit()
    return [Sitting(token, row["id"], row["question_ids"]) for token, row in rows]


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
