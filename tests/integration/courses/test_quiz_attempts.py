"""Attempts on a real database: two tabs, and whose they are."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contracts.courses.attempts import (
    Answer,
    CheckAnswer,
    FinishAttempt,
    GetAttempt,
    GetQuiz,
    QuizStatus,
    SaveAnswer,
    StartAttempt,
    Verdict,
)
from contracts.courses.errors import (
    AttemptNotFound,
    CheckingNotOffered,
    NotEnrolled,
    QuizNotPublished,
)
from contracts.courses.questions import QuestionType
from contracts.courses.quizzes import FeedbackTiming, QuizSettings
from contracts.courses.study import GetLesson
from contracts.types import Actor, Role
from services.courses import models
from services.courses.service import CoursesService
from tests.factories.courses import enroll_student, keep_revision, make_actor
from tests.integration.courses.conftest import Ask, ensure_refused
from tests.integration.courses.quizzing import EVERY_TYPE, LIMITED, answer_all, taken

pytestmark = pytest.mark.postgres


def test_a_student_answers_every_type_and_sees_what_it_earned(ask: Ask, session: Session) -> None:
    _course, lesson_id, student = taken(session, EVERY_TYPE)
    attempt = ask(StartAttempt(lesson_id=lesson_id), student)
    assert (attempt.feedback, attempt.result.score) == ([], None)

    answer_all(ask, student, attempt)
    done = ask(FinishAttempt(attempt_id=attempt.id), student)

    assert (done.result.score, done.result.max_score, done.result.percent) == (7, 7, 100)
    assert {one.verdict for one in done.feedback} == {Verdict.RIGHT}
    assert done.feedback[0].key is not None
    assert done.feedback[0].key.choices == ["a"]
    card = ask(GetQuiz(lesson_id=lesson_id), student)
    assert (card.percent, card.attempts_used, card.status) == (100, 1, QuizStatus.READY)
    assert ask(GetLesson(lesson_id=lesson_id), student).completed


def test_no_key_leaves_before_the_end(ask: Ask, session: Session) -> None:
    _course, lesson_id, student = taken(session, EVERY_TYPE)
    attempt = ask(StartAttempt(lesson_id=lesson_id), student)
    answer_all(ask, student, attempt)

    shown = ask(GetAttempt(attempt_id=attempt.id), student)

    assert (shown.feedback, shown.result.score) == ([], None)
    ordering = next(one for one in shown.questions if one.type is QuestionType.ORDERING)
    assert [item.id for item in ordering.items] != list("abcd")
    matching = next(one for one in shown.questions if one.type is QuestionType.MATCHING)
    assert {part.id for part in matching.rights} == {"x", "y", "z"}


@pytest.mark.parametrize("timing", [FeedbackTiming.NEVER, FeedbackTiming.AFTER_CLOSE])
def test_what_is_not_told_is_nowhere_in_the_answer(
    ask: Ask, session: Session, timing: FeedbackTiming
) -> None:
    rules = QuizSettings(
        feedback_timing=timing, closes_at=datetime.now(UTC) + timedelta(days=1), pass_percent=50
    )
    _course, lesson_id, student = taken(session, EVERY_TYPE, rules)
    attempt = ask(StartAttempt(lesson_id=lesson_id), student)
    answer_all(ask, student, attempt)

    done = ask(FinishAttempt(attempt_id=attempt.id), student)
    card = ask(GetQuiz(lesson_id=lesson_id), student)

    assert (done.feedback, done.result.score, done.result.passed) == ([], None, None)
    assert (card.percent, card.passed, card.attempts[0].result.percent) == (None, None, None)


def test_two_tabs_that_begin_at_once_share_one_attempt(
    service_for: Callable[..., Any], session: Session
) -> None:
    _course, lesson_id, student = taken(session, rules=LIMITED)

    def begin(_: int) -> str:
        payload = {"lesson_id": str(lesson_id)}
        started = CoursesService.start_attempt(service_for(student), payload)
        return str(started["id"])

    with ThreadPoolExecutor(8) as tabs:
        begun = set(tabs.map(begin, range(8)))

    assert len(begun) == 1
    assert session.scalar(select(func.count()).select_from(models.QuizAttempt)) == 1


def test_beginning_again_after_a_reload_goes_on_with_the_same_order_and_end(
    ask: Ask, session: Session
) -> None:
    rules = QuizSettings(shuffle_questions=True, time_limit_minutes=30)
    _course, lesson_id, student = taken(session, EVERY_TYPE, rules)

    first, again = (ask(StartAttempt(lesson_id=lesson_id), student) for _ in range(2))

    assert (again.id, again.deadline_at) == (first.id, first.deadline_at)
    assert again.questions == first.questions


def test_the_last_of_several_writes_wins_however_they_arrive(ask: Ask, session: Session) -> None:
    _course, lesson_id, student = taken(session)
    attempt = ask(StartAttempt(lesson_id=lesson_id), student)
    place: dict[str, Any] = {"attempt_id": attempt.id, "question_id": attempt.questions[0].id}

    def save(seq: int, choice: str) -> Any:
        return ask(SaveAnswer(**place, seq=seq, answer=Answer(choices=[choice])), student)

    assert save(2, "b").seq == 2
    late = save(1, "a")
    again = save(2, "c")

    assert (late.seq, late.answer.choices) == (2, ["b"])
    assert (again.seq, again.answer.choices) == (2, ["b"])
    assert save(5, "d").answer.choices == ["d"]


def test_an_attempt_is_its_students_alone(ask: Ask, session: Session) -> None:
    course, lesson_id, student = taken(session)
    attempt = ask(StartAttempt(lesson_id=lesson_id), student)
    place: dict[str, Any] = {"attempt_id": attempt.id, "question_id": attempt.questions[0].id}
    classmate = make_actor()
    enroll_student(session, course, classmate)
    teacher = Actor(user_id=course.teacher_id, role=Role.TEACHER)

    for other in (classmate, teacher, make_actor(Role.ADMIN)):
        ensure_refused(
            ask,
            other,
            (AttemptNotFound,),
            GetAttempt(attempt_id=attempt.id),
            FinishAttempt(attempt_id=attempt.id),
            SaveAnswer(**place, seq=1, answer=Answer()),
            CheckAnswer(**place),
        )
    with pytest.raises(AttemptNotFound):
        ask(SaveAnswer(attempt_id=attempt.id, question_id=uuid4(), seq=1, answer=Answer()), student)


def test_only_students_attempt_and_their_teachers_trial_does_not_count(
    ask: Ask, session: Session
) -> None:
    course, lesson_id, _student = taken(session, rules=LIMITED)
    teacher = Actor(user_id=course.teacher_id, role=Role.TEACHER)
    with pytest.raises(NotEnrolled):
        ask(StartAttempt(lesson_id=lesson_id), make_actor())

    for _ in range(3):
        attempt = ask(StartAttempt(lesson_id=lesson_id), teacher)
        answer_all(ask, teacher, attempt)
        done = ask(FinishAttempt(attempt_id=attempt.id), teacher)
        assert (done.preview, done.result.score) == (True, 1)

    assert session.scalar(select(func.count()).select_from(models.QuizResult)) == 0


def test_a_quiz_that_nobody_published_is_not_attempted(ask: Ask, session: Session) -> None:
    course, lesson_id, student = taken(session)
    session.get_one(models.Lesson, lesson_id).quiz_version_id = None
    session.get_one(models.Enrollment, (course.id, student.user_id)).revision_id = keep_revision(
        session, course
    ).id
    session.commit()

    assert ask(GetQuiz(lesson_id=lesson_id), student).status is QuizStatus.NOT_PUBLISHED
    with pytest.raises(QuizNotPublished):
        ask(StartAttempt(lesson_id=lesson_id), student)


def test_where_answers_are_checked_at_once_they_are_given_for_good(
    ask: Ask, session: Session
) -> None:
    rules = QuizSettings(feedback_timing=FeedbackTiming.IMMEDIATELY)
    _course, lesson_id, student = taken(session, rules=rules)
    attempt = ask(StartAttempt(lesson_id=lesson_id), student)
    place: dict[str, Any] = {"attempt_id": attempt.id, "question_id": attempt.questions[0].id}
    with pytest.raises(CheckingNotOffered):
        ask(CheckAnswer(**place), student)
    ask(SaveAnswer(**place, seq=1, answer=Answer(choices=["b"])), student)

    told = ask(CheckAnswer(**place), student)
    kept = ask(SaveAnswer(**place, seq=2, answer=Answer(choices=["a"])), student)

    assert told.verdict is Verdict.WRONG
    assert told.option_explanations == {"a": "Long waves."}
    assert (kept.answer.choices, kept.checked) == (["b"], True)
    assert ask(GetAttempt(attempt_id=attempt.id), student).feedback == [told]


def test_answers_are_not_checked_where_that_is_not_offered(ask: Ask, session: Session) -> None:
    _course, lesson_id, student = taken(session)
    attempt = ask(StartAttempt(lesson_id=lesson_id), student)
    answer_all(ask, student, attempt)

    with pytest.raises(CheckingNotOffered):
        ask(CheckAnswer(attempt_id=attempt.id, question_id=attempt.questions[0].id), student)
