"""How certificates come about: exactly once, as soon as they are earned."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from contracts.courses.authoring import RemoveLesson, SubmitCourse
from contracts.courses.certificate_events import CertificateIssued
from contracts.courses.certificate_rules import (
    CertificateRule,
    GetCourseCertificate,
    QuizCondition,
    SetCertificateRule,
    SignOffStudent,
)
from contracts.courses.certificates import (
    GetCertificateProgress,
    ListCertificateProgress,
    RequirementKind,
)
from contracts.courses.review import ApproveCourse
from contracts.courses.study import SetLessonCompletion
from contracts.types import Actor, Role
from services.courses import models
from services.courses.certificates.press import Press
from services.courses.repository.people import PersonRepository
from services.courses.repository.quiz_results import ResultRepository
from services.courses.use_cases import certifying
from tests.factories.certificates import make_rule
from tests.factories.courses import add_course, lesson_ids, make_actor
from tests.factories.recorded import events
from tests.integration.courses.certified import (
    LESSONS,
    add_certified_course,
    add_student,
    complete,
    earn,
    register,
    teacher_of,
)
from tests.integration.courses.conftest import Ask

pytestmark = pytest.mark.postgres


def issued(session: Session) -> list[CertificateIssued]:
    return events(session, models.bookkeeping, CertificateIssued)


def test_the_last_lesson_earns_the_certificate_and_it_is_announced(
    ask: Ask, session: Session
) -> None:
    certificate, student = earn(session, ask, validity_months=24)

    assert certificate.student_id == student.user_id
    assert certificate.snapshot is not None
    assert certificate.snapshot["holder"] == "Lina Haddad"
    assert certificate.snapshot["lessons"] == 2
    assert certificate.snapshot["minutes"] == 10
    assert certificate.snapshot["edition"] == 1
    assert certificate.snapshot["teacher"] == "Amina Rahimi"
    assert certificate.expires_on is not None
    (told,) = issued(session)
    assert (told.code, told.student_id, told.replaces) == (
        certificate.code,
        student.user_id,
        None,
    )


def test_one_lesson_less_earns_nothing(ask: Ask, session: Session) -> None:
    course = add_certified_course(session, ask)
    student = add_student(session, course)

    ask(SetLessonCompletion(lesson_id=lesson_ids(course)[0], completed=True), student)

    assert register(session) == []


def test_a_certificate_is_issued_once_and_stays_when_a_lesson_is_unmarked(
    ask: Ask, session: Session
) -> None:
    certificate, student = earn(session, ask)
    course = session.get_one(models.Course, certificate.course_id)

    lesson_id = lesson_ids(course)[0]
    for completed in (False, True):
        ask(SetLessonCompletion(lesson_id=lesson_id, completed=completed), student)

    assert [one.code for one in register(session)] == [certificate.code]
    assert len(issued(session)) == 1


def test_two_last_lessons_at_the_same_moment_earn_one_certificate(
    ask: Ask, session: Session, service_for: Callable[..., Any]
) -> None:
    course = add_certified_course(session, ask)
    students = [add_student(session, course) for _ in range(6)]
    pairs = [(lesson, student) for student in students for lesson in lesson_ids(course)] * 2

    def mark(pair: tuple[Any, Actor]) -> None:
        ask(SetLessonCompletion(lesson_id=pair[0], completed=True), pair[1])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(mark, pairs))

    assert sorted(one.student_id for one in register(session)) == sorted(
        student.user_id for student in students
    )
    assert len(issued(session)) == len(students)


def test_a_rule_that_is_set_later_counts_for_who_has_fulfilled_it(
    ask: Ask, session: Session, service_for: Callable[..., Any], press: Press
) -> None:
    course = add_course(session, lessons=LESSONS)
    done, undone = add_student(session, course), add_student(session, course, "Omar")
    complete(ask, course, done)
    assert register(session) == []
    ask(SetCertificateRule(course_id=course.id, rule=make_rule()), teacher_of(course))

    for _ in range(2):
        certifying.sweep(service_for(None).work.begin, press)
    session.expire_all()

    assert [one.student_id for one in register(session)] == [done.user_id]
    assert len(issued(session)) == 1
    ask(
        SetCertificateRule(course_id=course.id, rule=make_rule(lessons_percent=0, sign_off=True)),
        teacher_of(course),
    )
    ask(
        SignOffStudent(course_id=course.id, student_id=undone.user_id, given=True),
        teacher_of(course),
    )
    assert len(register(session)) == 2


def test_a_sweep_looks_at_a_course_again_only_after_a_day(
    ask: Ask, session: Session, service_for: Callable[..., Any], press: Press
) -> None:
    course = add_certified_course(session, ask)
    before = datetime.now(UTC)

    certifying.sweep(service_for(None).work.begin, press)

    rule = session.get_one(models.CertificateRule, course.id, populate_existing=True)
    assert rule.sweep_at >= before + timedelta(hours=23)


def test_an_edition_without_the_last_lesson_completes_the_course_and_earns(
    ask: Ask, session: Session, service_for: Callable[..., Any], press: Press
) -> None:
    course = add_certified_course(session, ask)
    student, teacher = add_student(session, course), teacher_of(course)
    *most, last = lesson_ids(course)
    for lesson_id in most:
        ask(SetLessonCompletion(lesson_id=lesson_id, completed=True), student)
    ask(RemoveLesson(lesson_id=last), teacher)
    ask(SubmitCourse(course_id=course.id), teacher)
    ask(ApproveCourse(course_id=course.id), make_actor(Role.ADMIN))

    certifying.sweep(service_for(None).work.begin, press)

    row = session.get_one(models.Enrollment, (course.id, student.user_id), populate_existing=True)
    assert (row.completed_lessons, row.certificate_due) == (len(most), False)
    assert row.completed_at is not None
    assert [one.student_id for one in register(session)] == [student.user_id]


def test_one_student_whose_certificate_fails_holds_nobody_up(
    ask: Ask,
    session: Session,
    service_for: Callable[..., Any],
    press: Press,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    course = add_course(session, lessons=LESSONS)
    students = [add_student(session, course) for _ in range(3)]
    for student in students:
        complete(ask, course, student)
    ask(SetCertificateRule(course_id=course.id, rule=make_rule()), teacher_of(course))
    names, broken = PersonRepository.find_name, students[1].user_id

    def find_name(self: PersonRepository, person_id: UUID) -> str | None:
        if person_id == broken:
            raise RuntimeError
        return names(self, person_id)

    monkeypatch.setattr(PersonRepository, "find_name", find_name)
    certifying.sweep(service_for(None).work.begin, press)

    assert {one.student_id for one in register(session)} == {
        students[0].user_id,
        students[2].user_id,
    }


def test_a_student_is_told_what_is_missing(ask: Ask, session: Session) -> None:
    course = add_certified_course(session, ask, sign_off=True)
    student = add_student(session, course)
    ask(SetLessonCompletion(lesson_id=lesson_ids(course)[0], completed=True), student)

    progress = ask(GetCertificateProgress(course_id=course.id), student)

    assert progress.offered
    assert not progress.earned
    assert progress.certificate is None
    assert [(one.kind, one.met, one.reached, one.needed) for one in progress.requirements] == [
        (RequirementKind.LESSONS, False, 1, 2),
        (RequirementKind.SIGN_OFF, False, 0, 1),
    ]
    (listed,) = ask(ListCertificateProgress(), student).items
    assert listed == progress


def test_quiz_scores_count_as_the_quizzes_tell_them(
    ask: Ask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = add_certified_course(session, ask, quiz_condition=QuizCondition.AVERAGE)
    student = add_student(session, course)
    complete(ask, course, student)
    assert register(session) == []
    monkeypatch.setattr(ResultRepository, "scores_of", lambda *_: [90.0, 75.0])

    ask(SetLessonCompletion(lesson_id=lesson_ids(course)[0], completed=True), student)

    (certificate,) = register(session)
    assert certificate.snapshot is not None
    assert certificate.snapshot["grade"] == 82


def test_a_course_without_a_rule_offers_nothing(ask: Ask, session: Session) -> None:
    course = add_course(session, lessons=LESSONS)
    student = add_student(session, course)
    complete(ask, course, student)

    progress = ask(GetCertificateProgress(course_id=course.id), student)

    assert (progress.offered, progress.requirements, progress.earned) == (False, [], False)
    assert ask(GetCourseCertificate(course_id=course.id), teacher_of(course)).rule == (
        CertificateRule()
    )
    assert ask(ListCertificateProgress(), student).items == []
