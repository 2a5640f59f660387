"""What teachers do with quizzes: bank, versions, overrides, rules."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace
from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.audit import CoursesAdminActed
from contracts.courses.attempts import (
    GetAttempt,
    GetQuiz,
    StartAttempt,
)
from contracts.courses.authoring import AddLesson, UpdateLesson
from contracts.courses.errors import (
    AttemptNotFound,
    CourseNotFound,
    NotEnrolled,
    NotTheTeacher,
    QuestionInUse,
    QuestionInvalid,
    QuestionNotFound,
    QuizNotFound,
    QuizNotPublished,
    QuizSlotsInvalid,
    RegradeNotFound,
)
from contracts.courses.grading import (
    GetGradedAttempt,
    ListQuizStudents,
)
from contracts.courses.questions import (
    AddQuestion,
    ListQuestions,
    RemoveQuestion,
    UpdateQuestion,
)
from contracts.courses.quizzes import (
    GetQuizDraft,
    ListRegradeChanges,
    ListRegrades,
    QuizSettings,
    RegradeQuiz,
    RemoveQuizOverride,
    SetQuizOverride,
    SetQuizSlots,
    Slot,
    UpdateQuizSettings,
)
from contracts.courses.resources import CourseStatus, LessonKind
from contracts.courses.review import ApproveCourse
from contracts.types import Actor, Role
from services.courses import models
from tests.factories.courses import add_course, enroll_student, make_actor
from tests.factories.recorded import events
from tests.integration.courses.conftest import Ask, ensure_refused
from tests.integration.courses.quizzing import SINGLE, taken, teacher_of

pytestmark = pytest.mark.postgres


def draft_quiz(session: Session, ask: Ask) -> tuple[models.Course, Actor, UUID]:
    """A draft course with a quiz that asks nothing yet."""
    course = add_course(session, status=CourseStatus.DRAFT, published_at=None)
    module_id = session.scalar(select(models.Module.id).where(models.Module.course_id == course.id))
    assert module_id is not None
    teacher = teacher_of(course)
    lesson = AddLesson(module_id=module_id, title="A quiz", kind=LessonKind.QUIZ)
    return course, teacher, ask(lesson, teacher).id


def test_students_get_what_was_published_and_not_what_is_written(
    ask: Ask, session: Session
) -> None:
    course, teacher, lesson_id = draft_quiz(session, ask)
    asked = ask(AddQuestion(course_id=course.id, content=SINGLE), teacher)
    ask(SetQuizSlots(lesson_id=lesson_id, slots=[Slot(question_id=asked.id)]), teacher)
    stored = session.get_one(models.Course, course.id)
    stored.status = CourseStatus.SUBMITTED
    session.commit()
    ask(ApproveCourse(course_id=course.id), make_actor(Role.ADMIN))
    student = make_actor()
    enroll_student(session, course, student)
    assert ask(GetQuizDraft(lesson_id=lesson_id), teacher).changed is False

    content = replace(asked.content, prompt="Another *question*")
    changed = ask(UpdateQuestion(question_id=asked.id, content=content), teacher)

    assert changed.prompt_html == "<p>Another <em>question</em></p>"
    draft = ask(GetQuizDraft(lesson_id=lesson_id), teacher)
    assert (draft.changed, draft.published_number) == (True, 1)
    attempt = ask(StartAttempt(lesson_id=lesson_id), student)
    assert "single question" in attempt.questions[0].prompt_html


def test_parts_get_ids_of_their_own_and_keep_them(ask: Ask, session: Session) -> None:
    course, teacher, _lesson_id = draft_quiz(session, ask)

    made = ask(AddQuestion(course_id=course.id, content=SINGLE), teacher)
    kept = ask(UpdateQuestion(question_id=made.id, content=made.content), teacher)

    ids = [option.id for option in made.content.options]
    assert len(set(ids)) == 4
    assert not set(ids) & {"a", "b", "c", "d"}
    assert [option.id for option in kept.content.options] == ids


def test_a_quiz_asks_from_its_own_bank_and_pools_suffice(ask: Ask, session: Session) -> None:
    course, teacher, lesson_id = draft_quiz(session, ask)
    pooled = replace(SINGLE, pool="colors")
    first, second = [
        ask(AddQuestion(course_id=course.id, content=pooled), teacher) for _ in range(2)
    ]

    draft = ask(
        SetQuizSlots(lesson_id=lesson_id, slots=[Slot(pool="colors", draw=2, points=3)]), teacher
    )

    assert (draft.question_count, draft.max_score) == (2, 6)
    assert [(pool.name, pool.question_count) for pool in draft.pools] == [("colors", 2)]
    with pytest.raises(QuestionInUse):
        ask(RemoveQuestion(question_id=first.id), teacher)
    with pytest.raises(QuestionInUse):
        ask(UpdateQuestion(question_id=second.id, content=SINGLE), teacher)
    foreign = [Slot(question_id=uuid4())]
    with pytest.raises(QuizSlotsInvalid):
        ask(SetQuizSlots(lesson_id=lesson_id, slots=foreign), teacher)
    ask(SetQuizSlots(lesson_id=lesson_id, slots=[]), teacher)
    ask(RemoveQuestion(question_id=first.id), teacher)
    found = ask(ListQuestions(course_id=course.id, pool="colors", search="SINGLE"), teacher)
    assert [one.id for one in found.items] == [second.id]


def test_a_quiz_is_complete_with_a_question(ask: Ask, session: Session) -> None:
    course, teacher, lesson_id = draft_quiz(session, ask)
    assert session.get_one(models.Lesson, lesson_id).ready is False
    asked = ask(AddQuestion(course_id=course.id, content=SINGLE), teacher)

    ask(SetQuizSlots(lesson_id=lesson_id, slots=[Slot(question_id=asked.id)]), teacher)
    ask(UpdateLesson(lesson_id=lesson_id, title="Renamed"), teacher)

    assert session.get_one(models.Lesson, lesson_id).ready is True
    with pytest.raises(QuestionInUse):
        ask(RemoveQuestion(question_id=asked.id), teacher)
    with pytest.raises(QuestionInvalid):
        ask(AddQuestion(course_id=course.id, content=replace(SINGLE, options=[])), teacher)


def test_others_see_and_change_nothing(ask: Ask, session: Session) -> None:
    course, teacher, lesson_id = draft_quiz(session, ask)
    asked = ask(AddQuestion(course_id=course.id, content=SINGLE), teacher)
    colleague = make_actor(Role.TEACHER)

    ensure_refused(
        ask,
        colleague,
        (CourseNotFound, NotTheTeacher),
        GetQuizDraft(lesson_id=lesson_id),
        ListQuestions(course_id=course.id),
        AddQuestion(course_id=course.id, content=SINGLE),
        UpdateQuestion(question_id=asked.id, content=SINGLE),
        RemoveQuestion(question_id=asked.id),
        UpdateQuizSettings(lesson_id=lesson_id, settings=QuizSettings()),
        SetQuizSlots(lesson_id=lesson_id, slots=[]),
        SetQuizOverride(lesson_id=lesson_id, student_id=uuid4(), reason="Because."),
        RemoveQuizOverride(lesson_id=lesson_id, student_id=uuid4()),
        RegradeQuiz(lesson_id=lesson_id, reason="A wrong key."),
        ListRegrades(lesson_id=lesson_id),
        ListQuizStudents(lesson_id=lesson_id),
    )
    assert ask(GetQuizDraft(lesson_id=lesson_id), make_actor(Role.MODERATOR)).title == "A quiz"


def test_what_is_unknown_is_not_found(ask: Ask, session: Session) -> None:
    _course, teacher, lesson_id = draft_quiz(session, ask)
    unknown = uuid4()
    ensure_refused(
        ask, teacher, (QuestionNotFound,), UpdateQuestion(question_id=unknown, content=SINGLE)
    )
    ensure_refused(ask, teacher, (RegradeNotFound,), ListRegradeChanges(regrade_id=unknown))
    ensure_refused(ask, teacher, (AttemptNotFound,), GetGradedAttempt(attempt_id=unknown))
    too_early = RegradeQuiz(lesson_id=lesson_id, reason="Nothing yet.")
    ensure_refused(ask, teacher, (QuizNotPublished,), too_early)


def test_a_lesson_of_another_kind_is_no_quiz(ask: Ask, session: Session) -> None:
    course = add_course(session)
    article = UUID(course.outline[0]["lessons"][0]["id"])

    with pytest.raises(QuizNotFound):
        ask(GetQuiz(lesson_id=article), teacher_of(course))
    with pytest.raises(QuizNotFound):
        ask(SetQuizSlots(lesson_id=article, slots=[]), teacher_of(course))


def test_an_override_gives_a_running_attempt_its_time_and_is_audited(
    ask: Ask, session: Session
) -> None:
    rules = QuizSettings(time_limit_minutes=30, attempts_allowed=1)
    course, lesson_id, student = taken(session, rules=rules)
    teacher = teacher_of(course)
    attempt = ask(StartAttempt(lesson_id=lesson_id), student)
    wish = SetQuizOverride(
        lesson_id=lesson_id,
        student_id=student.user_id,
        extra_minutes=15,
        extra_attempts=1,
        reason="A broken arm.",
    )

    ask(wish, teacher)

    longer = ask(GetAttempt(attempt_id=attempt.id), student)
    assert longer.deadline_at == attempt.deadline_at + timedelta(minutes=15)  # type: ignore[operator]  # limited
    ask(RemoveQuizOverride(lesson_id=lesson_id, student_id=student.user_id), teacher)
    assert ask(GetAttempt(attempt_id=attempt.id), student).deadline_at == longer.deadline_at
    audited = events(session, models.bookkeeping, CoursesAdminActed)
    assert [one.action for one in audited] == ["courses.quiz_override.changed"] * 2
    assert (audited[0].reason, audited[0].after["extra_minutes"]) == ("A broken arm.", 15)
    with pytest.raises(NotEnrolled):
        ask(replace(wish, student_id=uuid4()), teacher)


def test_extra_attempts_are_one_students_alone(ask: Ask, session: Session) -> None:
    course, lesson_id, student = taken(session, rules=QuizSettings(attempts_allowed=1))
    wish = SetQuizOverride(
        lesson_id=lesson_id, student_id=student.user_id, extra_attempts=1, reason="Was ill."
    )
    ask(wish, teacher_of(course))

    card = ask(GetQuiz(lesson_id=lesson_id), student)

    assert (card.attempts_allowed, card.extended) == (2, True)


def test_rules_hold_at_once_and_never_shorten_what_runs(ask: Ask, session: Session) -> None:
    course, lesson_id, student = taken(session, rules=QuizSettings(time_limit_minutes=30))
    attempt = ask(StartAttempt(lesson_id=lesson_id), student)

    def limit(minutes: int) -> Any:
        rules = QuizSettings(time_limit_minutes=minutes)
        ask(UpdateQuizSettings(lesson_id=lesson_id, settings=rules), teacher_of(course))
        return ask(GetAttempt(attempt_id=attempt.id), student).deadline_at

    assert limit(10) == attempt.deadline_at
    assert limit(60) == attempt.started_at + timedelta(minutes=60)
    (shorter, longer) = events(session, models.bookkeeping, CoursesAdminActed)
    assert shorter.after == {"time_limit_minutes": 10}
    assert longer.before == {"time_limit_minutes": 10}
