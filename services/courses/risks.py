"""When a student may need a word; the repository asks the same of many at once."""

from datetime import datetime, timedelta
from typing import Protocol

from contracts.courses.roster import Risk

BEGINS_WITHIN = timedelta(days=7)
COMES_BACK_WITHIN = timedelta(days=14)


class Studying(Protocol):
    """What is looked at in a student of a course."""

    enrolled_at: datetime
    active_at: datetime
    completed_lessons: int
    completed_at: datetime | None


def risk_of(student: Studying, now: datetime) -> Risk | None:
    """Who has not begun after a week, or was away for two, may need a word."""
    if student.completed_at is not None:
        return None
    if student.completed_lessons == 0:
        return Risk.NOT_STARTED if now - student.enrolled_at > BEGINS_WITHIN else None
    return Risk.INACTIVE if now - student.active_at > COMES_BACK_WITHIN else None
