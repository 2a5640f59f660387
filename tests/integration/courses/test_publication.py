"""From a submission to the catalogue, and out of it again."""

import pytest
from sqlalchemy.orm import Session

from contracts.audit import CoursesAdminActed
from contracts.courses.authoring import GetCourseDraft, SubmitCourse, UpdateCourse, UpdateLesson
from contracts.courses.catalogue import GetCourse, ListCategories
from contracts.courses.errors import (
    CourseNotApproved,
    CourseNotArchived,
    CourseNotFound,
    CourseNotLive,
    CourseNotSubmitted,
    CourseTakenDown,
    NotTheTeacher,
)
from contracts.courses.events import CourseApproved, CourseArchived, CoursePublished
from contracts.courses.publication import (
    ArchiveCourse,
    Change,
    Decision,
    GetLessonDiff,
    GetRevisionDiff,
    ListSubmissions,
    PublishCourse,
    ReinstateCourse,
    RestoreCourse,
    ReviewCheck,
    TakeDownCourse,
    WithdrawCourse,
)
from contracts.courses.resources import CourseStatus
from contracts.courses.review import ApproveCourse, RejectCourse
from contracts.courses.study import GetLesson
from contracts.errors import Forbidden
from contracts.types import Actor, Role
from services.courses import models
from tests.factories.courses import add_course, enroll_student, lesson_ids, make_actor
from tests.factories.recorded import events
from tests.integration.courses.conftest import Ask

pytestmark = pytest.mark.postgres


@pytest.fixture
def teacher() -> Actor:
    return make_actor(Role.TEACHER)


@pytest.fixture
def moderator() -> Actor:
    return make_actor(Role.MODERATOR)


@pytest.fixture
def draft(session: Session, teacher: Actor) -> models.Course:
    return add_course(
        session, teacher_id=teacher.user_id, status=CourseStatus.DRAFT, published_at=None
    )


@pytest.fixture
def live(session: Session, teacher: Actor) -> models.Course:
    return add_course(session, teacher_id=teacher.user_id)


def test_a_teacher_may_publish_an_approved_course_themselves(
    ask: Ask, session: Session, draft: models.Course, teacher: Actor, moderator: Actor
) -> None:
    ask(SubmitCourse(course_id=draft.id, publishes_itself=False), teacher)
    approved = ask(ApproveCourse(course_id=draft.id), moderator)
    with pytest.raises(CourseNotFound):
        ask(GetCourse(slug=draft.slug))
    published = ask(PublishCourse(course_id=draft.id), teacher)

    assert (approved.status, approved.live) == (CourseStatus.APPROVED, False)
    assert (published.status, published.live) == (CourseStatus.PUBLISHED, True)
    assert ask(GetCourse(slug=draft.slug)).revision == 1
    assert [event.course_id for event in events(session, models.bookkeeping, CourseApproved)] == [
        draft.id
    ]
    assert len(events(session, models.bookkeeping, CoursePublished)) == 1


def test_an_approval_ends_with_the_next_change(
    ask: Ask, draft: models.Course, teacher: Actor, moderator: Actor
) -> None:
    ask(SubmitCourse(course_id=draft.id, publishes_itself=False), teacher)
    ask(ApproveCourse(course_id=draft.id), moderator)
    ask(UpdateLesson(lesson_id=lesson_ids(draft)[0], body="Something else."), teacher)

    with pytest.raises(CourseNotApproved):
        ask(PublishCourse(course_id=draft.id), teacher)


def test_a_submission_is_taken_back_until_it_is_answered(
    ask: Ask, draft: models.Course, teacher: Actor, moderator: Actor
) -> None:
    ask(SubmitCourse(course_id=draft.id, note="Have a look."), teacher)
    mine = ask(WithdrawCourse(course_id=draft.id), teacher)

    assert mine.status is CourseStatus.DRAFT
    with pytest.raises(CourseNotSubmitted):
        ask(WithdrawCourse(course_id=draft.id), teacher)
    with pytest.raises(CourseNotSubmitted):
        ask(ApproveCourse(course_id=draft.id), moderator)


def test_every_review_is_remembered_with_its_checks(
    ask: Ask, draft: models.Course, teacher: Actor, moderator: Actor
) -> None:
    ask(SubmitCourse(course_id=draft.id, note="First try."), teacher)
    checks = [ReviewCheck.RIGHTS, ReviewCheck.CONTENT]
    ask(RejectCourse(course_id=draft.id, reason="Add sound.", checks=checks), moderator)
    ask(SubmitCourse(course_id=draft.id, note="With sound."), teacher)
    ask(ApproveCourse(course_id=draft.id, checks=list(ReviewCheck)), moderator)

    newest, oldest = ask(ListSubmissions(course_id=draft.id), teacher).items

    assert (newest.note, newest.decision, newest.revision) == ("With sound.", Decision.APPROVED, 1)
    assert set(newest.checks) == set(ReviewCheck)
    assert (oldest.decision, oldest.reason) == (Decision.CHANGES_REQUESTED, "Add sound.")
    assert oldest.checks == [ReviewCheck.CONTENT, ReviewCheck.RIGHTS]
    with pytest.raises(NotTheTeacher):
        ask(ListSubmissions(course_id=draft.id), make_actor(Role.TEACHER))


def test_an_archived_course_is_hidden_but_stays_with_its_students(
    ask: Ask, session: Session, live: models.Course, teacher: Actor
) -> None:
    student = make_actor()
    enroll_student(session, live, student)

    hidden = ask(ArchiveCourse(course_id=live.id), teacher)
    shelves = {shelf.slug: shelf.course_count for shelf in ask(ListCategories())}

    assert (hidden.status, hidden.live) == (CourseStatus.ARCHIVED, False)
    assert shelves["programming"] == 0
    assert ask(GetLesson(lesson_id=lesson_ids(live)[0]), student).title == "A lesson"
    (event,) = events(session, models.bookkeeping, CourseArchived)
    assert (event.course_id, event.taken_down) == (live.id, False)
    with pytest.raises(CourseNotFound):
        ask(GetCourse(slug=live.slug))
    with pytest.raises(CourseNotLive):
        ask(ArchiveCourse(course_id=live.id), teacher)


def test_an_archived_course_comes_back_as_it_was(
    ask: Ask, live: models.Course, teacher: Actor
) -> None:
    with pytest.raises(CourseNotArchived):
        ask(RestoreCourse(course_id=live.id), teacher)
    ask(ArchiveCourse(course_id=live.id), teacher)

    back = ask(RestoreCourse(course_id=live.id), teacher)

    assert (back.status, back.live) == (CourseStatus.PUBLISHED, True)
    assert ask(GetCourse(slug=live.slug)).revision == 1


def test_what_staff_took_down_only_staff_put_back(
    ask: Ask, session: Session, live: models.Course, teacher: Actor, moderator: Actor
) -> None:
    down = ask(TakeDownCourse(course_id=live.id, reason="Stolen video."), moderator)
    with pytest.raises(CourseTakenDown):
        ask(RestoreCourse(course_id=live.id), teacher)
    back = ask(ReinstateCourse(course_id=live.id, reason="It was theirs."), moderator)

    assert (down.live, down.taken_down, down.review_note) == (False, True, "Stolen video.")
    assert (back.live, back.taken_down, back.review_note) == (True, False, "")
    (event,) = events(session, models.bookkeeping, CourseArchived)
    assert (event.taken_down, event.reason) == (True, "Stolen video.")
    entries = events(session, models.bookkeeping, CoursesAdminActed)
    assert [(entry.action, entry.reason) for entry in entries] == [
        ("courses.course.taken_down", "Stolen video."),
        ("courses.course.reinstated", "It was theirs."),
    ]


def test_a_repaired_course_comes_back_through_a_review(
    ask: Ask, live: models.Course, teacher: Actor, moderator: Actor
) -> None:
    ask(TakeDownCourse(course_id=live.id, reason="Stolen video."), moderator)
    ask(UpdateLesson(lesson_id=lesson_ids(live)[0], body="My own words."), teacher)
    ask(SubmitCourse(course_id=live.id), teacher)

    back = ask(ApproveCourse(course_id=live.id), moderator)

    assert (back.live, back.taken_down, back.revision) == (True, False, 2)


def test_what_would_change_is_listed_for_reviewers(
    ask: Ask, session: Session, teacher: Actor, moderator: Actor
) -> None:
    lessons = ({"title": "One"}, {"title": "Two"})
    course = add_course(session, lessons, teacher_id=teacher.user_id, title="Oud")
    ask(UpdateCourse(course_id=course.id, title="Oud II"), teacher)
    ask(UpdateLesson(lesson_id=lesson_ids(course)[1], body="New."), teacher)

    diff = ask(GetRevisionDiff(course_id=course.id), moderator)
    lesson = ask(GetLessonDiff(lesson_id=lesson_ids(course)[1]), moderator)

    assert diff.revision == 1
    assert [(field.field, field.before, field.after) for field in diff.fields] == [
        ("title", "Oud", "Oud II")
    ]
    assert [change.change for change in diff.lessons] == [Change.UNCHANGED, Change.CHANGED]
    assert (lesson.change, lesson.fields[0].before, lesson.fields[0].after) == (
        Change.CHANGED,
        "Text.",
        "New.",
    )
    with pytest.raises(NotTheTeacher):
        ask(GetRevisionDiff(course_id=course.id), make_actor(Role.TEACHER))


@pytest.mark.parametrize("role", [Role.STUDENT, Role.TEACHER, Role.SUPPORT])
def test_nobody_but_reviewers_takes_courses_down(ask: Ask, live: models.Course, role: Role) -> None:
    for request in (
        TakeDownCourse(course_id=live.id, reason="I can do it better."),
        ReinstateCourse(course_id=live.id, reason="Why not?"),
    ):
        with pytest.raises(Forbidden):
            ask(request, make_actor(role))


def test_another_teacher_neither_archives_nor_publishes(
    ask: Ask, live: models.Course, moderator: Actor
) -> None:
    other = make_actor(Role.TEACHER)
    for request in (
        ArchiveCourse(course_id=live.id),
        RestoreCourse(course_id=live.id),
        PublishCourse(course_id=live.id),
        WithdrawCourse(course_id=live.id),
    ):
        with pytest.raises(NotTheTeacher):
            ask(request, other)
    assert ask(GetCourseDraft(course_id=live.id), moderator).live
