"""What teachers say about certificates: words, marks, renewals, and nobody else does."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from contracts.courses.certificate_rules import (
    GetCourseCertificate,
    ListCertificateCandidates,
    MarkAttendance,
    RemoveAttendance,
    RenewCertificate,
    SetCertificateRule,
    SignOffStudent,
)
from contracts.courses.certificates import CertificateStatus
from contracts.courses.errors import (
    AttendanceInFuture,
    AttendanceNotFound,
    CertificateNotRenewable,
    CertificateRuleEmpty,
    NotTheTeacher,
    StudentNotFound,
)
from contracts.types import Role
from services.courses import models
from tests.factories.certificates import make_rule
from tests.factories.courses import make_actor
from tests.integration.courses.certified import (
    add_certified_course,
    add_student,
    complete,
    earn,
    register,
    teacher_of,
)
from tests.integration.courses.conftest import Ask

pytestmark = pytest.mark.postgres

YESTERDAY = datetime.now(UTC).date() - timedelta(days=1)


def test_classes_and_the_teachers_word_complete_what_lessons_began(
    ask: Ask, session: Session
) -> None:
    course = add_certified_course(session, ask, classes=2, sign_off=True)
    student, teacher = add_student(session, course), teacher_of(course)
    complete(ask, course, student)
    place: dict[str, Any] = {"course_id": course.id, "student_id": student.user_id}
    mark = MarkAttendance(**place, title="Scales", attended_on=YESTERDAY)

    for _ in range(2):
        shown = ask(mark, teacher)
    assert [(one.title, one.attended_on) for one in shown.attendances] == [("Scales", YESTERDAY)]
    ask(SignOffStudent(**place, given=True, note="Plays well."), teacher)
    assert register(session) == []
    shown = ask(MarkAttendance(**place, title="Chords", attended_on=YESTERDAY), teacher)

    assert shown.earned
    assert shown.status is CertificateStatus.VALID
    assert [one.code for one in register(session)] == [shown.code]
    snapshot = register(session)[0].snapshot
    assert snapshot is not None
    assert snapshot["attended_classes"] == 2


def test_a_word_and_a_mark_can_be_taken_back(ask: Ask, session: Session) -> None:
    course = add_certified_course(session, ask, classes=1, sign_off=True)
    student, teacher = add_student(session, course), teacher_of(course)
    place: dict[str, Any] = {"course_id": course.id, "student_id": student.user_id}
    ask(SignOffStudent(**place, given=True), teacher)
    ask(SignOffStudent(**place, given=False, note="Too early."), teacher)
    shown = ask(MarkAttendance(**place, title="Scales", attended_on=YESTERDAY), teacher)

    removal = RemoveAttendance(course_id=course.id, attendance_id=shown.attendances[0].id)
    shown = ask(removal, teacher)

    assert shown.attendances == []
    assert shown.sign_off is not None
    assert (shown.sign_off.given, shown.sign_off.note) == (False, "Too early.")
    with pytest.raises(AttendanceNotFound):
        ask(removal, teacher)


def test_nonsense_about_students_is_refused(ask: Ask, session: Session) -> None:
    course = add_certified_course(session, ask)
    student, teacher = add_student(session, course), teacher_of(course)
    tomorrow = datetime.now(UTC).date() + timedelta(days=2)
    mark: dict[str, Any] = {"course_id": course.id, "title": "Scales"}

    with pytest.raises(AttendanceInFuture):
        ask(MarkAttendance(**mark, student_id=student.user_id, attended_on=tomorrow), teacher)
    with pytest.raises(StudentNotFound):
        ask(MarkAttendance(**mark, student_id=uuid4(), attended_on=YESTERDAY), teacher)
    with pytest.raises(CertificateRuleEmpty):
        ask(
            SetCertificateRule(course_id=course.id, rule=make_rule(lessons_percent=0)),
            teacher,
        )


def test_only_the_teacher_decides_about_certificates(ask: Ask, session: Session) -> None:
    course = add_certified_course(session, ask)
    student, other = add_student(session, course), make_actor(Role.TEACHER)
    place: dict[str, Any] = {"course_id": course.id, "student_id": student.user_id}
    requests: list[Any] = [
        GetCourseCertificate(course_id=course.id),
        SetCertificateRule(course_id=course.id, rule=make_rule()),
        ListCertificateCandidates(course_id=course.id),
        SignOffStudent(**place, given=True),
        MarkAttendance(**place, title="Scales", attended_on=YESTERDAY),
        RemoveAttendance(course_id=course.id, attendance_id=uuid4()),
        RenewCertificate(**place),
    ]

    for request in requests:
        with pytest.raises(NotTheTeacher):
            ask(request, other)


def test_the_teacher_sees_students_in_pages(ask: Ask, session: Session) -> None:
    course = add_certified_course(session, ask)
    students = [add_student(session, course, name) for name in ("Ana", "Ben", "Cem")]
    complete(ask, course, students[0])

    first = ask(ListCertificateCandidates(course_id=course.id, limit=2), teacher_of(course))
    second = ask(
        ListCertificateCandidates(course_id=course.id, limit=2, after=first.next),
        teacher_of(course),
    )

    shown = [*first.items, *second.items]
    assert sorted(one.name for one in shown) == ["Ana", "Ben", "Cem"]
    assert second.next is None
    assert {one.name: one.earned for one in shown} == {"Ana": True, "Ben": False, "Cem": False}
    assert ask(GetCourseCertificate(course_id=course.id), teacher_of(course)).issued == 1


def test_an_expired_certificate_is_renewed_by_the_teacher(ask: Ask, session: Session) -> None:
    certificate, student = earn(session, ask, validity_months=12)
    course = session.get_one(models.Course, certificate.course_id)
    renewal = RenewCertificate(course_id=course.id, student_id=student.user_id)
    with pytest.raises(CertificateNotRenewable):
        ask(renewal, teacher_of(course))
    certificate.expires_on = date(2026, 1, 1)
    session.commit()

    shown = ask(renewal, teacher_of(course))

    assert shown.status is CertificateStatus.VALID
    assert shown.code != certificate.code
    assert [one.cycle for one in register(session)] == [1, 2]
