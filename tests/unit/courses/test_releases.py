"""Lessons that open later, or after others."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest

from contracts.courses.errors import LessonLocked, LessonNotReleased
from services.courses.policies import releases
from tests.factories.courses import NOW

A, B, GONE = uuid4(), uuid4(), uuid4()
DAY = timedelta(days=1)


def lesson(**fields: Any) -> Any:
    return SimpleNamespace(
        **{"release_at": None, "release_after_days": None, "requires": [], **fields}
    )


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
    assert releases.waits_for(lesson(requires=requires), [A, B], completed) == missing


def test_a_closed_lesson_says_when_or_after_what_it_opens() -> None:
    releases.ensure_released(None)
    releases.ensure_unlocked([])
    with pytest.raises(LessonNotReleased) as early:
        releases.ensure_released(NOW)
    with pytest.raises(LessonLocked) as locked:
        releases.ensure_unlocked([A])

    assert early.value.extra == {"opens_at": NOW.isoformat()}
    assert locked.value.extra == {"lesson_ids": [str(A)]}
