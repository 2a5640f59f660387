"""How teachers arrange a course, one after another and at the same time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.courses.authoring import GetLessonDraft, RemoveLesson, UpdateCourse, UpdateLesson
from contracts.courses.errors import (
    CourseNotFound,
    LessonNotFound,
    ModuleNotFound,
    PrerequisiteCycle,
    TopicNotFound,
)
from contracts.courses.outline import SectionLabel
from contracts.courses.study import GetStudyPlan
from contracts.courses.tree import (
    MoveLesson,
    MoveModule,
    MoveTopic,
    RemoveTopic,
    RenameTopic,
    SketchedModule,
    SketchOutline,
)
from contracts.types import Actor, Role
from services.courses import models
from services.courses.service import CoursesService
from tests.factories.courses import make_actor
from tests.integration.courses.conftest import Ask
from tests.integration.courses.trees import Built, picture

pytestmark = pytest.mark.postgres


@pytest.fixture
def teacher() -> Actor:
    return make_actor(Role.TEACHER)


@pytest.fixture
def course(ask: Ask, teacher: Actor) -> Built:
    return Built(ask, teacher)


def test_lessons_without_a_topic_come_first_however_they_were_added(course: Built) -> None:
    draft = course.draft()

    assert picture(draft) == "One ab Early(c) Late(d) | Two e"
    assert [lesson.title for lesson in draft.outline[0].lessons] == ["a", "b", "c", "d"]


def test_everything_moves_and_keeps_its_id(ask: Ask, course: Built, teacher: Actor) -> None:
    ids = course.ids

    into_topic = MoveLesson(
        lesson_id=ids["e"], module_id=ids["One"], topic_id=ids["Early"], index=0
    )
    assert picture(ask(into_topic, teacher)) == "One ab Early(ec) Late(d) | Two "
    topic = MoveTopic(topic_id=ids["Late"], module_id=ids["Two"], index=0)
    assert picture(ask(topic, teacher)) == "One ab Early(ec) | Two  Late(d)"
    draft = ask(MoveModule(module_id=ids["Two"], index=0), teacher)
    assert picture(draft) == "Two  Late(d) | One ab Early(ec)"
    kept = {lesson.title: lesson.id for module in draft.outline for lesson in module.lessons}
    assert kept == {title: ids[title] for title in "abcde"}


def test_a_topic_is_renamed_and_goes_without_its_lessons(
    ask: Ask, course: Built, teacher: Actor
) -> None:
    renamed = ask(RenameTopic(topic_id=course.ids["Early"], title="Soon"), teacher)
    assert picture(renamed) == "One ab Soon(c) Late(d) | Two e"

    assert picture(ask(RemoveTopic(topic_id=course.ids["Early"]), teacher)) == (
        "One abc Late(d) | Two e"
    )


def test_nothing_goes_into_another_course(ask: Ask, course: Built, teacher: Actor) -> None:
    other = Built(ask, teacher)
    ids = course.ids

    for foreign in (
        MoveLesson(lesson_id=ids["a"], module_id=other.ids["One"], index=0),
        MoveTopic(topic_id=ids["Early"], module_id=other.ids["One"], index=0),
    ):
        with pytest.raises(ModuleNotFound):
            ask(foreign, teacher)
    place = {"module_id": ids["One"], "topic_id": other.ids["Early"]}
    with pytest.raises(TopicNotFound):
        ask(MoveLesson(lesson_id=ids["a"], index=0, **place), teacher)
    with pytest.raises(TopicNotFound):
        ask(RenameTopic(topic_id=uuid4(), title="x"), teacher)
    assert picture(course.draft()) == "One ab Early(c) Late(d) | Two e"


def test_no_other_teacher_arranges_a_course(ask: Ask, course: Built) -> None:
    stranger, ids = make_actor(Role.TEACHER), course.ids

    for request in (
        MoveLesson(lesson_id=ids["a"], module_id=ids["Two"], index=0),
        MoveTopic(topic_id=ids["Early"], module_id=ids["Two"], index=0),
        MoveModule(module_id=ids["One"], index=1),
        RenameTopic(topic_id=ids["Early"], title="x"),
        RemoveTopic(topic_id=ids["Early"]),
    ):
        with pytest.raises(CourseNotFound):
            ask(request, stranger)


def test_the_outline_of_study_follows(ask: Ask, course: Built, teacher: Actor) -> None:
    ask(MoveModule(module_id=course.ids["Two"], index=0), teacher)

    plan = ask(GetStudyPlan(course_id=course.id), teacher)

    assert [module.title for module in plan.modules] == ["Two", "One"]
    assert [topic.title for topic in plan.modules[1].topics] == ["Early", "Late"]
    assert plan.modules[1].lessons[2].topic_id == course.ids["Early"]


def test_a_sketch_becomes_modules_with_empty_lessons(
    ask: Ask, course: Built, teacher: Actor
) -> None:
    sketched = [SketchedModule(title="Week 3", lessons=["x", "y"])]
    label = SectionLabel.WEEK

    draft = ask(SketchOutline(course_id=course.id, section_label=label, modules=sketched), teacher)

    assert picture(draft) == "One ab Early(c) Late(d) | Two e | Week 3 xy"
    assert draft.section_label is SectionLabel.WEEK
    waiting = [missing.lesson_title for missing in draft.missing if missing.required]
    assert waiting == ["x", "y"]


def test_moves_at_the_same_time_leave_one_order_without_gaps(
    course: Built, service_for: Callable[..., Any], session: Session, teacher: Actor
) -> None:
    ids = course.ids
    places = [("One", None), ("One", "Early"), ("One", "Late"), ("Two", None)]
    moves = [
        MoveLesson(
            lesson_id=ids[title],
            module_id=ids[module],
            topic_id=ids[topic] if topic else None,
            index=index,
        )
        for index, title in enumerate("abcde")
        for module, topic in places
    ]

    def move(request: MoveLesson) -> None:
        CoursesService.move_lesson(service_for(teacher), msgspec.to_builtins(request))

    with ThreadPoolExecutor(6) as teachers:
        list(teachers.map(move, moves))

    session.expire_all()
    rows = list(session.scalars(select(models.Lesson).where(models.Lesson.course_id == course.id)))
    assert sorted(row.title for row in rows) == list("abcde")
    for module_id in (ids["One"], ids["Two"]):
        positions = sorted(row.position or 0 for row in rows if row.module_id == module_id)
        assert positions == list(range(1, len(positions) + 1))
    order = [lesson.title for module in course.draft().outline for lesson in module.lessons]
    assert sorted(order) == list("abcde")


def test_a_lesson_waits_for_others_but_never_in_a_circle(
    ask: Ask, course: Built, teacher: Actor
) -> None:
    ids = course.ids
    ask(UpdateLesson(lesson_id=ids["b"], requires=[ids["a"]]), teacher)
    ask(UpdateLesson(lesson_id=ids["c"], requires=[ids["b"]]), teacher)

    with pytest.raises(PrerequisiteCycle):
        ask(UpdateLesson(lesson_id=ids["a"], requires=[ids["c"]]), teacher)
    assert _requires(ask, ids["c"], teacher) == [ids["b"]]


def test_a_removed_lesson_is_waited_for_no_more(ask: Ask, course: Built, teacher: Actor) -> None:
    ids = course.ids
    ask(UpdateLesson(lesson_id=ids["b"], requires=[ids["a"], ids["e"]]), teacher)

    ask(RemoveLesson(lesson_id=ids["a"]), teacher)

    assert _requires(ask, ids["b"], teacher) == [ids["e"]]
    with pytest.raises(LessonNotFound):
        ask(GetLessonDraft(lesson_id=ids["a"]), teacher)


def test_a_course_is_labelled_by_weeks(ask: Ask, course: Built, teacher: Actor) -> None:
    draft = ask(UpdateCourse(course_id=course.id, section_label=SectionLabel.WEEK), teacher)

    assert draft.section_label is SectionLabel.WEEK


def _requires(ask: Ask, lesson_id: UUID, teacher: Actor) -> list[UUID]:
    return ask(GetLessonDraft(lesson_id=lesson_id), teacher).requires
