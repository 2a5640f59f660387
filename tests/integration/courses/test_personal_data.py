"""What courses hands out about a person, what it forgets, and what a guardian sees."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contracts.accounts.guardianships import GuardianshipEnded, GuardianshipStarted
from contracts.accounts.messages import UserRegistered
from contracts.accounts.profiles import ProfileChanged
from contracts.courses.authoring import SubmitCourse, UpdateCourse
from contracts.courses.catalogue import GetCourse, ListCourses
from contracts.courses.errors import CourseNotFound, LearnerNotFound
from contracts.courses.events import CourseArchived
from contracts.courses.media import PutCaptions
from contracts.courses.questions import QuestionType
from contracts.courses.resources import CourseStatus
from contracts.courses.roster import Announce
from contracts.courses.study import ListLearnerEnrollments, SetLessonCompletion
from contracts.privacy import (
    CoursesUserErased,
    CoursesUserExported,
    ErasureRequested,
    ExportRequested,
)
from contracts.types import Actor, Contact, Role
from services.common.parcels import ParcelService
from services.common.storage import FileStore
from services.courses import models
from tests.factories.courses import add_course, add_file, enroll_student, lesson_ids, make_actor
from tests.factories.quizzes import add_quiz, question
from tests.factories.recorded import events
from tests.integration.courses.conftest import Ask

pytestmark = pytest.mark.postgres

Tell = Callable[..., None]
CALLED = "Former member 1a2b3c4d"


def told(session: Session, event_type: Any) -> list[Any]:
    return events(session, models.bookkeeping, event_type)


def introduce(tell: Tell, person: Actor, name: str = "Lina Haddad") -> None:
    contact = Contact(email="lina@example.org", name=name)
    tell(
        "remember_person", UserRegistered(user_id=person.user_id, role=person.role, contact=contact)
    )


def leaves(person: Actor) -> ErasureRequested:
    return ErasureRequested(erasure_id=uuid4(), user_id=person.user_id, pseudonym=CALLED)


def test_a_learner_is_handed_what_they_study(tell: Tell, session: Session, ask: Ask) -> None:
    lina, course = make_actor(), add_course(session, lessons=[{"title": "One"}])
    introduce(tell, lina)
    enroll_student(session, course, lina)
    session.commit()
    ask(SetLessonCompletion(lesson_id=lesson_ids(course)[0], completed=True), lina)

    tell("export_user", ExportRequested(export_id=uuid4(), user_id=lina.user_id))

    (answer,) = told(session, CoursesUserExported)
    content = ParcelService("c" * 40).unpack(answer.sealed_content)
    assert "lina@example.org" not in answer.sealed_content
    assert content["person"][0]["email"] == "lina@example.org"
    assert content["enrollments"][0]["title"] == course.title
    assert content["enrollments"][0]["completed_lessons"] == 1
    assert content["completed_lessons"][0]["lesson"] == "One"


def test_a_teacher_is_handed_what_they_wrote(tell: Tell, session: Session, ask: Ask) -> None:
    course, lesson_id = add_quiz(session, [question(QuestionType.SINGLE)])
    teacher, student = Actor(user_id=course.teacher_id, role=Role.TEACHER), make_actor()
    enroll_student(session, course, student)
    session.commit()
    captions = "WEBVTT\n\n00:00.000 --> 00:02.000\nHello\n"
    ask(PutCaptions(lesson_id=lesson_id, language="en", label="English", content=captions), teacher)
    ask(Announce(course_id=course.id, subject="Hello", body="We begin."), teacher)
    ask(UpdateCourse(course_id=course.id, title="Anew"), teacher)
    ask(SubmitCourse(course_id=course.id, note="Please look."), teacher)

    tell("export_user", ExportRequested(export_id=uuid4(), user_id=teacher.user_id))

    (answer,) = told(session, CoursesUserExported)
    content = ParcelService("c" * 40).unpack(answer.sealed_content)
    assert content["questions"][0]["prompt"] == "A single question"
    assert content["announcements"][0]["subject"] == "Hello"
    assert content["captions"][0]["label"] == "English"
    assert content["submissions"][0]["note"] == "Please look."


def test_who_leaves_leaves_no_progress_and_no_name(tell: Tell, session: Session, ask: Ask) -> None:
    lina, course = make_actor(), add_course(session, lessons=[{"title": "One"}])
    introduce(tell, lina)
    enroll_student(session, course, lina)
    session.commit()
    ask(SetLessonCompletion(lesson_id=lesson_ids(course)[0], completed=True), lina)
    wish = leaves(lina)

    tell("erase_user", wish)
    introduce(tell, lina, "Late News")

    person = session.get_one(models.Person, lina.user_id)
    assert (person.name, person.email) == (CALLED, "")
    assert session.scalar(select(func.count()).select_from(models.LessonCompletion)) == 0
    row = session.get_one(models.Enrollment, (course.id, lina.user_id), populate_existing=True)
    assert (row.completed_lessons, row.completed_at, row.certificate_due) == (0, None, False)
    assert [one.erasure_id for one in told(session, CoursesUserErased)] == [wish.erasure_id]


def test_what_students_study_stays_and_the_rest_goes(
    tell: Tell, session: Session, ask: Ask, files: FileStore
) -> None:
    amina, student = make_actor(Role.TEACHER), make_actor()
    mine: dict[str, Any] = {"teacher_id": amina.user_id, "teacher_name": "Amina Rahimi"}
    studied, unstudied = add_course(session, **mine), add_course(session, **mine)
    draft = add_course(session, status=CourseStatus.DRAFT, published_at=None, **mine)
    enroll_student(session, studied, student)
    film = add_file(session, draft)
    session.commit()
    draft_id, film_id = draft.id, film.id
    files.write(film_id, b"a film")

    tell("erase_user", leaves(amina))

    assert [one.course_id for one in told(session, CourseArchived)] == [unstudied.id]
    assert ask(GetCourse(slug=studied.slug)).teacher.name == CALLED
    with pytest.raises(CourseNotFound):
        ask(GetCourse(slug=unstudied.slug))
    session.expunge_all()
    assert session.get(models.Course, draft_id) is None
    assert files.read(film_id) is None


def test_forgetting_twice_forgets_once(tell: Tell, session: Session) -> None:
    lina, wish_id = make_actor(), uuid4()
    wish = leaves(lina)

    for _ in range(2):
        tell("erase_user", wish, wish_id)

    assert len(told(session, CoursesUserErased)) == 1


def test_a_new_name_stands_on_the_courses_of_a_teacher(
    tell: Tell, session: Session, ask: Ask
) -> None:
    amina = make_actor(Role.TEACHER)
    course = add_course(session, teacher_id=amina.user_id, teacher_name="Amina Rahimi")
    session.commit()
    contact = Contact(email="amina@example.org", name="Amina Saleh")

    tell(
        "remember_profile",
        ProfileChanged(user_id=amina.user_id, role=amina.role, contact=contact, time_zone="UTC"),
    )
    introduce(tell, amina, "Older Name")

    assert ask(GetCourse(slug=course.slug)).teacher.name == "Amina Saleh"
    found = ask(ListCourses(teacher_id=amina.user_id)).items
    assert [one.id for one in found] == [course.id]
    assert ask(ListCourses(teacher_id=uuid4())).items == []


def test_a_guardian_sees_how_far_a_learner_is_until_it_ends(
    tell: Tell, session: Session, ask: Ask
) -> None:
    lina, karim, course = make_actor(), make_actor(), add_course(session)
    enroll_student(session, course, lina)
    session.commit()
    bond: dict[str, Any] = {
        "guardianship_id": uuid4(),
        "guardian_id": karim.user_id,
        "guardian_name": "Karim",
        "learner_id": lina.user_id,
        "learner_name": "Lina",
    }
    wish = ListLearnerEnrollments(learner_id=lina.user_id)
    with pytest.raises(LearnerNotFound):
        ask(wish, karim)

    tell("remember_guardianship", GuardianshipStarted(**bond))

    assert [one.course.id for one in ask(wish, karim).items] == [course.id]
    with pytest.raises(LearnerNotFound):
        ask(ListLearnerEnrollments(learner_id=karim.user_id), lina)
    tell("forget_guardianship", GuardianshipEnded(**bond))
    tell("remember_guardianship", GuardianshipStarted(**bond))
    with pytest.raises(LearnerNotFound):
        ask(wish, karim)
