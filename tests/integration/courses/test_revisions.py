"""What is published stays as it is while its teacher goes on writing."""

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from contracts.courses.authoring import (
    AddLesson,
    GetCourseDraft,
    RemoveLesson,
    RemoveModule,
    SubmitCourse,
    UpdateCourse,
    UpdateLesson,
)
from contracts.courses.catalogue import GetCourse, ListCategories, ListCourses
from contracts.courses.errors import LessonNotFound, NotEnrolled, NothingChanged
from contracts.courses.events import CoursePublished
from contracts.courses.publication import AdoptRevision
from contracts.courses.resources import CourseStatus, StudyPlan
from contracts.courses.review import ApproveCourse
from contracts.courses.study import (
    GetLesson,
    GetStudyPlan,
    ListEnrollments,
    SetLessonCompletion,
)
from contracts.types import Actor, Role
from services.courses import models
from tests.factories.courses import add_course, enroll_student, lesson_ids, make_actor
from tests.factories.recorded import events
from tests.integration.courses.conftest import Ask

pytestmark = pytest.mark.postgres

TWO = ({"title": "One"}, {"title": "Two"})


@pytest.fixture
def teacher() -> Actor:
    return make_actor(Role.TEACHER)


@pytest.fixture
def student() -> Actor:
    return make_actor()


@pytest.fixture
def course(session: Session, teacher: Actor, student: Actor) -> models.Course:
    """A published course of two lessons with one student."""
    course = add_course(session, TWO, teacher_id=teacher.user_id, title="Oud", category="music")
    enroll_student(session, course, student)
    return course


def publish(ask: Ask, course: models.Course, teacher: Actor) -> None:
    ask(SubmitCourse(course_id=course.id), teacher)
    ask(ApproveCourse(course_id=course.id), make_actor(Role.ADMIN))


def titles(plan: StudyPlan) -> list[str]:
    return [lesson.title for module in plan.modules for lesson in module.lessons]


def test_what_the_teacher_changes_is_seen_with_the_next_revision(
    ask: Ask, course: models.Course, teacher: Actor, student: Actor
) -> None:
    lesson_id = lesson_ids(course)[0]
    ask(UpdateCourse(course_id=course.id, title="Oud II", category="design"), teacher)
    ask(UpdateLesson(lesson_id=lesson_id, body="New text."), teacher)

    draft = ask(GetCourseDraft(course_id=course.id), teacher)
    before = ask(GetCourse(slug=course.slug)), ask(GetLesson(lesson_id=lesson_id), student)
    publish(ask, course, teacher)
    after = ask(GetCourse(slug=course.slug)), ask(GetLesson(lesson_id=lesson_id), student)

    assert (draft.status, draft.live, draft.title) == (CourseStatus.DRAFT, True, "Oud II")
    assert (before[0].title, before[1].body_html) == ("Oud", "<p>Text.</p>")
    assert (after[0].title, after[0].slug) == ("Oud II", course.slug)
    assert (after[0].revision, after[1].body_html) == (2, "<p>New text.</p>")


def test_the_teacher_reads_what_they_wrote_and_others_see_nothing_of_the_draft(
    ask: Ask, course: models.Course, teacher: Actor, student: Actor
) -> None:
    module_id = course.outline[0]["id"]
    lesson = ask(AddLesson(module_id=module_id, title="Three", body="Soon."), teacher)

    mine = ask(GetLesson(lesson_id=lesson.id), teacher)
    plan = ask(GetStudyPlan(course_id=course.id), teacher)
    (card,) = ask(ListCourses(search="oud")).items

    assert (mine.body_html, mine.module_title) == ("<p>Soon.</p>", "A module")
    assert titles(plan) == ["One", "Two", "Three"]
    assert (card.status, card.lesson_count) == (CourseStatus.PUBLISHED, 2)
    with pytest.raises(LessonNotFound):
        ask(GetLesson(lesson_id=lesson.id), student)
    with pytest.raises(LessonNotFound):
        ask(SetLessonCompletion(lesson_id=lesson.id, completed=True), student)


def test_moving_a_course_to_another_shelf_counts_when_it_is_published(
    ask: Ask, course: models.Course, teacher: Actor
) -> None:
    ask(UpdateCourse(course_id=course.id, category="design"), teacher)
    counts = {shelf.slug: shelf.course_count for shelf in ask(ListCategories())}
    publish(ask, course, teacher)
    later = {shelf.slug: shelf.course_count for shelf in ask(ListCategories())}

    assert (counts["music"], counts["design"]) == (1, 0)
    assert (later["music"], later["design"]) == (0, 1)


def test_progress_survives_every_edit(
    ask: Ask, course: models.Course, teacher: Actor, student: Actor
) -> None:
    first, second = lesson_ids(course)
    ask(SetLessonCompletion(lesson_id=first, completed=True), student)
    ask(UpdateLesson(lesson_id=first, title="One, revised"), teacher)
    ask(RemoveLesson(lesson_id=second), teacher)
    ask(AddLesson(module_id=course.outline[0]["id"], title="Three", body="More."), teacher)
    before = ask(GetStudyPlan(course_id=course.id), student)
    publish(ask, course, teacher)

    plan = ask(GetStudyPlan(course_id=course.id), student)

    assert (titles(before), before.completed_lessons) == (["One", "Two"], 1)
    assert (titles(plan), plan.completed_lessons) == (["One, revised", "Three"], 1)
    assert (plan.revision, plan.newest_revision) == (2, 2)


def test_a_lesson_that_was_published_stays_readable_after_its_module_is_gone(
    ask: Ask, session: Session, course: models.Course, teacher: Actor, student: Actor
) -> None:
    for lesson_id in lesson_ids(course):
        ask(RemoveLesson(lesson_id=lesson_id), teacher)
    draft = ask(RemoveModule(module_id=course.outline[0]["id"]), teacher)

    assert draft.outline == []
    assert ask(GetLesson(lesson_id=lesson_ids(course)[0]), student).title == "One"
    with pytest.raises(LessonNotFound):
        ask(UpdateLesson(lesson_id=lesson_ids(course)[0], title="Ghost"), teacher)


def test_who_has_completed_the_course_keeps_their_revision_until_they_want_the_next(
    ask: Ask, course: models.Course, teacher: Actor, student: Actor
) -> None:
    for lesson_id in lesson_ids(course):
        progress = ask(SetLessonCompletion(lesson_id=lesson_id, completed=True), student)
    ask(AddLesson(module_id=course.outline[0]["id"], title="Three", body="More."), teacher)
    publish(ask, course, teacher)

    kept = ask(GetStudyPlan(course_id=course.id), student)
    adopted = ask(AdoptRevision(course_id=course.id), student)
    (enrollment,) = ask(ListEnrollments(), student).items

    assert progress.completed_at is not None
    assert (titles(kept), kept.revision, kept.newest_revision) == (["One", "Two"], 1, 2)
    assert (titles(adopted), adopted.revision) == (["One", "Two", "Three"], 2)
    assert (enrollment.completed_lessons, enrollment.next_lesson_id) == (
        2,
        adopted.modules[0].lessons[2].id,
    )
    with pytest.raises(NotEnrolled):
        ask(AdoptRevision(course_id=course.id), make_actor())


def test_taking_a_mark_back_makes_the_course_unfinished_again(
    ask: Ask, course: models.Course, student: Actor
) -> None:
    for lesson_id in lesson_ids(course):
        ask(SetLessonCompletion(lesson_id=lesson_id, completed=True), student)

    progress = ask(SetLessonCompletion(lesson_id=lesson_ids(course)[0], completed=False), student)

    assert (progress.completed_lessons, progress.completed_at) == (1, None)


def test_what_has_not_changed_is_not_handed_in_again(
    ask: Ask, course: models.Course, teacher: Actor
) -> None:
    with pytest.raises(NothingChanged):
        ask(SubmitCourse(course_id=course.id), teacher)


def test_a_later_revision_is_not_announced_as_a_new_course(
    ask: Ask, session: Session, course: models.Course, teacher: Actor
) -> None:
    ask(UpdateCourse(course_id=course.id, title="Oud II"), teacher)
    publish(ask, course, teacher)

    (event,) = events(session, models.bookkeeping, CoursePublished)
    assert (event.title, event.first) == ("Oud II", False)


def test_lessons_that_did_not_change_share_their_content(
    ask: Ask, session: Session, course: models.Course, teacher: Actor
) -> None:
    ask(UpdateLesson(lesson_id=lesson_ids(course)[0], body="New text."), teacher)
    publish(ask, course, teacher)

    assert session.query(models.LessonContent).count() == 3
    assert session.query(models.RevisionLesson).count() == 4


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE revisions SET number = 9",
        "UPDATE lesson_contents SET body = 'Forged.'",
        "UPDATE revision_lessons SET content_id = content_id",
    ],
)
def test_the_database_itself_refuses_to_change_what_was_published(
    session: Session, course: models.Course, statement: str
) -> None:
    with pytest.raises(DBAPIError, match="is immutable"):
        session.execute(text(statement))


def test_a_learner_of_an_archived_course_still_sees_it_as_archived(
    ask: Ask, session: Session, student: Actor
) -> None:
    course: Any = add_course(session, TWO, status=CourseStatus.ARCHIVED)
    enroll_student(session, course, student)

    (enrollment,) = ask(ListEnrollments(), student).items

    assert enrollment.course.status is CourseStatus.ARCHIVED
    assert titles(ask(GetStudyPlan(course_id=course.id), student)) == ["One", "Two"]
