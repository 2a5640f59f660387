"""Rules of seeing and studying courses."""

from typing import Protocol

from contracts.courses.errors import (
    CourseNotFound,
    CourseNotFree,
    LearnerNotFound,
    LessonNotFound,
    NotEnrolled,
)
from contracts.courses.resources import AccessState
from contracts.types import Actor
from services.courses.policies.editing import TaughtCourse


class OfferedCourse(TaughtCourse, Protocol):
    """What rules look at in a course that somebody wants to enter."""

    price_amount: int


class OfferedLesson(TaughtCourse, Protocol):
    """What rules look at in a lesson: whose it is, and for whom."""

    course_slug: str
    preview: bool


def access_state(caller: Actor | None, course: TaughtCourse, *, enrolled: bool) -> AccessState:
    """How a person stands to a course."""
    if caller is not None and course.teacher_id == caller.user_id:
        return AccessState.TEACHES
    return AccessState.ENROLLED if enrolled else AccessState.NONE


def can_see(caller: Actor | None, course: TaughtCourse, *, enrolled: bool) -> bool:
    """Published courses are open to all, others to the enrolled, the teacher and the admins."""
    return course.live or enrolled or works_on(caller, course)


def ensure_sees(caller: Actor | None, course: TaughtCourse, *, enrolled: bool) -> None:
    """A hidden course does not exist for others."""
    if not can_see(caller, course, enrolled=enrolled):
        raise CourseNotFound("There is no such course.")


def ensure_may_read(caller: Actor | None, lesson: OfferedLesson, *, enrolled: bool) -> None:
    """Content is for the enrolled, the teacher and the admins; previews of published are free."""
    if works_on(caller, lesson):
        return
    if not can_see(caller, lesson, enrolled=enrolled):
        raise LessonNotFound("There is no such lesson.")
    if not enrolled and not (lesson.preview and lesson.live):
        way_in = {"course_slug": lesson.course_slug}
        raise NotEnrolled("Enroll in the course to see this lesson.", way_in)


def ensure_may_study(caller: Actor, course: TaughtCourse, *, enrolled: bool) -> None:
    """The students' outline is for the enrolled, the teacher and the admins."""
    ensure_sees(caller, course, enrolled=enrolled)
    if not enrolled and not works_on(caller, course):
        raise NotEnrolled("Enroll in the course to study it.")


def ensure_answers_for(*, answers: bool) -> None:
    """A learner's progress is for the learner and who answers for them."""
    if not answers:
        raise LearnerNotFound("You are not the guardian of such a learner.")


def ensure_enrolled(*, enrolled: bool) -> None:
    """Progress is kept for students of the course."""
    if not enrolled:
        raise NotEnrolled("Enroll in the course to keep track of your progress.")


def ensure_enrollable(course: OfferedCourse) -> None:
    """A published course without a price is open to all; one with a price is entered by buying."""
    if not course.live:
        raise CourseNotFound("There is no such course.")
    if course.price_amount > 0:
        raise CourseNotFree("The course has a price. Buy it to enroll.")


def works_on(caller: Actor | None, course: TaughtCourse) -> bool:
    """Whether somebody teaches the course or is an admin, and so sees what is not published."""
    return caller is not None and (caller.is_admin or course.teacher_id == caller.user_id)
