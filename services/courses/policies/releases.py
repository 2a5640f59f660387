"""Rules of lessons that open later, or after others."""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from contracts.courses.errors import LessonLocked, LessonNotReleased
from contracts.courses.outline import ReleaseAfter


class ReleasedLesson(Protocol):
    """What rules look at in a lesson that a student wants to open."""

    @property
    def id(self) -> UUID:
        """Which it is."""

    @property
    def release_at(self) -> datetime | None:
        """Its date."""

    @property
    def release_after_days(self) -> int | None:
        """Its days."""

    @property
    def release_after(self) -> ReleaseAfter:
        """What they are counted from."""

    @property
    def requires(self) -> list[UUID]:
        """The lessons before it."""


def follows_module(lesson: ReleasedLesson) -> bool:
    """Whether the lesson opens only after the module before it was completed."""
    days = lesson.release_after_days is not None
    return days and lesson.release_after is ReleaseAfter.PREVIOUS_MODULE


def counts_from(
    before: Sequence[UUID], completions: Mapping[UUID, datetime], enrolled_at: datetime
) -> datetime | None:
    """What a lesson's days are counted from: enrollment, or the end of what comes before it.

    None as long as that has not come.
    """
    if not all(id_ in completions for id_ in before):
        return None
    return max([enrolled_at, *(completions[id_] for id_ in before)])


def opens_at(lesson: ReleasedLesson, since: datetime | None) -> datetime | None:
    """The later of the lesson's date and its days; None when it has neither, or no start yet."""
    moments = [lesson.release_at] if lesson.release_at else []
    if lesson.release_after_days and since is not None:
        moments.append(since + timedelta(days=lesson.release_after_days))
    return max(moments, default=None)


def still_closed(lesson: ReleasedLesson, since: datetime | None, now: datetime) -> datetime | None:
    """When the lesson opens, or None when it is open."""
    moment = opens_at(lesson, since)
    return moment if moment is not None and moment > now else None


def waits_for(
    needed: Iterable[UUID], studied: Iterable[UUID], completed: Container[UUID]
) -> list[UUID]:
    """The lessons of the same revision to complete first; one that is gone bars nobody."""
    there = set(studied)
    return [id_ for id_ in dict.fromkeys(needed) if id_ in there and id_ not in completed]


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
