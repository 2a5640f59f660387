"""Lessons whose video lies on another server: who writes the address, and who gets it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from contracts.courses.authoring import AddLesson, GetLessonDraft, SubmitCourse, UpdateLesson
from contracts.courses.errors import (
    LessonIncomplete,
    LessonNotReleased,
    NotEnrolled,
    VideoLinkRefused,
)
from contracts.courses.publication import GetLessonDiff
from contracts.courses.resources import LessonDraft, LessonKind
from contracts.courses.review import ApproveCourse
from contracts.courses.study import GetLesson, SetLessonCompletion
from contracts.courses.tree import DuplicateLesson
from contracts.types import Actor, Role
from services.courses import models
from tests.factories.courses import NOW, enroll_student, make_actor
from tests.integration.courses.conftest import Ask
from tests.integration.courses.trees import Built

pytestmark = pytest.mark.postgres

FILM = "https://films.example.org/knots.mp4?key=a%2Fb"
OTHER = "https://films.example.org/bends.webm"


@pytest.fixture
def teacher() -> Actor:
    return make_actor(Role.TEACHER)


@pytest.fixture
def moderator() -> Actor:
    return make_actor(Role.ADMIN)


@pytest.fixture
def course(ask: Ask, teacher: Actor) -> Built:
    """A course with one linked film that anybody may try, one for students and one for later."""
    course = Built(ask, teacher)
    film: dict[str, Any] = {"kind": LessonKind.LINK, "video_url": FILM}
    course.add("open", "One", **film, preview=True)
    course.add("closed", "One", **film)
    course.add("late", "One", **film)
    later = NOW + timedelta(days=30_000)
    ask(UpdateLesson(lesson_id=course.ids["late"], release_at=later), teacher)
    return course


@pytest.fixture
def published(ask: Ask, course: Built, teacher: Actor, moderator: Actor) -> Built:
    publish(ask, course, teacher, moderator)
    return course


@pytest.fixture
def student(published: Built, session: Session) -> Actor:
    student = make_actor()
    enroll_student(session, session.get_one(models.Course, published.id), student)
    session.commit()
    return student


def publish(ask: Ask, course: Built, teacher: Actor, moderator: Actor) -> None:
    ask(SubmitCourse(course_id=course.id), teacher)
    ask(ApproveCourse(course_id=course.id), moderator)


def draft_of(ask: Ask, lesson_id: UUID, teacher: Actor) -> LessonDraft:
    return ask(GetLessonDraft(lesson_id=lesson_id), teacher)


def test_a_lesson_keeps_the_address_of_its_video(ask: Ask, course: Built, teacher: Actor) -> None:
    lesson_id = course.ids["closed"]
    assert draft_of(ask, lesson_id, teacher).video_url == FILM

    changed = ask(UpdateLesson(lesson_id=lesson_id, video_url=f" {OTHER} "), teacher)
    assert changed.video_url == OTHER
    assert ask(UpdateLesson(lesson_id=lesson_id, title="Bends"), teacher).video_url == OTHER
    assert ask(UpdateLesson(lesson_id=lesson_id, video_url=""), teacher).video_url is None


@pytest.mark.parametrize(
    "address",
    [
        "http://films.example.org/knots.mp4",
        "https://ada:secret@films.example.org/knots.mp4",
        "https://films.example.org/knots",
    ],
)
def test_another_address_is_refused_and_changes_nothing(
    ask: Ask, course: Built, teacher: Actor, address: str
) -> None:
    with pytest.raises(VideoLinkRefused) as refusal:
        ask(UpdateLesson(lesson_id=course.ids["closed"], title="Bends", video_url=address), teacher)
    with pytest.raises(VideoLinkRefused):
        ask(AddLesson(module_id=course.ids["Two"], title="Bends", video_url=address), teacher)

    assert [one["pointer"] for one in refusal.value.extra["errors"]] == ["/video_url"]
    kept = draft_of(ask, course.ids["closed"], teacher)
    assert (kept.title, kept.video_url) == ("closed", FILM)
    assert [lesson.title for lesson in course.draft().outline[1].lessons] == ["e"]


def test_a_course_whose_link_is_missing_is_not_handed_in(
    ask: Ask, course: Built, teacher: Actor
) -> None:
    ask(UpdateLesson(lesson_id=course.ids["closed"], video_url=""), teacher)

    with pytest.raises(LessonIncomplete):
        ask(SubmitCourse(course_id=course.id), teacher)


def test_a_copy_of_a_lesson_plays_the_same_video(ask: Ask, course: Built, teacher: Actor) -> None:
    lesson_id = course.ids["closed"]

    outline = ask(DuplicateLesson(lesson_id=lesson_id), teacher).outline

    ids = [lesson.id for lesson in outline[0].lessons]
    copied = draft_of(ask, ids[ids.index(lesson_id) + 1], teacher)
    assert (copied.kind, copied.video_url) == (LessonKind.LINK, FILM)


def test_only_those_who_may_watch_get_the_address(
    ask: Ask, published: Built, student: Actor, teacher: Actor
) -> None:
    closed = GetLesson(lesson_id=published.ids["closed"])

    assert ask(GetLesson(lesson_id=published.ids["open"])).video_url == FILM
    for stranger in (None, make_actor(), make_actor(Role.TEACHER)):
        with pytest.raises(NotEnrolled) as refusal:
            ask(closed, stranger)
        assert FILM not in str(refusal.value.extra)
    assert ask(closed, student).video_url == FILM
    assert ask(closed, teacher).video_url == FILM


def test_a_video_that_is_not_released_keeps_its_address_from_students(
    ask: Ask, published: Built, student: Actor
) -> None:
    with pytest.raises(LessonNotReleased) as refusal:
        ask(GetLesson(lesson_id=published.ids["late"]), student)

    assert FILM not in str(refusal.value.extra)


def test_students_mark_a_linked_video_themselves(
    ask: Ask, published: Built, student: Actor
) -> None:
    closed = published.ids["closed"]

    ask(SetLessonCompletion(lesson_id=closed, completed=True), student)

    assert ask(GetLesson(lesson_id=closed), student).completed


def test_reviewers_see_both_addresses_and_students_the_new_one_when_it_is_published(
    ask: Ask, published: Built, student: Actor, teacher: Actor, moderator: Actor
) -> None:
    closed = published.ids["closed"]
    ask(UpdateLesson(lesson_id=closed, video_url=OTHER), teacher)

    (field,) = ask(GetLessonDiff(lesson_id=closed), moderator).fields
    assert (field.field, field.before, field.after) == ("video_url", FILM, OTHER)
    assert ask(GetLesson(lesson_id=closed), student).video_url == FILM

    publish(ask, published, teacher, moderator)
    assert ask(GetLesson(lesson_id=closed), student).video_url == OTHER
