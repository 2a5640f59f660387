"""How certificates come about: the facts, the rule, the signature."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec
import structlog

from contracts.courses.certificate_events import CertificateIssued
from contracts.courses.certificate_rules import CertificateRule
from contracts.courses.certificates import CertificateSnapshot, Requirement, SignedCertificate
from contracts.courses.resources import Progress
from contracts.courses.study import SetLessonCompletion
from services.common.database import new_id
from services.common.work import Begin, UnitOfWork
from services.courses import models, outlines
from services.courses.certificate_replies import read_rule
from services.courses.certificates.codes import new_code
from services.courses.certificates.press import Press
from services.courses.policies import certificates as policy
from services.courses.replies import read_outline
from services.courses.repository.certificate_rules import (
    CertificateFactRepository,
    CertificateRuleRepository,
)
from services.courses.repository.certificates import (
    CertificateKeyRepository,
    CertificateRepository,
)
from services.courses.repository.courses import CourseRepository
from services.courses.repository.enrollments import EnrollmentRepository
from services.courses.repository.people import PersonRepository
from services.courses.repository.quiz_results import ResultRepository
from services.courses.use_cases import study

log = structlog.get_logger()

SNAPSHOT_VERSION = 1
BATCH = 100
SWEPT_EVERY = timedelta(days=1)
"""All students of a course are looked at that often, although each act is looked at by itself."""


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """Whose certificate of which course, where it stands in its chain, and why it is made."""

    student_id: UUID
    holder: str
    cycle: int = 1
    version: int = 1
    issued_on: date
    expires_on: date | None
    supersedes: str | None = None


def set_lesson_completion(work: UnitOfWork, press: Press, request: SetLessonCompletion) -> Progress:
    """Mark a lesson; the last one may earn a certificate."""
    progress = study.set_lesson_completion(work, request)
    if request.completed:
        issue_if_earned(work, press, progress.course_id, work.actor.user_id)
    return progress


def issue_if_earned(work: UnitOfWork, press: Press, course_id: UUID, student_id: UUID) -> bool:
    """Give a student the course's certificate, once, when its rule has become true.

    The facts are weighed under a lock, so that of two things done at the same moment the second
    sees the first.
    """
    row = CertificateRuleRepository(work.session).find_offered(course_id)
    register = CertificateRepository(work.session)
    if row is None or register.find_latest(course_id, student_id) is not None:
        return False
    if not CertificateFactRepository(work.session).lock_enrollment(course_id, student_id):
        return False
    holder = PersonRepository(work.session).find_name(student_id)
    facts, rule = facts_of(work, course_id, student_id), read_rule(row)
    if holder is None or not policy.is_earned(rule, policy.evaluate(rule, facts)):
        return False
    return issue(work, press, course_id, facts, new_claim(work, rule, student_id, holder))


def new_claim(
    work: UnitOfWork, rule: CertificateRule, student_id: UUID, holder: str, cycle: int = 1
) -> Claim:
    """The first certificate of a cycle, as of today."""
    today = work.now.date()
    return Claim(
        student_id=student_id,
        holder=holder,
        cycle=cycle,
        issued_on=today,
        expires_on=policy.expiry(today, rule.validity_months),
    )


def issue(
    work: UnitOfWork, press: Press, course_id: UUID, facts: policy.Facts, claim: Claim
) -> bool:
    """Sign what is true now and enter it into the register; False when somebody was quicker."""
    course = CourseRepository(work.session).get(course_id)
    signed = press.sign(_snapshot(press, course, facts, claim))
    CertificateKeyRepository(work.session).remember(
        signed.key_id, press.signer.public_key, work.now
    )
    row = _entry(course_id, signed, claim)
    if not CertificateRepository(work.session).add({**row, "issued_at": work.now}):
        return False
    work.record(
        CertificateIssued(
            code=signed.snapshot.code,
            course_id=course_id,
            course_title=course.title,
            student_id=claim.student_id,
            replaces=claim.supersedes,
        )
    )
    return True


def replace(work: UnitOfWork, press: Press, old: models.Certificate, holder: str) -> None:
    """Put a new version under another name in the place of a certificate that is locked.

    The days of issue and expiry stay; everything else is as it is today.
    """
    issued_on = policy.printed_day(old.snapshot)
    claim = Claim(
        student_id=old.student_id,
        holder=holder,
        cycle=old.cycle,
        version=old.version + 1,
        issued_on=issued_on,
        expires_on=old.expires_on,
        supersedes=old.code,
    )
    issue(work, press, old.course_id, facts_of(work, old.course_id, old.student_id), claim)
    latest = CertificateRepository(work.session).find_latest(old.course_id, old.student_id)
    old.superseded_by, old.superseded_at = latest.code if latest else None, work.now
    work.session.flush()


def facts_of(work: UnitOfWork, course_id: UUID, student_id: UUID) -> policy.Facts:
    """What somebody has done in a course."""
    facts = CertificateFactRepository(work.session)
    standing = EnrollmentRepository(work.session).get_standing(course_id, student_id)
    lessons = outlines.lessons_of(outline := read_outline(standing.outline))
    sign_off = facts.find_sign_off(course_id, student_id)
    return policy.Facts(
        revision=standing.revision,
        minutes=sum(lesson.duration_minutes for lesson in lessons),
        lessons=len(lessons),
        completed_lessons=outlines.count_completed(outline, set(standing.completed_ids)),
        quiz_scores=ResultRepository(work.session).scores_of(course_id, student_id),
        classes=len(facts.list_attendances(course_id, student_id)),
        signed_off=sign_off is not None and sign_off.given,
    )


def requirements_of(
    work: UnitOfWork, rule: CertificateRule, course_id: UUID, student_id: UUID
) -> list[Requirement]:
    """What a rule asks of somebody, and how far they are."""
    return policy.evaluate(rule, facts_of(work, course_id, student_id))


def sweep(begin: Begin, press: Press) -> None:
    """Give certificates to all who have earned one: who did something, then whom rules reach.

    A rule that was set or loosened is due at once, which makes it retroactive.
    """
    while _weigh_some(begin, press):
        pass
    while (rule := _next_rule(begin)) is not None:
        _sweep_course(begin, press, rule)


def _weigh_some(begin: Begin, press: Press) -> bool:
    with begin() as work:
        due = EnrollmentRepository(work.session).take_due(BATCH)
        for enrollment in due:
            _weigh(work, press, enrollment.course_id, enrollment.student_id)
    return len(due) == BATCH


def _weigh(work: UnitOfWork, press: Press, course_id: UUID, student_id: UUID) -> None:
    """Issue if earned; what fails for one student is told and holds nobody else up."""
    try:
        with work.session.begin_nested():
            issue_if_earned(work, press, course_id, student_id)
    except Exception:
        place = {"course_id": str(course_id), "student_id": str(student_id)}
        log.exception("certificate.not_issued", **place)


def _next_rule(begin: Begin) -> models.CertificateRule | None:
    with begin() as work:
        rules = CertificateRuleRepository(work.session)
        return rules.take_due(work.now, work.now + SWEPT_EVERY)


def _sweep_course(begin: Begin, press: Press, rule: models.CertificateRule) -> None:
    after: UUID | None = None
    while True:
        with begin() as work:
            rules = CertificateRuleRepository(work.session)
            students = rules.list_promising(rule, after, BATCH)
            for student_id in students:
                _weigh(work, press, rule.course_id, student_id)
        if len(students) < BATCH:
            return
        after = students[-1]


def _snapshot(
    press: Press, course: models.Course, facts: policy.Facts, claim: Claim
) -> CertificateSnapshot:
    return CertificateSnapshot(
        version=SNAPSHOT_VERSION,
        code=new_code(),
        academy=press.academy,
        language=course.language,
        holder=claim.holder,
        course=course.title,
        edition=facts.revision,
        teacher=course.teacher_name,
        lessons=facts.completed_lessons,
        minutes=facts.minutes,
        grade=policy.average(facts.quiz_scores),
        attended_classes=facts.classes,
        issued_on=claim.issued_on,
        expires_on=claim.expires_on,
        template=press.template(),
    )


def _entry(course_id: UUID, signed: SignedCertificate, claim: Claim) -> dict[str, Any]:
    """A signed certificate as the register keeps it."""
    return {
        "id": new_id(),
        "code": signed.snapshot.code,
        "course_id": course_id,
        "student_id": claim.student_id,
        "cycle": claim.cycle,
        "version": claim.version,
        "holder": claim.holder,
        "snapshot": msgspec.to_builtins(signed.snapshot),
        "key_id": signed.key_id,
        "signature": signed.signature,
        "expires_on": claim.expires_on,
        "supersedes": claim.supersedes,
    }
