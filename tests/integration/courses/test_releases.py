"""Lessons that open some days after the module before them was completed."""

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from contracts.courses.authoring import SubmitCourse, UpdateLesson
from contracts.courses.errors import LessonLocked, LessonNotReleased
from contracts.courses.outline import ReleaseAfter
from contracts.courses.resources import StudiedLesson
from contracts.courses.review import ApproveCourse
from contracts.courses.study import GetLesson, GetStudyPlan, SetLessonCompletion
from contracts.types import Actor, Role
from services.courses import models
from tests.factories.courses import enroll_student, make_actor
from tests.integration.courses.conftest import Ask
from tests.integration.courses.trees import Built

pytestmark = pytest.mark.postgres


@pytest.fixture
def course(ask: Ask) -> Built:
    """A published course whose last lesson opens two days after the first module's end."""
    teacher = make_actor(Role.TEACHER)
    course = Built(ask, teacher)
    later = UpdateLesson(
        lesson_id=course.ids["e"],
        release_after_days=2,
        release_after=ReleaseAfter.PREVIOUS_MODULE,
    )
    ask(later, teacher)
    ask(SubmitCourse(course_id=course.id), teacher)
    ask(ApproveCourse(course_id=course.id), make_actor(Role.ADMIN))
    return course


@pytest.fixture
def student(course: Built, session: Session) -> Actor:
    student = make_actor()
    enroll_student(session, session.get_one(models.Course, course.id), student)
    session.commit()
    return student


def last_of(ask: Ask, course: Built, student: Actor) -> StudiedLesson:
    return ask(GetStudyPlan(course_id=course.id), student).modules[-1].lessons[-1]


def test_it_waits_for_the_module_then_for_its_days(
    ask: Ask, session: Session, course: Built, student: Actor
) -> None:
    last, module = course.ids["e"], [course.ids[title] for title in "abcd"]
    with pytest.raises(LessonLocked) as locked:
        ask(GetLesson(lesson_id=last), student)
    assert set(locked.value.extra["lesson_ids"]) == {str(id_) for id_ in module}
    assert set(last_of(ask, course, student).waits_for) == set(module)

    for lesson_id in module:
        ask(SetLessonCompletion(lesson_id=lesson_id, completed=True), student)

    with pytest.raises(LessonNotReleased):
        ask(GetLesson(lesson_id=last), student)
    with pytest.raises(LessonNotReleased):
        ask(SetLessonCompletion(lesson_id=last, completed=True), student)
    assert last_of(ask, course, student).opens_at is not None

    done = models.LessonCompletion
    earlier = {"completed_at": done.completed_at - timedelta(days=2)}
    session.execute(update(done).values(earlier))
    enrolled = models.Enrollment.enrolled_at - timedelta(days=9)
    session.execute(update(models.Enrollment).values({"enrolled_at": enrolled}))
    session.commit()

    assert ask(GetLesson(lesson_id=last), student).title == "e"
    assert last_of(ask, course, student).opens_at is None
