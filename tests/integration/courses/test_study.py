"""Entitlement, enrollment and progress."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from contracts.courses.errors import (
    CourseNotFound,
    CourseNotFree,
    LessonNotFound,
    NotEnrolled,
)
from contracts.courses.events import EnrollmentCreated
from contracts.courses.resources import AccessState, CourseStatus
from contracts.courses.study import (
    Enroll,
    GetAccess,
    GetLesson,
    GetStudyPlan,
    ListEnrollments,
    SetLessonCompletion,
)
from contracts.errors import Unauthenticated
from contracts.payments.messages import OrderPaid
from contracts.types import Actor, Money, Role
from services.courses import models
from tests.factories.courses import (
    NOW,
    add_course,
    add_file,
    enroll_student,
    keep_revision,
    lesson_ids,
    make_actor,
)
from tests.factories.recorded import events
from tests.integration.courses.conftest import Ask

pytestmark = pytest.mark.postgres

THREE_LESSONS: list[dict[str, Any]] = [
    {"title": "One", "preview": True},
    {"title": "Two"},
    {"title": "Three"},
]
PUBLISHED, HIDDEN = CourseStatus.PUBLISHED, CourseStatus.ARCHIVED


def order_paid(course: models.Course, buyer: Actor) -> OrderPaid:
    return OrderPaid(
        order_id=uuid4(),
        order_number="A-1",
        receipt_number="R-1",
        buyer_id=buyer.user_id,
        course_id=course.id,
        course_title=course.title,
        price=Money(amount=4900, currency="EUR"),
        paid_at=NOW,
    )


@pytest.mark.parametrize(
    ("who", "status", "preview", "refusal"),
    [
        ("nobody", PUBLISHED, True, None),
        ("nobody", PUBLISHED, False, NotEnrolled),
        ("nobody", HIDDEN, True, LessonNotFound),
        ("stranger", PUBLISHED, True, None),
        ("stranger", PUBLISHED, False, NotEnrolled),
        ("stranger", HIDDEN, True, LessonNotFound),
        ("stranger", HIDDEN, False, LessonNotFound),
        ("other teacher", PUBLISHED, False, NotEnrolled),
        ("other teacher", HIDDEN, False, LessonNotFound),
        ("enrolled", PUBLISHED, False, None),
        ("enrolled", HIDDEN, False, None),
        ("teacher", PUBLISHED, False, None),
        ("teacher", CourseStatus.DRAFT, False, None),
        ("admin", PUBLISHED, False, None),
        ("admin", CourseStatus.SUBMITTED, False, None),
    ],
)
def test_lessons_open_only_for_those_who_may_read_them(
    *,
    ask: Ask,
    session: Session,
    who: str,
    status: CourseStatus,
    preview: bool,
    refusal: type[Exception] | None,
) -> None:
    course = add_course(session, lessons=[{"preview": preview}], status=status)
    actors = {
        "nobody": None,
        "stranger": make_actor(),
        "other teacher": make_actor(Role.TEACHER),
        "enrolled": make_actor(),
        "teacher": Actor(user_id=course.teacher_id, role=Role.TEACHER),
        "admin": make_actor(Role.ADMIN),
    }
    enrolled = actors["enrolled"]
    assert enrolled is not None
    enroll_student(session, course, enrolled)
    request = GetLesson(lesson_id=lesson_ids(course)[0])

    if refusal is None:
        assert ask(request, actors[who]).body_html == "<p>Text.</p>"
    else:
        with pytest.raises(refusal):
            ask(request, actors[who])


def test_an_unknown_lesson_is_not_found(ask: Ask) -> None:
    with pytest.raises(LessonNotFound):
        ask(GetLesson(lesson_id=uuid4()))


def test_a_lesson_comes_with_neighbours_and_signed_files(ask: Ask, session: Session) -> None:
    student = make_actor()
    course = add_course(session, lessons=THREE_LESSONS)
    picture = add_file(session, course)
    sheet = add_file(session, course, name="data.csv", media_type="text/csv")
    foreign = add_file(session, add_course(session))
    ids = lesson_ids(course)
    lesson = session.get_one(models.Lesson, ids[1])
    lesson.body_html = f'<img src="file:{picture.id}"><a href="file:{foreign.id}">x</a>'
    lesson.file_ids = [picture.id, sheet.id, foreign.id]
    keep_revision(session, course)
    enroll_student(session, course, student)

    shown = ask(GetLesson(lesson_id=ids[1]), student)

    assert [str(shown.previous_id), str(shown.next_id)] == [ids[0], ids[2]]
    assert [file.name for file in shown.files] == ["data.csv"]
    assert f'src="/files/{picture.id.hex}?' in shown.body_html
    assert '<a href="">' in shown.body_html
    assert (shown.module_title, shown.completed) == ("A module", False)


def test_enrolling_in_a_free_course_happens_once(ask: Ask, session: Session) -> None:
    student = make_actor()
    course = add_course(session, lessons=THREE_LESSONS)

    first = ask(Enroll(course_id=course.id), student)
    again = ask(Enroll(course_id=course.id), student)

    assert first == again
    assert (first.state, str(first.lesson_id)) == (AccessState.ENROLLED, lesson_ids(course)[0])
    (event,) = events(session, models.bookkeeping, EnrollmentCreated)
    assert (event.student_id, event.course_slug) == (student.user_id, course.slug)
    assert event.order_id is None


def test_a_course_with_a_price_is_not_entered_for_free(ask: Ask, session: Session) -> None:
    course = add_course(session, price_amount=100)

    with pytest.raises(CourseNotFree):
        ask(Enroll(course_id=course.id), make_actor())


@pytest.mark.parametrize("status", [s for s in CourseStatus if s is not PUBLISHED])
def test_nobody_enters_a_hidden_course(ask: Ask, session: Session, status: CourseStatus) -> None:
    course = add_course(session, status=status)

    for request in (Enroll(course_id=course.id), GetAccess(course_id=course.id)):
        with pytest.raises(CourseNotFound):
            ask(request, make_actor())


def test_a_teacher_does_not_enroll_in_their_own_course(ask: Ask, session: Session) -> None:
    course = add_course(session)
    teacher = Actor(user_id=course.teacher_id, role=Role.TEACHER)

    assert ask(Enroll(course_id=course.id), teacher).state is AccessState.TEACHES
    assert events(session, models.bookkeeping, EnrollmentCreated) == []


def test_access_is_for_those_who_sign_in(ask: Ask, session: Session) -> None:
    course = add_course(session)

    assert ask(GetAccess(course_id=course.id), make_actor()).state is AccessState.NONE
    with pytest.raises(Unauthenticated):
        ask(GetAccess(course_id=course.id))


def test_a_paid_order_enrolls_the_buyer_once_however_often_it_is_told(
    ask: Ask, session: Session, tell: Callable[..., None]
) -> None:
    buyer = make_actor()
    course = add_course(session, price_amount=4900, status=HIDDEN)
    event = order_paid(course, buyer)

    tell("enroll_buyer", event, event_id := uuid4())
    tell("enroll_buyer", event, event_id)
    tell("enroll_buyer", event)

    (created,) = events(session, models.bookkeeping, EnrollmentCreated)
    assert created.order_id == event.order_id
    assert ask(GetAccess(course_id=course.id), buyer).state is AccessState.ENROLLED


def test_an_order_for_an_unknown_course_is_not_lost(
    session: Session, tell: Callable[..., None]
) -> None:
    course = add_course(session)
    session.expunge(course)
    course.id = uuid4()

    with pytest.raises(CourseNotFound):
        tell("enroll_buyer", order_paid(course, make_actor()))


def test_progress_counts_marks_and_takes_them_back(ask: Ask, session: Session) -> None:
    student = make_actor()
    course = add_course(session, lessons=THREE_LESSONS)
    enroll_student(session, course, student)
    first, second, third = lesson_ids(course)

    def mark(lesson_id: Any, *, completed: bool = True) -> int:
        request = SetLessonCompletion(lesson_id=lesson_id, completed=completed)
        return ask(request, student).completed_lessons

    assert [mark(first), mark(first), mark(second)] == [1, 1, 2]
    assert [mark(first, completed=False), mark(first, completed=False)] == [1, 1]
    assert str(ask(GetAccess(course_id=course.id), student).lesson_id) == first
    assert [mark(first), mark(third)] == [2, 3]
    assert str(ask(GetAccess(course_id=course.id), student).lesson_id) == first
    assert ask(GetLesson(lesson_id=second), student).completed


def test_the_study_plan_shows_what_is_completed(ask: Ask, session: Session) -> None:
    student = make_actor()
    course = add_course(session, lessons=THREE_LESSONS)
    enroll_student(session, course, student)
    ask(SetLessonCompletion(lesson_id=lesson_ids(course)[1], completed=True), student)

    plan = ask(GetStudyPlan(course_id=course.id), student)

    assert [lesson.completed for lesson in plan.modules[0].lessons] == [False, True, False]
    assert (plan.completed_lessons, plan.lesson_count) == (1, 3)


@pytest.mark.parametrize(
    ("status", "refusal"), [(PUBLISHED, NotEnrolled), (HIDDEN, CourseNotFound)]
)
def test_strangers_have_no_study_plan_and_no_progress(
    ask: Ask, session: Session, status: CourseStatus, refusal: type[Exception]
) -> None:
    course = add_course(session, status=status)

    with pytest.raises(refusal):
        ask(GetStudyPlan(course_id=course.id), make_actor())
    with pytest.raises(NotEnrolled):
        ask(SetLessonCompletion(lesson_id=lesson_ids(course)[0], completed=True), make_actor())


def test_my_courses_show_only_my_progress_newest_first(ask: Ask, session: Session) -> None:
    student, other = make_actor(), make_actor()
    courses = [add_course(session, lessons=THREE_LESSONS) for _ in range(3)]
    for course in courses:
        ask(Enroll(course_id=course.id), student)
        ask(Enroll(course_id=course.id), other)
    ask(SetLessonCompletion(lesson_id=lesson_ids(courses[0])[0], completed=True), student)

    first = ask(ListEnrollments(limit=2), student)
    second = ask(ListEnrollments(limit=2, after=first.next), student)

    listed = first.items + second.items
    assert [item.course.id for item in listed] == [course.id for course in reversed(courses)]
    assert [item.completed_lessons for item in listed] == [0, 0, 1]
    assert str(listed[2].next_lesson_id) == lesson_ids(courses[0])[1]
    assert ask(ListEnrollments(), other).items[2].completed_lessons == 0
