"""What counts after a key, a grade or a rule was changed."""

from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace
from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.audit import CoursesAdminActed
from contracts.courses.attempts import (
    Answer,
    FinishAttempt,
    GetAttempt,
    GetQuiz,
    SaveAnswer,
    StartAttempt,
    Verdict,
)
from contracts.courses.grading import (
    GradeAnswer,
    ListQuizStudents,
)
from contracts.courses.questions import (
    Option,
    UpdateQuestion,
)
from contracts.courses.quizzes import (
    GradingMethod,
    ListRegradeChanges,
    ListRegrades,
    QuizSettings,
    RegradeQuiz,
    UpdateQuizSettings,
)
from contracts.types import Actor
from services.courses import models
from tests.factories.courses import enroll_student, make_actor
from tests.factories.quizzes import add_quiz
from tests.factories.recorded import events
from tests.integration.courses.conftest import Ask, Tick
from tests.integration.courses.quizzing import ONE, SINGLE, answer_all, taken, teacher_of

pytestmark = pytest.mark.postgres


def three_attempts(ask: Ask, session: Session) -> tuple[models.Course, UUID, list[Actor], Any]:
    """One student answered rightly, one wrongly, and one is still in their attempt."""
    course, lesson_id, right = taken(session, ONE)
    wrong, running = make_actor(), make_actor()
    for student in (wrong, running):
        enroll_student(session, course, student)
    for student, choice in ((right, "a"), (wrong, "c"), (running, "c")):
        attempt = ask(StartAttempt(lesson_id=lesson_id), student)
        place: dict[str, Any] = {"attempt_id": attempt.id, "question_id": attempt.questions[0].id}
        ask(SaveAnswer(**place, seq=1, answer=Answer(choices=[choice])), student)
        if student is not running:
            ask(FinishAttempt(attempt_id=attempt.id), student)
    return course, lesson_id, [right, wrong, running], attempt


def correct_the_key(ask: Ask, session: Session, teacher: Actor) -> None:
    """The right answer of the only question is the third, and its prompt another."""
    (asked,) = session.scalars(select(models.Question))
    options = [Option(id=one, text=one, correct=one == "c") for one in "abcd"]
    content = replace(SINGLE, options=options, prompt="Changed")
    ask(UpdateQuestion(question_id=asked.id, content=content), teacher)


def test_a_regrade_follows_the_corrected_key_and_keeps_what_stood_before(
    ask: Ask, session: Session, tick: Tick
) -> None:
    course, lesson_id, (right, wrong, running), attempt = three_attempts(ask, session)
    teacher = teacher_of(course)
    correct_the_key(ask, session, teacher)

    regrade = ask(RegradeQuiz(lesson_id=lesson_id, reason="The key was wrong."), teacher)
    tick("go_on_regrading")

    (done,) = ask(ListRegrades(lesson_id=lesson_id), teacher)
    assert (done.attempt_count, done.graded_count, done.changed_count) == (3, 3, 2)
    assert done.finished_at is not None
    changes = ask(ListRegradeChanges(regrade_id=regrade.id), teacher).items
    assert {(one.student_id, one.before, one.after) for one in changes} == {
        (right.user_id, 1, 0),
        (wrong.user_id, 0, 1),
    }
    done_later = ask(FinishAttempt(attempt_id=attempt.id), running)
    assert done_later.result.score == 1
    assert "Changed" not in done_later.questions[0].prompt_html
    (audited,) = events(session, models.bookkeeping, CoursesAdminActed)
    assert (audited.reason, audited.actor_id) == ("The key was wrong.", teacher.user_id)
    assert audited.after == {"graded": 3, "changed": 2}


def test_a_grade_by_hand_survives_a_regrade(ask: Ask, session: Session, tick: Tick) -> None:
    course, lesson_id, student = taken(session, ONE)
    attempt = ask(StartAttempt(lesson_id=lesson_id), student)
    ask(FinishAttempt(attempt_id=attempt.id), student)
    grade = GradeAnswer(
        attempt_id=attempt.id, question_id=attempt.questions[0].id, score=0.5, comment="Spoken."
    )
    graded = ask(grade, teacher_of(course))
    assert (graded.answers[0].verdict, graded.answers[0].by_hand) == (Verdict.PARTIAL, True)

    ask(RegradeQuiz(lesson_id=lesson_id, reason="To be sure."), teacher_of(course))
    tick("go_on_regrading")

    assert ask(GetAttempt(attempt_id=attempt.id), student).result.score == 0.5


def test_a_teacher_sees_every_student_with_what_counts(ask: Ask, session: Session) -> None:
    course, lesson_id, student = taken(session, ONE, QuizSettings(pass_percent=50))
    idle = make_actor()
    enroll_student(session, course, idle)
    attempt = ask(StartAttempt(lesson_id=lesson_id), student)
    answer_all(ask, student, attempt)
    ask(FinishAttempt(attempt_id=attempt.id), student)

    first = ask(ListQuizStudents(lesson_id=lesson_id, limit=1), teacher_of(course))
    second = ask(ListQuizStudents(lesson_id=lesson_id, after=first.next), teacher_of(course))

    listed = {one.student_id: one for one in first.items + second.items}
    assert (listed[student.user_id].percent, listed[student.user_id].passed) == (100, True)
    assert (listed[idle.user_id].percent, listed[idle.user_id].attempts) == (None, [])


def test_stricter_rules_change_what_counts(ask: Ask, session: Session) -> None:
    course, lesson_id = add_quiz(session, ONE)
    student = make_actor()
    enroll_student(session, course, student)
    for right in (True, False):
        attempt = ask(StartAttempt(lesson_id=lesson_id), student)
        if right:
            answer_all(ask, student, attempt)
        ask(FinishAttempt(attempt_id=attempt.id), student)
    assert ask(GetQuiz(lesson_id=lesson_id), student).percent == 100

    rules = QuizSettings(grading_method=GradingMethod.LAST)
    ask(UpdateQuizSettings(lesson_id=lesson_id, settings=rules), teacher_of(course))

    assert ask(GetQuiz(lesson_id=lesson_id), student).percent == 0
