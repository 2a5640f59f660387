"""What admins do with courses, and what the service knows of people."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from contracts.accounts.contacts import UserContactChanged
from contracts.accounts.messages import RoleChanged, UserRegistered
from contracts.audit import CoursesAdminActed
from contracts.courses.catalogue import GetCourse, ListCategories, ListCourses
from contracts.courses.errors import CourseNotFound, CourseNotSubmitted
from contracts.courses.events import CoursePublished, CourseRejected
from contracts.courses.resources import CourseStatus
from contracts.courses.review import (
    ApproveCourse,
    GetCoursesOverview,
    ListCoursesByStatus,
    RejectCourse,
)
from contracts.errors import Forbidden
from contracts.types import Actor, Contact, Role
from services.courses import models
from services.courses.repository.people import PersonRepository
from tests.factories.courses import NOW, add_course, enroll_student, make_actor
from tests.factories.recorded import events
from tests.integration.courses.conftest import Ask

pytestmark = pytest.mark.postgres

SUBMITTED = CourseStatus.SUBMITTED


@pytest.fixture
def admin() -> Actor:
    return make_actor(Role.ADMIN)


def test_approving_publishes_announces_and_audits(ask: Ask, session: Session, admin: Actor) -> None:
    course = add_course(session, title="Calligraphy", status=SUBMITTED, published_at=None)

    draft = ask(ApproveCourse(course_id=course.id), admin)

    assert draft.status is CourseStatus.PUBLISHED
    assert ask(GetCourse(slug=course.slug)).published_at is not None
    (event,) = events(session, models.bookkeeping, CoursePublished)
    assert (event.course_id, event.first) == (course.id, True)
    (entry,) = events(session, models.bookkeeping, CoursesAdminActed)
    assert (entry.actor_id, entry.target_label) == (admin.user_id, "Calligraphy")
    assert entry.before == {"status": "submitted", "live": False}
    assert entry.after == {"status": "published", "live": True}
    counts = {category.slug: category.course_count for category in ask(ListCategories())}
    assert counts["programming"] == 1
    assert [card.title for card in ask(ListCourses(search="caligraphy")).items] == ["Calligraphy"]


def test_a_course_that_was_published_before_is_not_announced_as_new(
    ask: Ask, session: Session, admin: Actor
) -> None:
    course = add_course(session, status=SUBMITTED, published_at=NOW - timedelta(days=3))

    draft = ask(ApproveCourse(course_id=course.id), admin)

    (event,) = events(session, models.bookkeeping, CoursePublished)
    assert not event.first
    assert draft.published_at == NOW - timedelta(days=3)


def test_rejecting_tells_the_teacher_why(ask: Ask, session: Session, admin: Actor) -> None:
    course = add_course(session, status=SUBMITTED)

    draft = ask(RejectCourse(course_id=course.id, reason="Add sound."), admin)

    assert (draft.status, draft.review_note) == (CourseStatus.CHANGES_REQUESTED, "Add sound.")
    (event,) = events(session, models.bookkeeping, CourseRejected)
    assert (event.teacher_id, event.reason) == (course.teacher_id, "Add sound.")
    (entry,) = events(session, models.bookkeeping, CoursesAdminActed)
    assert entry.reason == "Add sound."


@pytest.mark.parametrize("status", [s for s in CourseStatus if s is not SUBMITTED])
def test_only_what_waits_is_reviewed(
    ask: Ask, session: Session, admin: Actor, status: CourseStatus
) -> None:
    course = add_course(session, status=status)

    for request in (
        ApproveCourse(course_id=course.id),
        RejectCourse(course_id=course.id, reason="No."),
    ):
        with pytest.raises(CourseNotSubmitted):
            ask(request, admin)


@pytest.mark.parametrize("role", [Role.STUDENT, Role.TEACHER])
def test_nobody_but_admins_reviews(ask: Ask, session: Session, role: Role) -> None:
    course = add_course(session, status=SUBMITTED)

    requests: tuple[Any, ...] = (
        ApproveCourse(course_id=course.id),
        RejectCourse(course_id=course.id, reason="No."),
        ListCoursesByStatus(),
        GetCoursesOverview(),
    )
    for request in requests:
        with pytest.raises(Forbidden):
            ask(request, make_actor(role))


def test_the_longest_waiting_course_comes_first(ask: Ask, session: Session, admin: Actor) -> None:
    for days in (2, 3, 1):
        add_course(
            session,
            title=f"{days} days",
            status=SUBMITTED,
            submitted_at=NOW - timedelta(days=days),
            created_at=NOW,
        )

    first = ask(ListCoursesByStatus(status=SUBMITTED, limit=2), admin)
    second = ask(ListCoursesByStatus(status=SUBMITTED, limit=2, after=first.next), admin)

    assert [card.title for card in first.items + second.items] == ["3 days", "2 days", "1 days"]


def test_admins_find_courses_in_every_status_by_a_part_of_the_title(
    ask: Ask, session: Session, admin: Actor
) -> None:
    for status in CourseStatus:
        add_course(session, title=f"Watercolor {status.value}", status=status)
    add_course(session, title="Oud")

    found = ask(ListCoursesByStatus(search="ercol"), admin).items

    assert {card.status for card in found} == set(CourseStatus)
    assert len(ask(ListCoursesByStatus(), admin).items) == len(CourseStatus) + 1
    assert len(ask(ListCoursesByStatus(status=CourseStatus.DRAFT), admin).items) == 1


def test_the_overview_counts(ask: Ask, session: Session, admin: Actor) -> None:
    course = add_course(session)
    for status in (SUBMITTED, CourseStatus.DRAFT, CourseStatus.CHANGES_REQUESTED):
        add_course(session, status=status)
    enroll_student(session, course, make_actor())

    overview = ask(GetCoursesOverview(), admin)

    assert (overview.published, overview.submitted, overview.drafts) == (1, 1, 2)
    assert (overview.enrollments, overview.enrolled_today) == (1, 0)


def test_an_unknown_course_is_not_found(ask: Ask, session: Session, admin: Actor) -> None:
    course_id = add_course(session).teacher_id

    with pytest.raises(CourseNotFound):
        ask(ApproveCourse(course_id=course_id), admin)


def test_a_registered_teacher_is_named_on_their_courses(
    ask: Ask, session: Session, tell: Callable[..., None]
) -> None:
    course = add_course(session, teacher_name="")
    contact = Contact(email="Noor@example.org", name="Noor Haddad")
    event = UserRegistered(user_id=course.teacher_id, role=Role.TEACHER, contact=contact)

    tell("remember_person", event)

    assert ask(GetCourse(slug=course.slug)).teacher.name == "Noor Haddad"
    assert [card.id for card in ask(ListCourses(search="noor")).items] == [course.id]
    person = PersonRepository(session).find_by_email("noor@EXAMPLE.org")
    assert person is not None
    assert person.id == course.teacher_id


def test_a_late_registration_does_not_take_a_role_back(
    session: Session, tell: Callable[..., None]
) -> None:
    person_id = make_actor().user_id
    contact = Contact(email="jo@example.org", name="Jo")

    tell("remember_role", RoleChanged(user_id=person_id, role=Role.TEACHER, contact=contact))
    tell("remember_person", UserRegistered(user_id=person_id, role=Role.STUDENT, contact=contact))

    assert session.get_one(models.Person, person_id).role is Role.TEACHER


def test_a_changed_address_is_found_and_a_late_registration_does_not_take_it_back(
    session: Session, tell: Callable[..., None]
) -> None:
    person_id = make_actor().user_id
    old, new = (Contact(email=f"{name}@example.org", name="Jo") for name in ("old", "new"))

    tell(
        "remember_contact",
        UserContactChanged(user_id=person_id, role=Role.TEACHER, contact=new),
    )
    tell("remember_person", UserRegistered(user_id=person_id, role=Role.STUDENT, contact=old))

    people = PersonRepository(session)
    found = people.find_by_email("new@example.org")
    assert found is not None
    assert found.id == person_id
    assert people.find_by_email("old@example.org") is None


def test_a_changed_role_replaces_the_earlier_one(
    session: Session, tell: Callable[..., None]
) -> None:
    person_id = make_actor().user_id
    contact = Contact(email="jo@example.org", name="Jo")

    tell("remember_person", UserRegistered(user_id=person_id, role=Role.STUDENT, contact=contact))
    tell("remember_role", RoleChanged(user_id=person_id, role=Role.ADMIN, contact=contact))

    assert session.get_one(models.Person, person_id).role is Role.ADMIN
