"""What teachers do about the certificates of their courses."""

from typing import Any
from uuid import UUID

from contracts.courses.certificate_rules import (
    CertificateCandidate,
    CourseCertificate,
    GetCourseCertificate,
    ListCertificateCandidates,
    MarkAttendance,
    RemoveAttendance,
    RenewCertificate,
    SetCertificateRule,
    SignOffStudent,
)
from contracts.courses.resources import LessonKind
from contracts.types import Page
from services.common.work import UnitOfWork
from services.courses import outlines
from services.courses.certificate_replies import read_rule, to_attendance, to_sign_off
from services.courses.certificates.press import Press
from services.courses.models import Course
from services.courses.policies import certificates as policy
from services.courses.replies import read_outline
from services.courses.repository.certificate_rules import (
    CertificateFactRepository,
    CertificateRuleRepository,
)
from services.courses.repository.certificates import CertificateRepository
from services.courses.repository.courses import CourseRepository
from services.courses.use_cases import certifying


def get_course_certificate(work: UnitOfWork, request: GetCourseCertificate) -> CourseCertificate:
    """The rule of a course."""
    return _show(work, _taught(work, request.course_id))


def set_certificate_rule(work: UnitOfWork, request: SetCertificateRule) -> CourseCertificate:
    """Set it; the sweep looks at all students of the course within seconds."""
    course = _taught(work, request.course_id)
    policy.ensure_asks(request.rule)
    CertificateRuleRepository(work.session).save(course.id, request.rule, work.now)
    return _show(work, course)


def list_certificate_candidates(
    work: UnitOfWork, request: ListCertificateCandidates
) -> Page[CertificateCandidate]:
    """The students of a course with what counts."""
    course = _taught(work, request.course_id)
    facts = CertificateFactRepository(work.session)
    rows, following = facts.list_students(course.id, request.after, request.limit)
    return Page(items=[_candidate(work, course.id, row) for row in rows], next=following)


def sign_off_student(
    work: UnitOfWork, press: Press, request: SignOffStudent
) -> CertificateCandidate:
    """Vouch for a student, or take it back."""
    _taught(work, request.course_id)
    facts = CertificateFactRepository(work.session)
    row = facts.get_student(request.course_id, request.student_id)
    facts.sign_off(
        {
            "course_id": request.course_id,
            "student_id": request.student_id,
            "given": request.given,
            "note": request.note,
            "changed_by": work.actor.user_id,
            "changed_at": work.now,
        }
    )
    certifying.issue_if_earned(work, press, request.course_id, request.student_id)
    return _candidate(work, request.course_id, row)


def mark_attendance(
    work: UnitOfWork, press: Press, request: MarkAttendance
) -> CertificateCandidate:
    """Note that a student attended a class."""
    _taught(work, request.course_id)
    policy.ensure_past(request.attended_on, work.now)
    facts = CertificateFactRepository(work.session)
    row = facts.get_student(request.course_id, request.student_id)
    facts.attend(
        (request.course_id, request.student_id),
        request.title,
        request.attended_on,
        (work.actor.user_id, work.now),
    )
    certifying.issue_if_earned(work, press, request.course_id, request.student_id)
    return _candidate(work, request.course_id, row)


def remove_attendance(work: UnitOfWork, request: RemoveAttendance) -> CertificateCandidate:
    """Take a mistaken mark back."""
    _taught(work, request.course_id)
    facts = CertificateFactRepository(work.session)
    student_id = facts.remove_attendance(request.course_id, request.attendance_id)
    return _candidate(work, request.course_id, facts.get_student(request.course_id, student_id))


def renew_certificate(
    work: UnitOfWork, press: Press, request: RenewCertificate
) -> CertificateCandidate:
    """Begin another cycle for a student whose certificate has ended."""
    course = CourseRepository(work.session).get(request.course_id)
    policy.ensure_may_renew(work.actor, course)
    facts = CertificateFactRepository(work.session)
    row = facts.get_student(course.id, request.student_id)
    facts.lock_enrollment(course.id, request.student_id)
    rule = read_rule(CertificateRuleRepository(work.session).find(course.id))
    reached = certifying.facts_of(work, course.id, request.student_id)
    latest = CertificateRepository(work.session).find_latest(course.id, request.student_id)
    policy.ensure_renewable(
        policy.status_of(latest, work.now.date()) if latest else None,
        earned=policy.is_earned(rule, policy.evaluate(rule, reached)),
        by_staff=work.actor.is_admin,
    )
    cycle = latest.cycle + 1 if latest else 1
    claim = certifying.new_claim(work, rule, request.student_id, row.name, cycle)
    certifying.issue(work, press, course.id, reached, claim)
    return _candidate(work, course.id, row)


def _taught(work: UnitOfWork, course_id: UUID) -> Course:
    course = CourseRepository(work.session).get(course_id)
    policy.ensure_teaches(work.actor, course)
    return course


def _show(work: UnitOfWork, course: Course) -> CourseCertificate:
    return CourseCertificate(
        course_id=course.id,
        course_title=course.title,
        rule=read_rule(CertificateRuleRepository(work.session).find(course.id)),
        lesson_count=course.lesson_count,
        quiz_count=_count_quizzes(course),
        issued=CertificateRepository(work.session).count(course.id),
    )


def _count_quizzes(course: Course) -> int:
    lessons = outlines.lessons_of(read_outline(course.outline))
    return sum(lesson.kind is LessonKind.QUIZ for lesson in lessons)


def _candidate(work: UnitOfWork, course_id: UUID, student: Any) -> CertificateCandidate:
    facts = CertificateFactRepository(work.session)
    rule = read_rule(CertificateRuleRepository(work.session).find(course_id))
    requirements = certifying.requirements_of(work, rule, course_id, student.student_id)
    latest = CertificateRepository(work.session).find_latest(course_id, student.student_id)
    attended = facts.list_attendances(course_id, student.student_id)
    return CertificateCandidate(
        student_id=student.student_id,
        name=student.name or "",
        requirements=requirements,
        earned=policy.is_earned(rule, requirements),
        attendances=[to_attendance(row) for row in attended],
        sign_off=to_sign_off(facts.find_sign_off(course_id, student.student_id)),
        code=latest.code if latest else None,
        status=policy.status_of(latest, work.now.date()) if latest else None,
    )
