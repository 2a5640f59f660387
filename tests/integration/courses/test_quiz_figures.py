"""How the questions of a quiz did: difficulty, discrimination, what was answered."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from contracts.courses.analysis import GetQuizFigures
from contracts.courses.attempts import Answer, FinishAttempt, SaveAnswer, StartAttempt
from contracts.courses.errors import NotTheTeacher
from contracts.courses.questions import QuestionType
from contracts.types import Actor, Role
from services.courses import models
from tests.factories.courses import enroll_student, make_actor
from tests.factories.quizzes import add_quiz, question
from tests.integration.courses.conftest import Ask
from tests.integration.courses.quizzing import teacher_of

pytestmark = pytest.mark.postgres

CONTENTS = [
    question(QuestionType.SINGLE),
    question(QuestionType.TRUE_FALSE),
    question(QuestionType.TEXT),
]
RIGHT = (Answer(choices=["a"]), Answer(truth=True), Answer(text="Latte"))
WRONG = (Answer(choices=["b"]), Answer(truth=False), Answer(text=" tea "))


@pytest.fixture
def quiz(session: Session) -> tuple[models.Course, UUID]:
    return add_quiz(session, CONTENTS)


def attempt(ask: Ask, lesson_id: UUID, student: Actor, *answers: Answer | None) -> None:
    """Answer question by question, leave out what is None, and hand it in."""
    begun = ask(StartAttempt(lesson_id=lesson_id), student)
    by_type = {asked.type: asked.id for asked in begun.questions}
    for content, answer in zip(CONTENTS, answers, strict=True):
        if answer is not None:
            ask(
                SaveAnswer(
                    attempt_id=begun.id, question_id=by_type[content.type], seq=1, answer=answer
                ),
                student,
            )
    ask(FinishAttempt(attempt_id=begun.id), student)


def enrolled(session: Session, course: models.Course) -> Actor:
    student = make_actor()
    enroll_student(session, course, student)
    session.commit()
    return student


@pytest.fixture
def attempted(
    ask: Ask, session: Session, quiz: tuple[models.Course, UUID]
) -> tuple[models.Course, UUID]:
    """The quiz after six students, one of whom tried again, and a try of its teacher."""
    course, lesson_id = quiz
    strong = [RIGHT[0], WRONG[1], RIGHT[2]]
    weak = [WRONG[0], RIGHT[1], WRONG[2]]
    for answers in [strong, strong, strong, weak, weak]:
        attempt(ask, lesson_id, enrolled(session, course), *answers)
    again = enrolled(session, course)
    attempt(ask, lesson_id, again, None, RIGHT[1], None)
    attempt(ask, lesson_id, again, *RIGHT)
    attempt(ask, lesson_id, teacher_of(course), *RIGHT)
    return quiz


def test_questions_are_measured_over_first_attempts(
    ask: Ask, attempted: tuple[models.Course, UUID]
) -> None:
    course, lesson_id = attempted

    figures = ask(GetQuizFigures(lesson_id=lesson_id), teacher_of(course))

    single, claim, text = figures.questions
    assert figures.attempt_count == 6
    assert figures.mean_percent == pytest.approx(50)
    assert [one.type for one in figures.questions] == [one.type for one in CONTENTS]
    assert [(one.asked_count, one.unanswered_count) for one in figures.questions] == [
        (6, 1),
        (6, 0),
        (6, 1),
    ]
    assert [one.facility for one in figures.questions] == [0.5, 0.5, 0.5]
    assert claim.discrimination == pytest.approx(-1)
    assert single.discrimination is None
    assert [(one.text, one.correct, one.count) for one in claim.answers] == [
        ("true", True, 3),
        ("false", False, 3),
    ]
    assert [one.count for one in single.answers] == [3, 2, 0, 0]
    assert [(one.text, one.correct, one.count) for one in text.answers] == [
        ("latte", True, 3),
        ("tea", False, 2),
    ]


def test_a_few_people_say_nothing_about_discrimination(
    ask: Ask, session: Session, quiz: tuple[models.Course, UUID]
) -> None:
    course, lesson_id = quiz
    attempt(ask, lesson_id, enrolled(session, course), *RIGHT)
    attempt(ask, lesson_id, enrolled(session, course), *WRONG)

    figures = ask(GetQuizFigures(lesson_id=lesson_id), teacher_of(course))

    assert {one.discrimination for one in figures.questions} == {None}


def test_before_anybody_has_attempted_there_is_nothing_to_tell(
    ask: Ask, quiz: tuple[models.Course, UUID]
) -> None:
    course, lesson_id = quiz

    figures = ask(GetQuizFigures(lesson_id=lesson_id), teacher_of(course))

    assert (figures.attempt_count, figures.mean_percent, figures.questions) == (0, None, [])


def test_another_teacher_sees_nothing(ask: Ask, quiz: tuple[models.Course, UUID]) -> None:
    with pytest.raises(NotTheTeacher):
        ask(GetQuizFigures(lesson_id=quiz[1]), make_actor(Role.TEACHER))
