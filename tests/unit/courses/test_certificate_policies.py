"""When a certificate is earned, and what becomes of it, as tables."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from contracts.courses.certificate_rules import CertificateRule, QuizCondition
from contracts.courses.certificates import CertificateStatus, RequirementKind
from contracts.courses.errors import (
    AttendanceInFuture,
    CertificateNotRenewable,
    CertificateNotValid,
    CertificateRuleEmpty,
    CertificateWithdrawn,
    CourseNotFound,
    NameUnchanged,
    NotTheTeacher,
    TooManyReissues,
)
from contracts.courses.resources import CourseStatus
from contracts.types import Role
from services.courses.policies import certificates as policy
from services.courses.policies.certificates import Facts
from tests.factories.certificates import make_rule
from tests.factories.courses import NOW, make_actor

AVERAGE, EACH = QuizCondition.AVERAGE, QuizCondition.EACH
ALL = make_rule(
    lessons_percent=100, quiz_condition=AVERAGE, quiz_percent=80, classes=2, sign_off=True
)
DONE: dict[str, Any] = {
    "lessons": 5,
    "completed_lessons": 5,
    "quiz_scores": (90, 70),
    "classes": 2,
    "signed_off": True,
}
TODAY = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("rule", "changes", "earned"),
    [
        (ALL, {}, True),
        (ALL, {"completed_lessons": 4}, False),
        (ALL, {"quiz_scores": (90, 69)}, False),
        (ALL, {"quiz_scores": ()}, False),
        (ALL, {"classes": 1}, False),
        (ALL, {"classes": 3}, True),
        (ALL, {"signed_off": False}, False),
        (make_rule(), {"quiz_scores": (), "classes": 0, "signed_off": False}, True),
        (make_rule(offered=False), {}, False),
        (make_rule(), {"lessons": 0, "completed_lessons": 0}, False),
        (make_rule(lessons_percent=0, classes=1), {"completed_lessons": 0}, True),
        (make_rule(lessons_percent=70), {"completed_lessons": 3}, False),
        (make_rule(lessons_percent=70), {"completed_lessons": 4}, True),
        (make_rule(lessons_percent=1), {"completed_lessons": 1}, True),
        (make_rule(lessons_percent=1), {"completed_lessons": 0}, False),
        (make_rule(quiz_condition=EACH, quiz_percent=70), {}, True),
        (make_rule(quiz_condition=EACH, quiz_percent=71), {}, False),
        (make_rule(quiz_condition=EACH, quiz_percent=0), {"quiz_scores": ()}, False),
    ],
)
def test_a_certificate_is_earned_when_nothing_is_missing(
    *, rule: CertificateRule, changes: dict[str, Any], earned: bool
) -> None:
    facts = Facts(**{**DONE, **changes})

    assert policy.is_earned(rule, policy.evaluate(rule, facts)) is earned


def test_the_answer_says_what_is_missing() -> None:
    facts = Facts(lessons=5, completed_lessons=3, quiz_scores=(72,), classes=0, signed_off=False)

    said = {
        one.kind: (one.met, one.reached, one.needed, one.total)
        for one in policy.evaluate(ALL, facts)
    }

    assert said == {
        RequirementKind.LESSONS: (False, 3, 5, 5),
        RequirementKind.QUIZ_AVERAGE: (False, 72, 80, 100),
        RequirementKind.CLASSES: (False, 0, 2, 2),
        RequirementKind.SIGN_OFF: (False, 0, 1, 1),
    }


def test_what_a_rule_does_not_ask_for_is_not_mentioned() -> None:
    kinds = [one.kind for one in policy.evaluate(make_rule(), Facts(**DONE))]

    assert kinds == [RequirementKind.LESSONS]


def test_each_quiz_counts_those_that_were_passed() -> None:
    rule = make_rule(quiz_condition=EACH, quiz_percent=80)

    (_, quizzes) = policy.evaluate(rule, Facts(**DONE))

    assert (quizzes.reached, quizzes.total, quizzes.percent, quizzes.met) == (1, 2, 80, False)


@pytest.mark.parametrize(
    ("scores", "average"), [((), None), ((80,), 80), ((79.9, 79.9), 79), ((100, 0), 50)]
)
def test_an_average_is_never_rounded_up(scores: tuple[float, ...], average: int | None) -> None:
    assert policy.average(scores) == average


def test_a_rule_that_asks_for_nothing_is_refused() -> None:
    with pytest.raises(CertificateRuleEmpty):
        policy.ensure_asks(make_rule(lessons_percent=0))
    policy.ensure_asks(make_rule(lessons_percent=0, offered=False))
    policy.ensure_asks(make_rule(lessons_percent=0, sign_off=True))
    policy.ensure_asks(make_rule(lessons_percent=0, quiz_condition=EACH))


@pytest.mark.parametrize(
    ("fate", "status"),
    [
        ({}, CertificateStatus.VALID),
        ({"expires_on": TODAY}, CertificateStatus.VALID),
        ({"expires_on": TODAY - timedelta(days=1)}, CertificateStatus.EXPIRED),
        ({"superseded_by": "X"}, CertificateStatus.SUPERSEDED),
        ({"superseded_by": "X", "revoked_at": NOW}, CertificateStatus.REVOKED),
        ({"revoked_at": NOW, "expires_on": date(2020, 1, 1)}, CertificateStatus.REVOKED),
        ({"revoked_at": NOW, "withdrawn_at": NOW}, CertificateStatus.WITHDRAWN),
    ],
)
def test_the_gravest_fate_is_shown(fate: dict[str, Any], status: CertificateStatus) -> None:
    blank = dict.fromkeys(("expires_on", "revoked_at", "superseded_by", "withdrawn_at"))

    assert policy.status_of(SimpleNamespace(**{**blank, **fate}), TODAY) is status


@pytest.mark.parametrize(
    ("issued_on", "months", "expires_on"),
    [
        (date(2026, 5, 4), None, None),
        (date(2026, 5, 4), 24, date(2028, 5, 4)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
    ],
)
def test_months_end_on_the_same_day_or_the_last(
    issued_on: date, months: int | None, expires_on: date | None
) -> None:
    assert policy.expiry(issued_on, months) == expires_on


@pytest.mark.parametrize(
    ("status", "holds", "correctable", "printable"),
    [
        (CertificateStatus.VALID, None, None, None),
        (CertificateStatus.EXPIRED, CertificateNotValid, None, None),
        (
            CertificateStatus.REVOKED,
            CertificateNotValid,
            CertificateNotValid,
            CertificateNotValid,
        ),
        (
            CertificateStatus.SUPERSEDED,
            CertificateNotValid,
            CertificateNotValid,
            CertificateNotValid,
        ),
        (
            CertificateStatus.WITHDRAWN,
            CertificateNotValid,
            CertificateNotValid,
            CertificateWithdrawn,
        ),
    ],
)
def test_what_has_ended_is_neither_renamed_nor_corrected_nor_printed(
    status: CertificateStatus,
    holds: type[Exception] | None,
    correctable: type[Exception] | None,
    printable: type[Exception] | None,
) -> None:
    rules = (
        (policy.ensure_holds, holds),
        (policy.ensure_correctable, correctable),
        (policy.ensure_printable, printable),
    )
    for rule, refusal in rules:
        if refusal is None:
            rule(status)
        else:
            with pytest.raises(refusal):
                rule(status)


def test_a_name_is_printed_anew_only_when_it_changed_and_seldom() -> None:
    policy.ensure_renamed("Lina", "Lina Haddad")
    with pytest.raises(NameUnchanged):
        policy.ensure_renamed("Lina", "Lina")
    now = datetime(2026, 5, 4, tzinfo=UTC)
    policy.ensure_seldom([now - timedelta(days=days) for days in (10, 20, 366)], now)
    with pytest.raises(TooManyReissues) as refusal:
        policy.ensure_seldom([now - timedelta(days=days) for days in (10, 20, 364)], now)
    assert refusal.value.extra["retry_after"] == 86400


@pytest.mark.parametrize(
    ("status", "by_staff", "earned", "refused"),
    [
        (CertificateStatus.EXPIRED, False, True, False),
        (CertificateStatus.EXPIRED, False, False, True),
        (CertificateStatus.REVOKED, False, True, True),
        (CertificateStatus.REVOKED, True, True, False),
        (CertificateStatus.VALID, True, True, True),
        (CertificateStatus.SUPERSEDED, True, True, True),
        (CertificateStatus.WITHDRAWN, True, True, True),
        (None, False, True, True),
    ],
)
def test_only_what_has_ended_is_given_again(
    *, status: CertificateStatus | None, by_staff: bool, earned: bool, refused: bool
) -> None:
    if refused:
        with pytest.raises(CertificateNotRenewable):
            policy.ensure_renewable(status, earned=earned, by_staff=by_staff)
    else:
        policy.ensure_renewable(status, earned=earned, by_staff=by_staff)


def test_nobody_has_attended_what_is_still_to_come() -> None:
    policy.ensure_past(NOW.date() + timedelta(days=1), NOW)
    with pytest.raises(AttendanceInFuture):
        policy.ensure_past(NOW.date() + timedelta(days=2), NOW)


def test_a_courses_certificates_are_its_teachers() -> None:
    teacher, other, admin = (
        make_actor(Role.TEACHER),
        make_actor(Role.TEACHER),
        make_actor(Role.ADMIN),
    )
    shown: Any = SimpleNamespace(
        teacher_id=teacher.user_id, status=CourseStatus.PUBLISHED, live=True
    )
    hidden: Any = SimpleNamespace(teacher_id=teacher.user_id, status=CourseStatus.DRAFT, live=False)

    policy.ensure_teaches(teacher, hidden)
    policy.ensure_may_renew(admin, hidden)
    with pytest.raises(NotTheTeacher):
        policy.ensure_teaches(other, shown)
    with pytest.raises(CourseNotFound):
        policy.ensure_teaches(other, hidden)
    with pytest.raises(NotTheTeacher):
        policy.ensure_may_renew(other, shown)
