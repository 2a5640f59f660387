"""Lessons that open later, or after others."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest

from contracts.courses.errors import LessonLocked, LessonNotReleased
from contracts.courses.outline import ReleaseAfter
from services.courses import outlines
from services.courses.policies import releases
from tests.factories.courses import NOW

A, B, GONE = uuid4(), uuid4(), uuid4()
DAY = timedelta(days=1)


def lesson(**fields: Any) -> Any:
    plain: dict[str, Any] = {"release_at": None, "release_after_days": None, "requires": []}
    anchor = ReleaseAfter.ENROLLMENT
    return SimpleNamespace(**{"id": uuid4(), "release_after": anchor, **plain, **fields})


def module(*lessons: Any) -> Any:
    return SimpleNamespace(id=uuid4(), lessons=list(lessons))


@pytest.mark.parametrize(
    ("fields", "until"),
    [
        ({}, None),
        ({"release_at": NOW - DAY}, None),
        ({"release_at": NOW}, None),
        ({"release_at": NOW + DAY}, NOW + DAY),
        ({"release_after_days": 0}, None),
        ({"release_after_days": 3}, None),
        ({"release_after_days": 4}, NOW + DAY),
        ({"release_at": NOW + 2 * DAY, "release_after_days": 4}, NOW + 2 * DAY),
    ],
)
def test_a_lesson_is_closed_until_the_later_of_its_moments(
    fields: dict[str, Any], until: datetime | None
) -> None:
    enrolled_at = NOW - 3 * DAY

    assert releases.still_closed(lesson(**fields), enrolled_at, NOW) == until


@pytest.mark.parametrize(
    ("requires", "completed", "missing"),
    [
        ([], set(), []),
        ([A], set(), [A]),
        ([A, B], {A}, [B]),
        ([A, B], {A, B}, []),
        ([GONE], set(), []),
    ],
)
def test_a_lesson_waits_for_those_of_its_revision(
    requires: list[UUID], completed: set[UUID], missing: list[UUID]
) -> None:
    assert releases.waits_for(requires, [A, B], completed) == missing


@pytest.mark.parametrize(
    ("fields", "completions", "opens_at", "missing"),
    [
        ({"release_after_days": 2}, {A: NOW - DAY}, None, [B]),
        ({"release_after_days": 2}, {A: NOW - 3 * DAY, B: NOW - DAY}, NOW + DAY, []),
        ({"release_after_days": 2}, {A: NOW - 3 * DAY, B: NOW - 2 * DAY}, None, []),
        ({"release_after_days": 2, "requires": [A]}, {}, None, [A, B]),
        ({"release_after_days": 0}, {A: NOW}, None, [B]),
        ({"release_after_days": None}, {}, None, []),
    ],
)
def test_days_may_count_from_the_end_of_the_module_before(
    fields: dict[str, Any],
    completions: dict[UUID, datetime],
    opens_at: datetime | None,
    missing: list[UUID],
) -> None:
    last = lesson(release_after=ReleaseAfter.PREVIOUS_MODULE, **fields)
    outline = [
        module(lesson(id=A), lesson(id=B)),
        module(),
        module(last),
    ]
    standing = outlines.Standing(NOW - 10 * DAY, completions, NOW)

    assert outlines.locks(outline, last, standing) == (opens_at, missing)


def test_the_first_module_counts_from_enrollment() -> None:
    first = lesson(release_after=ReleaseAfter.PREVIOUS_MODULE, release_after_days=4)
    standing = outlines.Standing(NOW - 3 * DAY, {}, NOW)

    assert outlines.locks([module(first)], first, standing) == (NOW + DAY, [])


def test_a_closed_lesson_says_when_or_after_what_it_opens() -> None:
    releases.ensure_released(None)
    releases.ensure_unlocked([])
    with pytest.raises(LessonNotReleased) as early:
        releases.ensure_released(NOW)
    with pytest.raises(LessonLocked) as locked:
        releases.ensure_unlocked([A])

    assert early.value.extra == {"opens_at": NOW.isoformat()}
    assert locked.value.extra == {"lesson_ids": [str(A)]}
