"""Rules of lessons that open later, or after others."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from contracts.courses.errors import LessonLocked, LessonNotReleased


class ReleasedLesson(Protocol):
    """What rules look at in a lesson that a student wants to open."""

    @property
    def release_at(self) -> datetime | None:
        """Its date."""

    @property
    def release_after_days(self) -> int | None:
        """Its days after enrollment."""

    @property
    def requires(self) -> list[UUID]:
        """The lessons before it."""


def opens_at(lesson: ReleasedLesson, enrolled_at: datetime) -> datetime | None:
    """The later of the lesson's date and its days after enrollment; None when it has neither."""
    moments = [lesson.release_at] if lesson.release_at else []
    if lesson.release_after_days:
        moments.append(enrolled_at + timedelta(days=lesson.release_after_days))
    return max(moments, default=None)


def still_closed(lesson: ReleasedLesson, enrolled_at: datetime, now: datetime) -> datetime | None:
    """When the lesson opens, or None when it is open."""
    moment = opens_at(lesson, enrolled_at)
    return moment if moment is not None and moment > now else None


def waits_for(lesson: ReleasedLesson, studied: Iterable[UUID], completed: set[UUID]) -> list[UUID]:
    """The lessons of the same revision to complete first; one that is gone bars nobody."""
    there = set(studied)
    return [id_ for id_ in lesson.requires if id_ in there and id_ not in completed]


def ensure_released(moment: datetime | None) -> None:
    """A lesson with a date opens then."""
    if moment is not None:
        raise LessonNotReleased("The lesson is not open yet.", {"opens_at": moment.isoformat()})


def ensure_unlocked(missing: list[UUID]) -> None:
    """A lesson that builds on others opens after them."""
    if missing:
        raise LessonLocked(
            "Complete the lessons that this one builds on first.",
            {"lesson_ids": [str(id_) for id_ in missing]},
        )
