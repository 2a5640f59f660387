"""What is written in two places at once: nobody overwrites what they have not seen."""

from datetime import UTC, datetime

import pytest

from contracts.courses.authoring import AddLesson, GetLessonDraft, UpdateCourse, UpdateLesson
from contracts.courses.errors import (
    CourseChangedElsewhere,
    LessonChangedElsewhere,
    ReleaseUnclear,
)
from contracts.courses.outline import ReleaseAfter
from contracts.courses.resources import LessonDraft
from contracts.types import Actor, Role
from tests.factories.courses import make_actor
from tests.integration.courses.conftest import Ask
from tests.integration.courses.trees import Built

pytestmark = pytest.mark.postgres

OPENS = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)


@pytest.fixture
def teacher() -> Actor:
    return make_actor(Role.TEACHER)


@pytest.fixture
def course(ask: Ask, teacher: Actor) -> Built:
    return Built(ask, teacher)


@pytest.fixture
def lesson(ask: Ask, course: Built, teacher: Actor) -> LessonDraft:
    return ask(AddLesson(module_id=course.ids["Two"], title="New"), teacher)


def test_each_change_of_a_lesson_counts(ask: Ask, lesson: LessonDraft, teacher: Actor) -> None:
    first = ask(UpdateLesson(lesson_id=lesson.id, body="One.", base_version=1), teacher)
    second = ask(UpdateLesson(lesson_id=lesson.id, body="Two.", base_version=2), teacher)

    assert (lesson.version, first.version, second.version) == (1, 2, 3)


def test_a_change_on_an_old_version_is_refused_with_the_new_one(
    ask: Ask, lesson: LessonDraft, teacher: Actor
) -> None:
    ask(UpdateLesson(lesson_id=lesson.id, body="From the other tab.", base_version=1), teacher)

    with pytest.raises(LessonChangedElsewhere) as refused:
        ask(UpdateLesson(lesson_id=lesson.id, body="Mine.", base_version=1), teacher)

    kept = ask(GetLessonDraft(lesson_id=lesson.id), teacher)
    assert refused.value.extra == {"version": 2}
    assert (kept.body, kept.version) == ("From the other tab.", 2)


def test_who_names_no_version_overwrites(ask: Ask, lesson: LessonDraft, teacher: Actor) -> None:
    ask(UpdateLesson(lesson_id=lesson.id, body="One."), teacher)
    ask(UpdateLesson(lesson_id=lesson.id, body="Two."), teacher)

    assert ask(GetLessonDraft(lesson_id=lesson.id), teacher).body == "Two."


def test_the_same_holds_for_the_details_of_a_course(
    ask: Ask, course: Built, teacher: Actor
) -> None:
    version = course.draft().version
    changed = ask(
        UpdateCourse(course_id=course.id, description="One.", base_version=version), teacher
    )

    with pytest.raises(CourseChangedElsewhere) as refused:
        ask(UpdateCourse(course_id=course.id, description="Two.", base_version=version), teacher)
    assert refused.value.extra == {"version": changed.version}


def test_a_lesson_opens_at_a_date_or_after_days(
    ask: Ask, lesson: LessonDraft, teacher: Actor
) -> None:
    dated = ask(UpdateLesson(lesson_id=lesson.id, release_at=OPENS), teacher)
    assert dated.release_at == OPENS
    with pytest.raises(ReleaseUnclear):
        ask(UpdateLesson(lesson_id=lesson.id, release_after_days=3), teacher)

    counted = ask(
        UpdateLesson(
            lesson_id=lesson.id,
            release_at=None,
            release_after_days=3,
            release_after=ReleaseAfter.PREVIOUS_MODULE,
        ),
        teacher,
    )
    assert (counted.release_at, counted.release_after_days) == (None, 3)
    assert counted.release_after is ReleaseAfter.PREVIOUS_MODULE
