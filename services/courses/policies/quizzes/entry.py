"""Rules of beginning an attempt, and until when it takes answers."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol
from uuid import UUID

from contracts.courses.attempts import AttemptState, QuizStatus
from contracts.courses.errors import (
    AttemptFinished,
    AttemptNotFound,
    AttemptsUsedUp,
    AttemptTooSoon,
    NotEnrolled,
    QuizClosed,
    QuizNotFound,
    QuizNotOpen,
    QuizNotPublished,
)
from contracts.courses.quizzes import QuizSettings
from contracts.courses.resources import LessonKind
from contracts.errors import ServiceError
from contracts.types import Actor
from services.courses.policies import access


class Granted(Protocol):
    """What rules look at in an override."""

    extra_minutes: int
    extra_attempts: int
    closes_at: datetime | None


class Made(Protocol):
    """What rules look at in an attempt."""

    state: AttemptState
    finished_at: datetime | None
    due_at: datetime | None


class QuizLesson(access.OfferedLesson, Protocol):
    """What rules look at in a lesson that may be a quiz."""

    kind: LessonKind


class Allowance(NamedTuple):
    """The rules of a quiz as they hold for one student."""

    closes_at: datetime | None
    limit: timedelta | None
    attempts: int | None


class Standing(NamedTuple):
    """What a student can do now, and when that changes by itself."""

    status: QuizStatus
    available_at: datetime | None = None


REFUSALS: dict[QuizStatus, ServiceError] = {
    QuizStatus.NOT_PUBLISHED: QuizNotPublished("The teacher has not published this quiz yet."),
    QuizStatus.NOT_OPEN: QuizNotOpen("The quiz opens later. Its page says when."),
    QuizStatus.CLOSED: QuizClosed("The quiz has closed. Ask your teacher if you need more time."),
    QuizStatus.USED_UP: AttemptsUsedUp("You have made every attempt that the quiz allows."),
    QuizStatus.WAITING: AttemptTooSoon("Wait a little before the next attempt."),
}


def ensure_may_attempt(caller: Actor, lesson: QuizLesson, *, enrolled: bool) -> None:
    """A quiz is for students of the course; its teacher and the admins try it."""
    access.ensure_may_read(caller, lesson, enrolled=enrolled)
    if lesson.kind is not LessonKind.QUIZ:
        raise QuizNotFound("There is no such quiz.")
    if not enrolled and not tries(caller, lesson, enrolled=enrolled):
        raise NotEnrolled("Enroll to take this quiz.", {"course_slug": lesson.course_slug})


def tries(caller: Actor, lesson: QuizLesson, *, enrolled: bool) -> bool:
    """Whether an attempt is a trial that does not count."""
    return not enrolled and access.works_on(caller, lesson)


def allowance(settings: QuizSettings, granted: Granted | None) -> Allowance:
    """The rules with what one student is granted beyond them."""
    minutes, attempts = settings.time_limit_minutes, settings.attempts_allowed
    if granted is not None:
        minutes = minutes + granted.extra_minutes if minutes else minutes
        attempts = attempts + granted.extra_attempts if attempts else attempts
    return Allowance(
        closes_at=(granted.closes_at if granted else None) or settings.closes_at,
        limit=timedelta(minutes=minutes) if minutes else None,
        attempts=attempts,
    )


def deadline(allowed: Allowance, started_at: datetime) -> datetime | None:
    """The end of the time limit or the closing of the quiz, whichever comes first."""
    by_limit = started_at + allowed.limit if allowed.limit else None
    ends = [end for end in (by_limit, allowed.closes_at) if end is not None]
    return min(ends, default=None)


def due(settings: QuizSettings, deadline_at: datetime | None) -> datetime | None:
    """Until when answers are taken that were on their way."""
    return deadline_at + timedelta(seconds=settings.grace_seconds) if deadline_at else None


def later(one: datetime | None, other: datetime | None) -> datetime | None:
    """The later end; none at all is the latest."""
    return max(one, other) if one and other else None


def standing(
    settings: QuizSettings,
    allowed: Allowance,
    made: Sequence[Made],
    now: datetime,
    *,
    published: bool,
) -> Standing:
    """Whether a student may begin; *made* are their attempts, the newest last."""
    if any(one.state is AttemptState.IN_PROGRESS for one in made):
        return Standing(QuizStatus.IN_PROGRESS)
    if not published:
        return Standing(QuizStatus.NOT_PUBLISHED)
    return _shut(settings, allowed, now) or _left(settings, allowed, made, now)


def ensure_may_begin(now_standing: Standing) -> None:
    """What the rules do not allow now."""
    refusal = REFUSALS.get(now_standing.status)
    if refusal is not None:
        at = now_standing.available_at
        raise type(refusal)(refusal.detail, {"available_at": at.isoformat()} if at else {})


def ensure_own(caller: Actor, student_id: UUID) -> None:
    """An attempt is its student's alone."""
    if student_id != caller.user_id:
        raise AttemptNotFound("There is no such attempt.")


def is_due(attempt: Made, now: datetime) -> bool:
    """Whether the time of a running attempt is over."""
    running = attempt.state is AttemptState.IN_PROGRESS
    return running and attempt.due_at is not None and now > attempt.due_at


def ensure_takes_answers(attempt: Made, now: datetime) -> None:
    """Answers are taken while an attempt runs and its time, with the grace, is not over."""
    if attempt.state is not AttemptState.IN_PROGRESS or is_due(attempt, now):
        raise AttemptFinished("The attempt is finished, so the answer was not taken.")


def _shut(settings: QuizSettings, allowed: Allowance, now: datetime) -> Standing | None:
    if settings.opens_at and now < settings.opens_at:
        return Standing(QuizStatus.NOT_OPEN, settings.opens_at)
    if allowed.closes_at and now >= allowed.closes_at:
        return Standing(QuizStatus.CLOSED)
    return None


def _left(
    settings: QuizSettings, allowed: Allowance, made: Sequence[Made], now: datetime
) -> Standing:
    if allowed.attempts and len(made) >= allowed.attempts:
        return Standing(QuizStatus.USED_UP)
    return _rested(settings, made, now)


def _rested(settings: QuizSettings, made: Sequence[Made], now: datetime) -> Standing:
    ends = [one.finished_at for one in made if one.finished_at]
    if ends and settings.delay_minutes:
        again = max(ends) + timedelta(minutes=settings.delay_minutes)
        if now < again:
            return Standing(QuizStatus.WAITING, again)
    return Standing(QuizStatus.READY)
