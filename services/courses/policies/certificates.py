"""Rules of earning certificates, and of what becomes of them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Protocol

import msgspec

from contracts.courses.certificate_rules import CertificateRule, QuizCondition
from contracts.courses.certificates import CertificateStatus, Requirement, RequirementKind
from contracts.courses.errors import (
    AttendanceInFuture,
    CertificateNotRenewable,
    CertificateNotValid,
    CertificateRuleEmpty,
    CertificateWithdrawn,
    NameUnchanged,
    NotTheTeacher,
    TooManyReissues,
)
from contracts.types import Actor
from services.courses.policies.editing import TaughtCourse, ensure_sees_draft

REISSUES_A_YEAR = 3
YEAR = timedelta(days=365)


class Fate(Protocol):
    """What happened to a certificate since its issue."""

    expires_on: date | None
    revoked_at: datetime | None
    superseded_by: str | None
    withdrawn_at: datetime | None


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody has done in a revision of a course; quiz scores are in percent, one each."""

    revision: int | None = None
    minutes: int = 0
    lessons: int
    completed_lessons: int
    quiz_scores: Sequence[float] = ()
    classes: int = 0
    signed_off: bool = False


def evaluate(rule: CertificateRule, facts: Facts) -> list[Requirement]:
    """Each thing the rule asks for and how far it is; what it does not ask for is left out."""
    asked = [_lessons(rule, facts)]
    if rule.quiz_condition is not QuizCondition.NONE:
        asked.append(_quizzes(rule, facts))
    if rule.classes:
        asked.append(_count(RequirementKind.CLASSES, facts.classes, rule.classes))
    if rule.sign_off:
        asked.append(_count(RequirementKind.SIGN_OFF, int(facts.signed_off), 1))
    return asked


def ensure_asks(rule: CertificateRule) -> None:
    """What is offered to everybody on the first day certifies nothing."""
    parts = (rule.lessons_percent, rule.classes, rule.sign_off)
    if rule.offered and not any(parts) and rule.quiz_condition is QuizCondition.NONE:
        errors = [{"pointer": "/rule/lessons_percent", "detail": "Ask for some of the lessons."}]
        raise CertificateRuleEmpty(
            "Ask for lessons, quizzes, classes or a sign-off.", {"errors": errors}
        )


def ensure_teaches(actor: Actor, course: TaughtCourse) -> None:
    """A course's certificates are its teacher's to give."""
    if course.teacher_id != actor.user_id:
        ensure_sees_draft(actor, course)
        raise NotTheTeacher("Only the teacher of a course decides about its certificates.")


def ensure_may_renew(actor: Actor, course: TaughtCourse) -> None:
    """Admins may put right what was revoked by mistake."""
    if not actor.is_admin:
        ensure_teaches(actor, course)


def is_earned(rule: CertificateRule, requirements: Sequence[Requirement]) -> bool:
    """A certificate is earned when the course offers one and nothing is missing."""
    return rule.offered and all(one.met for one in requirements)


def lessons_needed(percent: int, lessons: int) -> int:
    """The least whole number of lessons that makes the percentage; an empty course gives none."""
    return max(1, -(-lessons * percent // 100)) if percent else 0


def average(scores: Sequence[float]) -> int | None:
    """The average of quiz scores in whole percent, rounded down; None without quizzes."""
    return int(sum(scores) / len(scores)) if scores else None


def _lessons(rule: CertificateRule, facts: Facts) -> Requirement:
    needed = lessons_needed(rule.lessons_percent, facts.lessons)
    return Requirement(
        kind=RequirementKind.LESSONS,
        met=facts.completed_lessons >= needed,
        reached=facts.completed_lessons,
        needed=needed,
        total=facts.lessons,
        percent=rule.lessons_percent,
    )


def _quizzes(rule: CertificateRule, facts: Facts) -> Requirement:
    if rule.quiz_condition is QuizCondition.AVERAGE:
        reached = average(facts.quiz_scores)
        return Requirement(
            kind=RequirementKind.QUIZ_AVERAGE,
            met=reached is not None and reached >= rule.quiz_percent,
            reached=reached or 0,
            needed=rule.quiz_percent,
            total=100,
        )
    return _each_quiz(rule, facts.quiz_scores)


def _each_quiz(rule: CertificateRule, scores: Sequence[float]) -> Requirement:
    passed = sum(score >= rule.quiz_percent for score in scores)
    return Requirement(
        kind=RequirementKind.EACH_QUIZ,
        met=bool(scores) and passed == len(scores),
        reached=passed,
        needed=len(scores),
        total=len(scores),
        percent=rule.quiz_percent,
    )


def _count(kind: RequirementKind, reached: int, needed: int) -> Requirement:
    met = reached >= needed
    return Requirement(kind=kind, met=met, reached=reached, needed=needed, total=needed)


def status_of(certificate: Fate, today: date) -> CertificateStatus:
    """The gravest thing that happened to a certificate, or that it is valid."""
    if certificate.withdrawn_at is not None:
        return CertificateStatus.WITHDRAWN
    if certificate.revoked_at is not None:
        return CertificateStatus.REVOKED
    if certificate.superseded_by is not None:
        return CertificateStatus.SUPERSEDED
    expired = certificate.expires_on is not None and certificate.expires_on < today
    return CertificateStatus.EXPIRED if expired else CertificateStatus.VALID


def expiry(issued_on: date, months: int | None) -> date | None:
    """The last day of validity: the same day some months later, or that month's last."""
    if months is None:
        return None
    year, month = divmod(issued_on.month - 1 + months, 12)
    first = date(issued_on.year + year, month + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + timedelta(days=issued_on.day - 1), following - timedelta(days=1))


def printed_day(snapshot: dict[str, Any] | None) -> date:
    """The day of issue that a certificate shows."""
    return date.fromisoformat((snapshot or {})["issued_on"])


def ensure_holds(status: CertificateStatus) -> None:
    """Only what is valid takes a new name or is revoked."""
    if status is not CertificateStatus.VALID:
        raise CertificateNotValid(f"The certificate is {status.value}.")


def ensure_correctable(status: CertificateStatus) -> None:
    """What expired can still be corrected or revoked; what staff or a new version ended cannot."""
    if status not in {CertificateStatus.VALID, CertificateStatus.EXPIRED}:
        raise CertificateNotValid(f"The certificate is {status.value}, and that stays.")


def ensure_printable(status: CertificateStatus) -> None:
    """What no longer holds is not handed out; of who was forgotten there is nothing to print."""
    if status is CertificateStatus.WITHDRAWN:
        raise CertificateWithdrawn("The holder's data were erased, and with them the certificate.")
    ensure_correctable(status)


def ensure_renamed(printed: str, name: str) -> None:
    """A certificate is not printed anew for nothing."""
    if printed == name:
        raise NameUnchanged(f"It already says {name}. Change your name in the profile first.")


def ensure_seldom(reissues: Sequence[datetime], now: datetime) -> None:
    """A certificate that changes its name all the time proves nothing."""
    recent = [at for at in reissues if at > now - YEAR]
    if len(recent) >= REISSUES_A_YEAR:
        wait = int((min(recent) + YEAR - now).total_seconds())
        detail = f"A certificate takes a new name at most {REISSUES_A_YEAR} times a year."
        raise TooManyReissues(detail, {"retry_after": wait})


def ensure_renewable(status: CertificateStatus | None, *, earned: bool, by_staff: bool) -> None:
    """What has expired is given again by the teacher, what was revoked only by the staff."""
    mine = {CertificateStatus.EXPIRED}
    if status not in (mine | {CertificateStatus.REVOKED} if by_staff else mine):
        raise CertificateNotRenewable("Only a certificate that has ended can be given again.")
    if not earned:
        raise CertificateNotRenewable("The student does not fulfill the course's rule now.")


def ensure_past(attended_on: date, now: datetime) -> None:
    """A class is attended before it is marked; a day's grace covers time zones."""
    if attended_on > now.date() + timedelta(days=1):
        errors = [{"pointer": "/attended_on", "detail": "Choose a day that has come."}]
        raise AttendanceInFuture("The class is still to come.", {"errors": errors})
