"""What teachers see of their students, and tell them."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from contracts.courses.errors import (
    CourseNotFound,
    NobodyToTell,
    NotEnrolled,
    NotTheTeacher,
    StudentNotFound,
)
from contracts.courses.roster import (
    Announce,
    AnnouncementSent,
    ExportStudents,
    GetCourseFigures,
    GetStudentProgress,
    ListAnnouncements,
    ListStudents,
    Risk,
    StudentGroup,
    StudentOrder,
)
from contracts.courses.study import Enroll, SetLessonCompletion
from contracts.types import Actor, Role
from services.courses import models
from services.courses.use_cases import announcements
from tests.factories.courses import add_course, lesson_ids, make_actor
from tests.factories.recorded import events
from tests.integration.courses.conftest import Ask

pytestmark = pytest.mark.postgres

THREE = ({"title": "One"}, {"title": "Two"}, {"title": "Three"})


@pytest.fixture
def teacher() -> Actor:
    return make_actor(Role.TEACHER)


@pytest.fixture
def course(session: Session, teacher: Actor) -> models.Course:
    return add_course(session, THREE, teacher_id=teacher.user_id, slug="oud", title="Oud")


def study(
    ask: Ask, session: Session, course: models.Course, name: str, done: int = 0, away: int = 0
) -> Actor:
    """A student who completed the first lessons and was last seen some days ago."""
    student = make_actor()
    session.add(models.Person(id=student.user_id, name=name, email="", role=Role.STUDENT))
    session.commit()
    ask(Enroll(course_id=course.id), student)
    for lesson_id in lesson_ids(course)[:done]:
        ask(SetLessonCompletion(lesson_id=lesson_id, completed=True), student)
    past = timedelta(days=away)
    moments = {
        "enrolled_at": models.Enrollment.enrolled_at - past,
        "active_at": models.Enrollment.active_at - past,
    }
    mine = models.Enrollment.student_id == student.user_id
    session.execute(update(models.Enrollment).where(mine).values(moments))
    session.commit()
    return student


def names(ask: Ask, course: models.Course, teacher: Actor, **wish: object) -> list[str]:
    request = ListStudents(course_id=course.id, **wish)  # type: ignore[arg-type]  # any of its own
    return [student.name for student in ask(request, teacher).items]


def test_students_are_listed_with_their_progress(
    ask: Ask, session: Session, course: models.Course, teacher: Actor
) -> None:
    study(ask, session, course, "Amal", done=3, away=30)
    study(ask, session, course, "Badr", done=1, away=20)
    study(ask, session, course, "Carla", away=8)
    study(ask, session, course, "Dina")

    listed = {
        student.name: student for student in ask(ListStudents(course_id=course.id), teacher).items
    }

    assert [listed[name].completed_lessons for name in ("Amal", "Badr", "Carla")] == [3, 1, 0]
    assert listed["Amal"].completed_at is not None
    assert [listed[name].risk for name in listed] == [None, Risk.NOT_STARTED, Risk.INACTIVE, None]
    assert list(listed) == ["Dina", "Carla", "Badr", "Amal"]


def test_groups_orders_and_names_narrow_the_list(
    ask: Ask, session: Session, course: models.Course, teacher: Actor
) -> None:
    study(ask, session, course, "Amal", done=3, away=30)
    study(ask, session, course, "Badr", done=1, away=20)
    study(ask, session, course, "Carla", away=8)
    study(ask, session, course, "Dina", done=2)

    assert set(names(ask, course, teacher, group=StudentGroup.AT_RISK)) == {"Badr", "Carla"}
    assert names(ask, course, teacher, group=StudentGroup.COMPLETED) == ["Amal"]
    assert set(names(ask, course, teacher, group=StudentGroup.STUDYING)) == {
        "Badr",
        "Carla",
        "Dina",
    }
    assert names(ask, course, teacher, order=StudentOrder.MOST_PROGRESS) == [
        "Amal",
        "Dina",
        "Badr",
        "Carla",
    ]
    assert names(ask, course, teacher, order=StudentOrder.LEAST_ACTIVE)[0] == "Amal"
    assert names(ask, course, teacher, search="arl") == ["Carla"]
    assert names(ask, course, teacher, search="%") == []


def test_pages_join_without_gaps(
    ask: Ask, session: Session, course: models.Course, teacher: Actor
) -> None:
    for number in range(5):
        study(ask, session, course, f"S{number}", away=number)

    for order in StudentOrder:
        first = ask(ListStudents(course_id=course.id, order=order, limit=3), teacher)
        rest = ask(
            ListStudents(course_id=course.id, order=order, limit=3, after=first.next), teacher
        )
        assert len({student.name for student in first.items + rest.items}) == 5


def test_one_student_is_shown_lesson_by_lesson(
    ask: Ask, session: Session, course: models.Course, teacher: Actor
) -> None:
    student = study(ask, session, course, "Amal", done=1)
    request = GetStudentProgress(course_id=course.id, student_id=student.user_id)

    way = ask(request, teacher)

    assert [(part.title, part.completed_at is not None) for part in way.lessons] == [
        ("One", True),
        ("Two", False),
        ("Three", False),
    ]
    with pytest.raises(StudentNotFound):
        ask(GetStudentProgress(course_id=course.id, student_id=teacher.user_id), teacher)


def test_figures_say_how_far_students_get_and_where_they_stop(
    ask: Ask, session: Session, course: models.Course, teacher: Actor
) -> None:
    study(ask, session, course, "Amal", done=3, away=30)
    study(ask, session, course, "Badr", done=2, away=20)
    study(ask, session, course, "Carla", done=1)
    study(ask, session, course, "Dina")

    figures = ask(GetCourseFigures(course_id=course.id), teacher)

    assert (figures.students, figures.completed, figures.at_risk) == (4, 1, 1)
    assert (figures.active_this_week, figures.average_progress) == (2, 0.5)
    assert [(lesson.completed, lesson.stopped) for lesson in figures.lessons] == [
        (3, 0),
        (2, 1),
        (1, 0),
    ]


def test_a_course_without_students_has_figures_too(
    ask: Ask, course: models.Course, teacher: Actor
) -> None:
    figures = ask(GetCourseFigures(course_id=course.id), teacher)

    assert (figures.students, figures.average_progress) == (0, 0.0)
    assert [lesson.completed for lesson in figures.lessons] == [0, 0, 0]


def test_the_sheet_holds_everybody_and_runs_no_formula(
    ask: Ask, session: Session, course: models.Course, teacher: Actor
) -> None:
    study(ask, session, course, '=HYPERLINK("http://evil")', done=1)
    study(ask, session, course, "Amal, the first")

    sheet = ask(ExportStudents(course_id=course.id), teacher)

    rows = list(csv.DictReader(io.StringIO(sheet.content)))
    assert sheet.name == "oud-students.csv"
    assert [row["name"] for row in rows] == ['\'=HYPERLINK("http://evil")', "Amal, the first"]
    assert [row["completed"] for row in rows] == ["1", "0"]


def test_an_announcement_reaches_every_student_once_in_parts(
    ask: Ask,
    session: Session,
    course: models.Course,
    teacher: Actor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(announcements, "PEOPLE_PER_EVENT", 2)
    students = [study(ask, session, course, f"S{number}") for number in range(5)]
    request = Announce(course_id=course.id, subject="Concert", body="Come on **Friday**.")

    told = ask(request, teacher)

    parts = events(session, models.bookkeeping, AnnouncementSent)
    reached = [id_ for part in parts for id_ in part.student_ids]
    assert (told.recipients, len(parts)) == (5, 3)
    assert sorted(reached) == sorted(student.user_id for student in students)
    (shown,) = ask(ListAnnouncements(course_id=course.id), students[0]).items
    assert (shown.subject, shown.body_html) == (
        "Concert",
        "<p>Come on <strong>Friday</strong>.</p>",
    )


def test_nothing_is_announced_to_nobody(ask: Ask, course: models.Course, teacher: Actor) -> None:
    with pytest.raises(NobodyToTell):
        ask(Announce(course_id=course.id, subject="Hello?", body="Anybody?"), teacher)


def test_who_does_not_study_the_course_does_not_read_its_announcements(
    ask: Ask, course: models.Course, teacher: Actor
) -> None:
    assert ask(ListAnnouncements(course_id=course.id), teacher).items == []
    with pytest.raises(NotEnrolled):
        ask(ListAnnouncements(course_id=course.id), make_actor())


def test_nobody_but_the_teacher_sees_the_students(
    ask: Ask, session: Session, course: models.Course
) -> None:
    student = study(ask, session, course, "Amal")
    hidden = add_course(session, status="draft")
    other = make_actor(Role.TEACHER)

    requests: tuple[Any, ...] = (
        ListStudents(course_id=course.id),
        ExportStudents(course_id=course.id),
        GetStudentProgress(course_id=course.id, student_id=student.user_id),
        GetCourseFigures(course_id=course.id),
        Announce(course_id=course.id, subject="Mine", body="Now."),
    )
    for request in requests:
        with pytest.raises(NotTheTeacher):
            ask(request, other)
    with pytest.raises(CourseNotFound):
        ask(ListStudents(course_id=hidden.id), other)
