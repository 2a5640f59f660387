"""When a student may need a word."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from contracts.courses.roster import Risk
from services.courses.risks import risk_of
from tests.factories.courses import NOW


@pytest.mark.parametrize(
    ("enrolled", "active", "done", "finished", "risk"),
    [
        (7, 7, 0, False, None),
        (8, 8, 0, False, Risk.NOT_STARTED),
        (30, 14, 1, False, None),
        (30, 15, 1, False, Risk.INACTIVE),
        (90, 90, 9, True, None),
    ],
)
def test_who_has_not_begun_or_stays_away_is_at_risk(
    *, enrolled: int, active: int, done: int, finished: bool, risk: Risk | None
) -> None:
    student = SimpleNamespace(
        enrolled_at=NOW - timedelta(days=enrolled),
        active_at=NOW - timedelta(days=active),
        completed_lessons=done,
        completed_at=NOW if finished else None,
    )

    assert risk_of(student, NOW) is risk
