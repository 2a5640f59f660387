"""How attempts end: in time, late, without a browser, once, and with what they complete."""

from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from contracts.courses.attempts import (
    Answer,
    AttemptState,
    FinishAttempt,
    GetAttempt,
    SaveAnswer,
    StartAttempt,
)
from contracts.courses.errors import (
    AttemptFinished,
    AttemptsUsedUp,
    LessonCompletedByQuiz,
)
from contracts.courses.quizzes import QuizSettings
from contracts.courses.study import GetLesson, SetLessonCompletion
from services.courses import models
from tests.factories.courses import enroll_student, make_actor
from tests.factories.quizzes import add_quiz
from tests.integration.courses.conftest import Ask, Tick
from tests.integration.courses.quizzing import LIMITED, ONE, age, answer_all, taken

pytestmark = pytest.mark.postgres


def test_answers_arrive_within_the_grace_and_not_after_it(ask: Ask, session: Session) -> None:
    _course, lesson_id, student = taken(session, rules=LIMITED)
    attempt = ask(StartAttempt(lesson_id=lesson_id), student)
    place: dict[str, Any] = {"attempt_id": attempt.id, "question_id": attempt.questions[0].id}

    age(session, attempt.id, 30.5)
    ask(SaveAnswer(**place, seq=1, answer=Answer(choices=["a"])), student)
    age(session, attempt.id, 1)

    with pytest.raises(AttemptFinished):
        ask(SaveAnswer(**place, seq=2, answer=Answer(choices=["b"])), student)
    done = ask(GetAttempt(attempt_id=attempt.id), student)
    assert (done.state, done.by_deadline) == (AttemptState.FINISHED, True)
    assert (done.finished_at, done.result.score) == (done.deadline_at, 1)


def test_attempts_end_without_a_browser(ask: Ask, session: Session, tick: Tick) -> None:
    course, lesson_id = add_quiz(session, ONE, LIMITED)
    students = [make_actor() for _ in range(60)]
    for student in students:
        enroll_student(session, course, student)
        attempt = ask(StartAttempt(lesson_id=lesson_id), student)
        answer_all(ask, student, attempt)
        age(session, attempt.id, 32)
    late = taken(session)
    running = ask(StartAttempt(lesson_id=late[1]), late[2])

    tick("finish_due_attempts")

    ended = session.scalars(select(models.QuizAttempt).where(models.QuizAttempt.by_deadline)).all()
    assert [one.score for one in ended] == [1] * 60
    assert session.scalar(select(func.count()).select_from(models.QuizResult)) == 60
    assert session.get_one(models.QuizAttempt, running.id).state is AttemptState.IN_PROGRESS


def test_an_attempt_that_cannot_be_graded_does_not_hold_up_the_others(
    ask: Ask, session: Session, tick: Tick
) -> None:
    course, lesson_id, unlucky = taken(session, rules=LIMITED)
    lucky = make_actor()
    enroll_student(session, course, lucky)
    broken, whole = (ask(StartAttempt(lesson_id=lesson_id), one) for one in (unlucky, lucky))
    for attempt, minutes in ((broken, 40), (whole, 32)):
        age(session, attempt.id, minutes)
    session.execute(
        update(models.QuizAttempt)
        .where(models.QuizAttempt.id == broken.id)
        .values(layout=[{"question_id": "not an id"}])
    )
    session.commit()

    tick("finish_due_attempts")

    states = {one.id: one.state for one in session.scalars(select(models.QuizAttempt))}
    assert states == {broken.id: AttemptState.IN_PROGRESS, whole.id: AttemptState.FINISHED}


def test_finishing_twice_finishes_once_and_takes_no_more(ask: Ask, session: Session) -> None:
    _course, lesson_id, student = taken(session, rules=LIMITED)
    attempt = ask(StartAttempt(lesson_id=lesson_id), student)

    first, again = (ask(FinishAttempt(attempt_id=attempt.id), student) for _ in range(2))

    assert first.finished_at == again.finished_at
    question_id = attempt.questions[0].id
    late = SaveAnswer(attempt_id=attempt.id, question_id=question_id, seq=9, answer=Answer())
    with pytest.raises(AttemptFinished):
        ask(late, student)
    with pytest.raises(AttemptsUsedUp):
        ask(StartAttempt(lesson_id=lesson_id), student)


def test_a_quiz_with_a_pass_mark_is_completed_by_passing_and_by_nothing_else(
    ask: Ask, session: Session
) -> None:
    _course, lesson_id, student = taken(session, rules=QuizSettings(pass_percent=50))
    with pytest.raises(LessonCompletedByQuiz):
        ask(SetLessonCompletion(lesson_id=lesson_id, completed=True), student)

    failed = ask(StartAttempt(lesson_id=lesson_id), student)
    assert ask(FinishAttempt(attempt_id=failed.id), student).result.passed is False
    assert not ask(GetLesson(lesson_id=lesson_id), student).completed
    passed = ask(StartAttempt(lesson_id=lesson_id), student)
    answer_all(ask, student, passed)

    assert ask(FinishAttempt(attempt_id=passed.id), student).result.passed is True
    assert ask(GetLesson(lesson_id=lesson_id), student).completed
