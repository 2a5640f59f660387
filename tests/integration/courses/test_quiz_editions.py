"""Quizzes belong to editions: students are asked what their edition asks, reviewers see it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace
from sqlalchemy.orm import Session

from contracts.courses.attempts import (
    Answer,
    Attempt,
    FinishAttempt,
    GetQuiz,
    SaveAnswer,
    StartAttempt,
)
from contracts.courses.authoring import GetLessonDraft, RemoveLesson, SubmitCourse, UpdateLesson
from contracts.courses.errors import FileInUse
from contracts.courses.publication import Change, GetLessonDiff, GetRevisionDiff
from contracts.courses.questions import AddQuestion, ListQuestions, QuestionType, UpdateQuestion
from contracts.courses.quizzes import (
    GetQuizDraft,
    ListRegrades,
    QuizSettings,
    RegradeQuiz,
    SetQuizSlots,
    Slot,
    UpdateQuizSettings,
)
from contracts.courses.resources import CourseStatus, LessonKind
from contracts.courses.review import ApproveCourse
from contracts.courses.writing import ListCourseFiles, RemoveCourseFile
from contracts.types import Actor, Role
from services.courses import models
from tests.factories.courses import NOW, add_file, enroll_student, make_actor
from tests.factories.quizzes import add_quiz, question
from tests.integration.courses.conftest import Ask, Tick
from tests.integration.courses.quizzing import teacher_of

pytestmark = pytest.mark.postgres

SINGLE = question(QuestionType.SINGLE)


def publish(ask: Ask, course_id: UUID, teacher: Actor) -> None:
    ask(SubmitCourse(course_id=course_id), teacher)
    ask(ApproveCourse(course_id=course_id), make_actor(Role.ADMIN))


def rewrite(ask: Ask, course: models.Course, prompt: str) -> None:
    """The first question of the bank asks something else from now on."""
    teacher = teacher_of(course)
    (asked,) = ask(ListQuestions(course_id=course.id), teacher).items
    changed = replace(asked.content, prompt=prompt)
    ask(UpdateQuestion(question_id=asked.id, content=changed), teacher)


def answer(ask: Ask, lesson_id: UUID, student: Actor, option: str) -> Attempt:
    """Choose an option of the only question, and hand that in."""
    attempt = ask(StartAttempt(lesson_id=lesson_id), student)
    chosen = SaveAnswer(
        attempt_id=attempt.id,
        question_id=attempt.questions[0].id,
        seq=1,
        answer=Answer(choices=[option]),
    )
    ask(chosen, student)
    return ask(FinishAttempt(attempt_id=attempt.id), student)


def prompt_for(ask: Ask, lesson_id: UUID, student: Actor) -> str:
    return str(ask(StartAttempt(lesson_id=lesson_id), student).questions[0].prompt_html)


def test_who_keeps_an_edition_is_asked_what_it_asked(ask: Ask, session: Session) -> None:
    course, lesson_id = add_quiz(session, [SINGLE])
    done, underway = make_actor(), make_actor()
    enroll_student(session, course, done)
    enroll_student(session, course, underway)
    row = session.get_one(models.Enrollment, (course.id, done.user_id))
    row.completed_at = NOW
    session.commit()

    rewrite(ask, course, "Anew")
    publish(ask, course.id, teacher_of(course))

    assert "single question" in prompt_for(ask, lesson_id, done)
    assert "Anew" in prompt_for(ask, lesson_id, underway)


def test_a_corrected_key_reaches_every_edition(ask: Ask, session: Session, tick: Tick) -> None:
    course, lesson_id = add_quiz(session, [SINGLE])
    teacher, done = teacher_of(course), make_actor()
    enroll_student(session, course, done)
    answer(ask, lesson_id, done, "b")
    session.get_one(models.Enrollment, (course.id, done.user_id)).completed_at = NOW
    session.commit()
    rewrite(ask, course, "Anew")
    publish(ask, course.id, teacher)
    (asked,) = ask(ListQuestions(course_id=course.id), teacher).items
    options = [replace(one, correct=one.id == "b") for one in asked.content.options]
    ask(
        UpdateQuestion(question_id=asked.id, content=replace(asked.content, options=options)),
        teacher,
    )

    ask(RegradeQuiz(lesson_id=lesson_id, reason="The key was wrong."), teacher)
    tick("go_on_regrading")

    assert ask(GetQuiz(lesson_id=lesson_id), done).percent == 100
    assert answer(ask, lesson_id, done, "b").result.score == 1


def test_a_quiz_that_was_taken_out_holds_no_regrade_up(
    ask: Ask, session: Session, tick: Tick
) -> None:
    first, gone_id = add_quiz(session, [SINGLE])
    second, lesson_id = add_quiz(session, [SINGLE])
    reason = "The key was wrong."
    ask(RegradeQuiz(lesson_id=gone_id, reason=reason), teacher_of(first))
    ask(RemoveLesson(lesson_id=gone_id), teacher_of(first))
    ask(RegradeQuiz(lesson_id=lesson_id, reason=reason), teacher_of(second))

    tick("go_on_regrading")

    (regrade,) = ask(ListRegrades(lesson_id=lesson_id), teacher_of(second))
    assert regrade.finished_at is not None


def test_reviewers_read_what_a_quiz_asks_and_what_changed(ask: Ask, session: Session) -> None:
    course, lesson_id = add_quiz(session, [SINGLE])
    teacher, moderator = teacher_of(course), make_actor(Role.ADMIN)
    before = ask(GetRevisionDiff(course_id=course.id), moderator).lessons[0]

    rewrite(ask, course, "Anew")

    draft = ask(GetLessonDraft(lesson_id=lesson_id), teacher)
    after = ask(GetRevisionDiff(course_id=course.id), moderator).lessons[0]
    (field,) = ask(GetLessonDiff(lesson_id=lesson_id), moderator).fields
    assert (before.change, after.change) == (Change.UNCHANGED, Change.CHANGED)
    assert field.field == "asks"
    assert "A single question" in field.before
    assert field.after == draft.asks
    assert "**1.** Anew" in draft.asks


def test_what_is_no_quiz_any_more_asks_nothing(ask: Ask, session: Session) -> None:
    course, lesson_id = add_quiz(session, [SINGLE])
    ask(
        UpdateLesson(lesson_id=lesson_id, kind=LessonKind.ARTICLE, body="Text."), teacher_of(course)
    )

    publish(ask, course.id, teacher_of(course))

    lesson = session.get_one(models.Lesson, lesson_id, populate_existing=True)
    assert lesson.quiz_version_id is None
    assert ask(GetLessonDraft(lesson_id=lesson_id), teacher_of(course)).asks == ""


@pytest.mark.parametrize("act", ["add", "leave"])
def test_what_a_pool_holds_is_a_change_of_the_course(ask: Ask, session: Session, act: str) -> None:
    pooled = replace(SINGLE, pool="colors")
    course, lesson_id = add_quiz(session, [pooled, pooled])
    teacher = teacher_of(course)
    ask(SetQuizSlots(lesson_id=lesson_id, slots=[Slot(pool="colors", draw=1, points=1)]), teacher)
    publish(ask, course.id, teacher)
    (first, _) = ask(ListQuestions(course_id=course.id), teacher).items

    requests: dict[str, Any] = {
        "add": AddQuestion(course_id=course.id, content=pooled),
        "leave": UpdateQuestion(question_id=first.id, content=SINGLE),
    }
    ask(requests[act], teacher)

    stored = session.get_one(models.Course, course.id, populate_existing=True)
    assert stored.status is CourseStatus.DRAFT
    assert ask(GetQuizDraft(lesson_id=lesson_id), teacher).changed


def test_pictures_of_questions_stay_as_long_as_they_are_asked(ask: Ask, session: Session) -> None:
    course, lesson_id = add_quiz(session, [SINGLE])
    teacher, figure = teacher_of(course), add_file(session, course)
    shown = f"![A color](file:{figure.id})"
    rewrite(ask, course, shown)
    removal = RemoveCourseFile(course_id=course.id, file_id=figure.id)

    (listed,) = ask(ListCourseFiles(course_id=course.id), teacher)
    with pytest.raises(FileInUse):
        ask(removal, teacher)
    publish(ask, course.id, teacher)
    rewrite(ask, course, "No picture")
    with pytest.raises(FileInUse):
        ask(removal, teacher)

    assert listed.used_in == [shown[:80]]
    assert lesson_id


def test_what_others_do_makes_no_student_active(ask: Ask, session: Session) -> None:
    course, lesson_id = add_quiz(session, [SINGLE])
    student, long_ago = make_actor(), NOW - timedelta(days=9)
    enroll_student(session, course, student)
    answer(ask, lesson_id, student, "a")
    row = session.get_one(models.Enrollment, (course.id, student.user_id), populate_existing=True)
    row.active_at = long_ago
    session.commit()

    rules = QuizSettings(pass_percent=10)
    ask(UpdateQuizSettings(lesson_id=lesson_id, settings=rules), teacher_of(course))
    session.refresh(row)
    before = row.active_at
    ask(StartAttempt(lesson_id=lesson_id), student)
    session.refresh(row)

    assert before == long_ago
    assert row.active_at > long_ago
