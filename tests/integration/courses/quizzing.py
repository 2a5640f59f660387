"""Quizzes that are being taken."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from contracts.courses.attempts import Attempt, SaveAnswer
from contracts.courses.questions import QuestionContent, QuestionType
from contracts.courses.quizzes import QuizSettings
from contracts.types import Actor, Role
from services.courses import models
from tests.factories.courses import enroll_student, make_actor
from tests.factories.quizzes import RIGHT_ANSWERS, add_quiz, question
from tests.integration.courses.conftest import Ask

EVERY_TYPE = [question(one) for one in RIGHT_ANSWERS]
ONE = [question(QuestionType.SINGLE)]
SINGLE = question(QuestionType.SINGLE)
LIMITED = QuizSettings(time_limit_minutes=30, grace_seconds=60, attempts_allowed=1)


def taken(
    session: Session, contents: list[QuestionContent] = ONE, rules: QuizSettings | None = None
) -> tuple[models.Course, UUID, Actor]:
    """A quiz, its course and an enrolled student."""
    course, lesson_id = add_quiz(session, contents, rules)
    student = make_actor()
    enroll_student(session, course, student)
    return course, lesson_id, student


def teacher_of(course: models.Course) -> Actor:
    """Whose course it is."""
    return Actor(user_id=course.teacher_id, role=Role.TEACHER)


def age(session: Session, attempt_id: UUID, minutes: float) -> None:
    """Let time pass for an attempt."""
    ago = timedelta(minutes=minutes)
    table = models.QuizAttempt
    names = ("started_at", "deadline_at", "due_at")
    values: dict[str, Any] = {name: getattr(table, name) - ago for name in names}
    session.execute(update(table).where(table.id == attempt_id).values(values))
    session.commit()


def answer_all(ask: Ask, student: Actor, attempt: Attempt) -> None:
    """Answer every question rightly."""
    for seq, asked in enumerate(attempt.questions, start=1):
        answer = RIGHT_ANSWERS[asked.type]
        place: dict[str, Any] = {"attempt_id": attempt.id, "question_id": asked.id}
        ask(SaveAnswer(**place, seq=seq, answer=answer), student)
